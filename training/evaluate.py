"""The scorecard: how good a checkpoint is, on voices whose families it never saw.

Over the 145 sound parameters, the name apart. Everything is measured through the weights as shipped and
the model's own public face, the likelihoods apart. The same seed gives the same figures.

Names with `_detailed` are those of all that encode infers; without, of the 8 performance latents alone.
A figure that cannot be had here is null, and `missing` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dx7bridge.commands import DEFAULT_TEMPERATURE
from dx7bridge.errors import NoMidi
from dx7bridge.voice import PARAMETERS
from dx7bridge.voice.parameters import SOUND_SIZE
from training import bounds, byear, generated, motion
from training.calibrate import calibrate, correlations
from training.fit import indices
from training.generated import Heard, Values, to_values, to_voices
from training.network.player import Player
from training.sound import CORE, FEATURES, Studio, log_mel
from training.sound import distance as log_mel_distance

GROUPS: Final = ("likelihood", "reconstruction", "sound", "generated", "motion", "axes")
RANGES: Final = np.array([p.size - 1 for p in PARAMETERS[:SOUND_SIZE]])
ACTIVE: Final = 0.1  # nats that an axis must carry
QUANTUM: Final = 4  # decimals printed


@dataclass(frozen=True)
class Sizes:
    """How many voices each figure is made from."""

    held_out: int = 3000  # likelihood and reconstruction: all that the prepared split holds
    importance: int = 256  # get 64 posterior samples
    rendered: int = 1000  # reconstructions that are listened to
    noted: int = 300  # of those at five notes
    judged: int = 2000  # voices from whose coordinates features of their sound are foretold
    compared: int = 3000  # generated against as many real: c2st, silent, quiet
    drawn: int = 10_000  # unique, copies
    varied: int = 300  # diversity
    pairs: int = 300  # interpolations
    turned: int = 10  # voices from which each knob is turned
    axes: int = 1000  # voices from N(0, I) whose features are correlated with their coordinates
    swept: int = 48  # voices from which each axis is swept for its label

    def tenth(self) -> Sizes:
        """A quick look: a tenth of everything."""
        return Sizes(**{name: max(1, getattr(self, name) // 10) for name in self.__dataclass_fields__})


@dataclass(frozen=True)
class Material:
    """Voices uint8 [N, 155]: those to judge by, and those that the model was trained on (may be none).

    `collection` is what c2st and diversity compare with: real voices at large, no family missing.
    """

    held_out: Values
    known: Values
    collection: Values

    @classmethod
    def of(cls, held_out: Values, known: Values, others: Values | None = None) -> Material:
        """Held-out voices, training voices, and others that count as real as well."""
        parts = [held_out, known] if others is None else [held_out, known, others]
        return cls(held_out, known, np.concatenate(parts))

    def shuffled(self, seed: int) -> Material:
        """The same in a random order, so that the first ones are a fair sample."""
        dice = np.random.default_rng(seed)
        order = {name: dice.permutation(len(getattr(self, name))) for name in self.__dataclass_fields__}
        return replace(self, **{name: getattr(self, name)[rows] for name, rows in order.items()})


def evaluate(
    model: Player,
    material: Material,
    seed: int = 1,
    *,
    sizes: Sizes | None = None,
    groups: Collection[str] = GROUPS,
    temperature: float = DEFAULT_TEMPERATURE,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """The figures of `groups`, ready for JSON. `say` is told what is being measured."""
    sizes = sizes or Sizes()
    studio, silence = _studio()
    shuffled = material.shuffled(seed)
    card: dict[str, Any] = {
        "model": model.name,
        "seed": seed,
        "voices": {
            "held_out": min(len(material.held_out), sizes.held_out),
            "known": len(material.known),
        },
    }
    missing = {}
    if studio is None:
        missing["sound"] = silence
    if not len(material.known):
        missing["training voices"] = "no prepared data set"
    if missing:
        card["missing"] = missing
    bench = Bench(model, shuffled, seed, sizes, studio, temperature, say)
    for group in GROUPS:
        if group in groups:
            say(group)
            card[group] = _rounded(getattr(bench, group)())
    return card


@dataclass(frozen=True)
class Bench:
    """One checkpoint, the voices (in random order) to judge it by, and how closely to look."""

    model: Player
    material: Material
    seed: int
    sizes: Sizes
    studio: Studio | None
    temperature: float
    say: Callable[[str], None]

    @property
    def held_out(self) -> Values:
        """The held-out voices that are used."""
        return self.material.held_out[: self.sizes.held_out]

    def likelihood(self) -> dict[str, Any]:
        """Nats a voice. `nelbo_refined`: drawn in as many passes as `sample` takes (see bounds)."""
        vae, passes = self.model.vae, self.model.passes
        values = indices(self.held_out).to(self.model.device)
        few = values[: self.sizes.importance]
        found: dict[str, Any] = {}
        for suffix, detailed in (("", False), ("_detailed", True)):
            one = bounds.nelbo(vae, values, self.seed, detailed=detailed)
            found[f"nelbo{suffix}"] = one
            self.say(f"likelihood: {passes} passes{suffix}")
            found[f"nelbo_refined{suffix}"] = bounds.nelbo(
                vae, values, self.seed, detailed=detailed, passes=passes
            )
            self.say(f"likelihood: 64 samples{suffix}")
            found[f"iwae{suffix}"] = one - bounds.gain(vae, few, self.seed, detailed=detailed)
        found["refinement_passes"] = passes
        found["iwae_gain_measured_on"] = len(few)
        found["floor"] = {"nelbo_of_marginals": self._if_known(lambda: _nats(self.material, self.held_out))}
        return found

    def reconstruction(self) -> dict[str, Any]:
        """Decoded at the posterior's centre, in values and in sound; and where it is encoded again.

        `accuracy` and `nmae` are of the most probable values, which `reconstruct` gives; sound and `drift`
        of what the bridge plays there (medians), at the voice's own key and level where the model has those
        beside its coordinates.
        """
        voices, sounds = to_voices(self.held_out), self.held_out[:, :SOUND_SIZE]
        paths = {
            "": to_values(self.model.reconstruct(voices, latent_only=True)),
            "_detailed": to_values(self.model.reconstruct(voices)),
        }
        rendered = self.sizes.rendered
        originals = None
        if self.studio is not None:
            originals = self.studio.measure(voices[:rendered], log_mel)
        found: dict[str, Any] = {}
        _, deviation = self._posterior()
        there = np.array(self.model.encode(voices))
        for suffix, values in paths.items():
            self.say(f"reconstruction{suffix}")
            found[f"accuracy{suffix}"] = (values[:, :SOUND_SIZE] == sounds).mean()
            found[f"nmae{suffix}"] = _nmae(values, sounds)
            heard = byear.played(self.model, voices, detailed=bool(suffix))
            found[f"logmel_db{suffix}"] = self._difference(to_values(heard[:rendered]), originals)
            back = np.array(self.model.encode(heard))
            away = (back - there) / deviation.cpu().numpy()
            found[f"drift{suffix}"] = np.sqrt(np.square(away).mean(1)).mean()
        known = self.material.known
        common = self._if_known(lambda: np.array([np.bincount(column).argmax() for column in known.T]))
        near = self._if_known(lambda: known[generated.nearest(self.held_out[:rendered], known)[1]])
        found["floor"] = {
            "accuracy_of_most_common": None if common is None else (common[:SOUND_SIZE] == sounds).mean(),
            "nmae_of_most_common": None if common is None else _nmae(common[None], sounds),
            "accuracy_of_nearest_known": None
            if near is None
            else (near[:, :SOUND_SIZE] == sounds[:rendered]).mean(),
            "logmel_db_of_nearest_known": None if near is None else self._difference(near, originals),
        }
        return found

    def sound(self) -> dict[str, Any]:
        """What the eight coordinates carry by ear; null without sound. See byear.py.

        Of what the bridge plays there: log-mel differences over five notes (at C4: see reconstruction); and
        the share of the variance of each feature of the sound that the coordinates explain.
        """
        if self.studio is None:
            return dict.fromkeys(("logmel_db_five_notes", "logmel_db_five_notes_detailed", "explained"))
        values, judged = self.held_out[: self.sizes.rendered], self.held_out[: self.sizes.judged]
        voices = to_voices(values)
        found: dict[str, Any] = dict(byear.over_notes(self.model, voices[: self.sizes.noted]))
        self.say("sound: features")
        places = np.array(self.model.encode(to_voices(judged)))
        heard = byear.features(byear.timbres(to_voices(judged)))
        found["explained"] = byear.explained(places, heard, self.seed)
        found["explained_mean"] = np.mean(list(found["explained"].values()))
        found["explained_least"] = min(found["explained"].values())
        found["floor"] = {
            "logmel_db_of_constant": byear.of_constant(voices),
            "logmel_db_of_nearest_by_sound": self._if_known(
                lambda: byear.nearest_by_sound(values, self.material.known, self.say)
            ),
        }
        return found

    def generated(self) -> dict[str, Any]:
        """New voices as `sample` draws them by default, and at temperature 0, which is what a knob plays.

        `brief` is the share of clicks, which are neither silent nor quiet and yet no use.
        `c2st` is against voices of the whole collection at random, so that 0.5 can be reached.
        `c2st_held_out` is against the held-out families; there even real voices of the training families
        are told apart, as far as `c2st_of_known_voices_held_out` says, since every family is on one side.
        """
        sizes, real = self.sizes, self.material.collection[: self.sizes.compared]
        heard = None if self.studio is None else generated.hear(self.studio, real)
        found = {"temperature": self.temperature, **self._made(self.temperature, heard)}
        found["at_temperature_0"] = self._made(0.0, heard)
        self.say("generated: floors")
        others = self.material.collection[sizes.compared : 2 * sizes.compared]
        floor: dict[str, Any] = {
            "c2st_of_real_voices": self._c2st(others, real),
            "c2st_of_known_voices_held_out": self._if_known(
                lambda: self._c2st(self.material.known, self.held_out)
            ),
            "copies_among_held_out": self._if_known(
                lambda: generated.copies(self.held_out, self.material.known)
            ),
        }
        if heard is not None and self.studio is not None:
            floor["silent_of_real_voices"] = heard.silent.mean()
            floor["quiet_of_real_voices"] = heard.quiet.mean()
            floor["brief_of_real_voices"] = heard.brief.mean()
            if len(others) >= sizes.varied:
                rest = generated.hear(self.studio, others)
                floor["diversity_of_real_voices"] = generated.diversity(rest, heard, sizes.varied, self.seed)
        marginal = self._if_known(lambda: generated.marginal(self.material.known, sizes.compared, self.seed))
        floor["independent_marginals"] = None if marginal is None else self._judged(marginal, real, heard)
        found["floor"] = floor
        return found

    def motion(self) -> dict[str, Any]:
        """Interpolations against plain parameter interpolation, and a knob's steps; null without sound.

        Relative changes: -0.1 is 10 % smoother, or straighter, than interpolating the parameters.
        """
        if self.studio is None:
            return {"smoothness": None, "nonlinearity": None, "step": None}
        found = motion.interpolation(self.model, self.studio, self.held_out, self.sizes.pairs, self.seed)
        floor = {name: found.pop(name) for name in list(found) if name.endswith("_of_a_jump")}
        self.say("motion: knobs")
        found["step"] = motion.knob_steps(
            self.model, self.studio, self.held_out, self.sizes.turned, self.seed
        )
        found["floor"] = floor
        return found

    def axes(self) -> dict[str, Any]:
        """What each of the 8 knobs carries, after the flow, and what it does to the sound.

        `spearman` and `feature`: the largest correlation with one of six features among voices decoded
        from N(0, I). From sweeps of each axis at held-out voices: how surely (rank correlation) the
        feature that the axis' `label` names rises with it (`label_spearman`), how surely it moves what the
        other knobs are named after (`crosstalk`, 0 to 1), which feature it moves most surely, and how
        far apart the ends sound.
        """
        kl = bounds.kl_per_axis(*self._posterior())
        found: dict[str, Any] = {
            "active": sum(nats > ACTIVE for nats in kl),
            "kl": kl,
            "label": [axis.label for axis in self.model.axes],
        }
        found |= dict.fromkeys(
            (
                "spearman",
                "feature",
                "label_spearman",
                "label_spearman_mean",
                "crosstalk",
                "crosstalk_mean",
                "swept",
                "audible_db",
            )
        )
        if self.studio is not None:
            rho = correlations(self.model, self.studio, self.seed, self.sizes.axes)
            strongest = np.abs(rho).argmax(1)
            found["spearman"] = [rho[axis, feature] for axis, feature in enumerate(strongest)]
            found["feature"] = [CORE[feature] for feature in strongest]
            self.say("axes: sweeps")
            swept = calibrate(
                self.model, self.held_out, self.seed, centres=len(self.held_out), bases=self.sizes.swept
            )["axes"]
            about = {feature.more: feature.name for feature in FEATURES if feature.more}
            found["label_spearman"] = [
                axis["effects"].get(about.get(label, ""))
                for axis, label in zip(swept, found["label"], strict=True)
            ]
            true = [rho for rho in found["label_spearman"] if rho is not None]
            found["label_spearman_mean"] = np.mean(true) if true else None
            found["crosstalk"] = byear.crosstalk([axis["effects"] for axis in swept], found["label"])
            found["crosstalk_mean"] = np.mean(found["crosstalk"])
            found["swept"] = [{axis["strongest"]: axis["effects"][axis["strongest"]]} for axis in swept]
            found["audible_db"] = [axis["audible_db"] for axis in swept]
        return found

    def _posterior(self) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation [N, 8] of the held-out voices' coordinates, as the player has them."""
        values = indices(self.held_out).to(self.model.device)
        mean, deviation = bounds.posterior_after_flow(self.model.vae, values, self.seed)
        axes = self.model.axes
        scale = torch.tensor([axis.scale for axis in axes], device=mean.device)
        turned = torch.from_numpy(self.model.orientation.outward(mean.cpu().numpy())).to(mean.device)
        return turned, deviation[:, [a.source for a in axes]] / scale

    def _made(self, temperature: float, real: Heard | None) -> dict[str, Any]:
        blocks = []
        for block in generated.draw(self.model, self.sizes.drawn, temperature, self.seed):
            blocks.append(block)
            self.say(
                f"generated: {sum(map(len, blocks))} of {self.sizes.drawn} at temperature {temperature:g}"
            )
        values = np.concatenate(blocks)
        return {
            "unique": generated.distinct(values) / len(values),
            "copies": self._if_known(lambda: generated.copies(values, self.material.known)),
            "c2st_held_out": self._c2st(values, self.held_out),
            **self._judged(values, self.material.collection[: self.sizes.compared], real),
        }

    def _judged(self, values: Values, real: Values, heard: Heard | None) -> dict[str, Any]:
        found: dict[str, Any] = {"c2st": self._c2st(values, real)}
        found |= dict.fromkeys(("silent", "quiet", "brief", "diversity"))
        if self.studio is not None and heard is not None:
            own = generated.hear(self.studio, values[: self.sizes.compared])
            found["silent"], found["quiet"] = own.silent.mean(), own.quiet.mean()
            found["brief"] = own.brief.mean()
            found["diversity"] = generated.diversity(own, heard, self.sizes.varied, self.seed)
        return found

    def _c2st(self, values: Values, real: Values) -> float | None:
        """None when there are too few of either."""
        size = min(len(values), len(real), self.sizes.compared)
        if size < 10 * generated.FOLDS:
            return None
        return generated.c2st(values[:size], real[:size], self.seed)

    def _difference(self, values: Values, originals: list[NDArray[np.float32]] | None) -> float | None:
        if originals is None or self.studio is None:
            return None
        spectra = self.studio.measure(to_voices(values), log_mel)
        return float(np.mean([log_mel_distance(a, b) for a, b in zip(spectra, originals, strict=True)]))

    def _if_known(self, how: Callable[[], Any]) -> Any:
        return how() if len(self.material.known) else None


def _studio() -> tuple[Studio | None, str]:
    try:
        return Studio(), ""
    except NoMidi as error:
        return None, str(error)


def _nats(material: Material, values: Values) -> float:
    """Of voices whose values are each guessed by their frequency (add-one) among the known."""
    nats = 0.0
    for size, train, test in zip(RANGES + 1, material.known.T, values.T, strict=False):
        counts = np.bincount(train, minlength=size) + 1.0
        nats -= float(np.log(counts / counts.sum())[test].mean())
    return nats


def _nmae(found: Values, wanted: Values) -> float:
    return float((np.abs(found[:, :SOUND_SIZE].astype(float) - wanted) / RANGES).mean())


def _rounded(figures: Any) -> Any:
    if isinstance(figures, dict):
        return {name: _rounded(figure) for name, figure in figures.items()}
    if isinstance(figures, list):
        return [_rounded(figure) for figure in figures]
    if isinstance(figures, float | np.floating):
        return round(float(figures), QUANTUM)
    return figures.item() if isinstance(figures, np.generic) else figures
