"""The model as the rest of the bridge sees it: voices in, coordinates out, and back.

Used by one thread at a time (the engine's worker, or a shell command). Coordinates are the player's: 8 a
voice, in the order and direction of `axes`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dx7bridge.errors import BadArguments, NoModel, OutOfRange
from dx7bridge.model.axes import Orientation, axes_of
from dx7bridge.model.decoder import Decoder, Detail
from dx7bridge.model.encoder import Encoder
from dx7bridge.model.foretold import Foretold
from dx7bridge.model.likelihood import Described, Whole, choose
from dx7bridge.model.names import Speller
from dx7bridge.model.places import Places
from dx7bridge.model.priors import Couplings, DetailPrior
from dx7bridge.model.sections import MASK, SECTIONS
from dx7bridge.model.timbre import at_home, seen, settled
from dx7bridge.model.weights import Array, Misfit, Weights, read
from dx7bridge.voice import Voice
from dx7bridge.voice.hearing import is_mute
from dx7bridge.voice.parameters import NAME_LENGTH, PARAMETERS, SOUND_SIZE

CHUNK: Final = 16  # voices worked on together: the fastest of 2, 4, 8, 16 and 32
PASSES: Final = 8  # refinement passes of a drawn voice, unless the checkpoint says otherwise
TOLD: Final = 0.25  # of a drawn voice's values see the detail drawn with it, the rest those before them
TEMPERATURE: Final = 1.0  # draws as freely as the voices the model learned from
NAME_TEMPERATURE: Final = 0.6  # names are drawn no wilder than this: they are to be read
REDRAWS: Final = 8  # of a voice that nobody could hear
DETAILS_KEPT: Final = 256  # sounds whose detail is remembered: those that one comes from are asked for again

QUIETLY: Final = np.errstate(over="ignore")  # a logistic far below 0 overflows on its way to 0

T = TypeVar("T")
Drawn = tuple[tuple[float, ...], Voice]  # coordinates, and a voice there
Judge = Callable[[Array, Voice], float]  # how unlike a spectrum [48, frames] a voice sounds, dB


class Model:
    """A loaded checkpoint.

    `name` says which one it is; `dims` is the number of latents of a voice, 8; `axes` says of each what it
    does and which values real voices have; `notes` is all that the checkpoint says of itself; `passes` is how
    many passes draw a voice.
    """

    def __init__(self, weights: Weights) -> None:
        """Misfit when the weights are not those of their architecture, or decode to no numbers."""
        a = weights.architecture
        self.architecture, self.notes = a, weights.notes
        self.name = str(self.notes.get("name", "unnamed"))
        self.dims = a.latents
        self.encoder = Encoder(weights)
        self.places = Places(weights, "places") if a.places_blocks else None
        self.decoder = Decoder(weights)
        self.drawer = Decoder(weights, "drawing.") if a.drawing else self.decoder
        own = "sampler." if a.sampler else ""
        prior = Couplings(weights, "prior", a.latents, a.coupling_steps)  # of the places: for likelihoods
        self.prior = Couplings(weights, f"{own}prior", a.latents, a.coupling_steps) if own else prior
        self.detail_prior = DetailPrior(weights, f"{own}detail_prior") if a.detail_blocks else None
        self.sampler = Decoder(weights, own) if own else self.drawer
        self.foretold = Foretold(weights, "foretold") if a.frames else None
        self.speller = Speller(weights) if weights.has_names else None
        weights.finish()
        self.passes = _passes(self.notes.get("passes", PASSES))
        self.axes = axes_of(self.notes, self.dims)
        self.orientation = Orientation(self.axes)
        self._details: OrderedDict[bytes, Array] = OrderedDict()
        self._rehearse()

    @classmethod
    def from_file(cls, path: Path) -> Model:
        """The model in this file; NoModel when it cannot be used."""
        try:
            return cls(read(path))
        except Misfit as problem:
            raise NoModel(f"model {path}: {problem}") from problem

    @property
    def missing(self) -> str:
        """The parts that `python -m training finish` would add, in words; empty if it has all."""
        parts = {"names": self.speller is not None, "calibrated axes": "axes" in self.notes}
        return " and no ".join(part for part, there in parts.items() if not there)

    @QUIETLY
    def encode(self, voices: Sequence[Voice] | Voice) -> list[tuple[float, ...]]:
        """The coordinates of each voice [n, 8]: the centre of the posterior after its flow.

        One voice counts as a list of one.
        """
        rows: list[tuple[float, ...]] = []
        for _, chunk in _chunks([voices] if isinstance(voices, Voice) else voices):
            latents, details = self._infer(chunk)
            self._remember(chunk, details)
            rows += [tuple(row) for row in latents.tolist()]
        return rows

    @QUIETLY
    def reconstruct(self, voices: Sequence[Voice] | Voice, *, latent_only: bool = False) -> list[Voice]:
        """The most probable decoding of all that is inferred of each voice, or of its 8 coordinates alone.

        Names are kept, and key and level where the model knows timbre alone. One voice counts as a list of
        one.
        """
        decoded: list[Voice] = []
        for _, chunk in _chunks([voices] if isinstance(voices, Voice) else voices):
            latents, details = self._infer(chunk)
            said = self._described(
                self.drawer, self.orientation.inward(latents), None, None if latent_only else Detail(details)
            )
            found = [_voice(row, old.name) for row, old in zip(said.likeliest(), chunk, strict=True)]
            decoded += at_home(found, chunk) if self.architecture.timbre else found
        return decoded

    @QUIETLY
    def decode(
        self,
        latents: Sequence[Sequence[float]] | NDArray[Any],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
        near: Sequence[Sequence[tuple[Voice, float]]] = (),
    ) -> list[Voice]:
        """The voices at these coordinates [n, 8]; `held` sound values (by VCED number) are kept.

        `near` says for each, or is empty, which voices it comes from and how firmly each holds, 0 to 1
        together: their detail, what the 8 coordinates leave out of them, goes into the decoding.
        Temperature 0 gives the middle of what may be there in a single pass, always the same: the median
        of each ordered value, the most probable of the rest. Above 0, values are drawn a few at a time,
        each seeing those before it. A model that knows timbre alone takes key and level from the firmest
        of the voices it comes from; where there are none, they are plain at temperature 0. What is held is
        seen from the start, so that the rest is made to fit. Without `names` the name is blank. BadArguments
        or OutOfRange for what cannot be.
        """
        places, held = self._places(latents), _checked(held, temperature)
        if len(near) not in (0, len(places)):
            raise BadArguments(f"near: {len(near)} rows for {len(places)} voices, must be as many or none")
        drawn: list[Voice] = []
        for start, chunk in _chunks(places):
            chance = names or temperature > 0
            noises = [Noise(self, seed, start + i) for i in range(len(chunk))] if chance else []
            rows = near[start : start + len(chunk)]
            found = self._voices(chunk, temperature, noises, names, held, self._held_details(rows))
            if self.architecture.timbre and (rows or temperature == 0):
                found = settled(found, rows, held)
            drawn += found
        return drawn

    @QUIETLY
    def sample(
        self,
        count: int = 1,
        *,
        temperature: float = TEMPERATURE,
        seed: int = 0,
        held: Mapping[int, int] | None = None,
        draws: int = 1,
        judge: Judge | None = None,
    ) -> list[tuple[tuple[float, ...], Voice]]:
        """`count` new voices, drawn from the prior, with their coordinates; `held` as in `decode`.

        A model with an encoder of places says where each voice sounds. Voice i depends on `seed` and i
        alone: 32 voices are the first 32 of 64. A voice without a carrier that could be heard is drawn again,
        latents and all. With a `judge`, `draws` voices are drawn with the same latents, and the one is kept
        whose place foretells its sound best; a model that foretells none, and temperature 0, draw one.
        """
        held = _checked(held, temperature)
        drawn: list[tuple[tuple[float, ...], Voice]] = []
        for _, chunk in _chunks(range(count)):
            noises = [Noise(self, seed, i) for i in chunk]
            found = self._sampled(noises, temperature, held)
            for _ in range(REDRAWS):
                mute = [i for i, (_, voice) in enumerate(found) if is_mute(voice)]
                for i in mute:
                    noises[i].draw()
                again = self._sampled([noises[i] for i in mute], temperature, held) if mute else []
                for i, other in zip(mute, again, strict=True):
                    found[i] = other
            if judge is not None and self.foretold is not None and temperature > 0 and draws > 1:
                found = self._chosen(found, noises, temperature, held, draws, judge)
            drawn += found
        return drawn

    def _chosen(
        self,
        found: list[Drawn],
        noises: list[Noise],
        temperature: float,
        held: Mapping[int, int],
        draws: int,
        judge: Judge,
    ) -> list[Drawn]:
        """Each of `found`, or another of so many `draws` whose place tells its sound better."""
        best = self._judged(found, judge)
        for _ in range(draws - 1):
            for noise in noises:
                noise.draw_again()
            for i, other in enumerate(self._judged(self._sampled(noises, temperature, held), judge)):
                if other[0] < best[i][0] and not is_mute(other[1][1]):
                    best[i] = other
        return [drawn for _, drawn in best]

    def _judged(self, found: list[Drawn], judge: Judge) -> list[tuple[float, Drawn]]:
        """How unlike what its place foretells each voice sounds, and the voice with its place."""
        assert self.foretold is not None
        places = np.array([place for place, _ in found], dtype=np.float32)
        spectra = self.foretold(self.orientation.inward(places))
        return [(judge(spectrum, drawn[1]), drawn) for spectrum, drawn in zip(spectra, found, strict=True)]

    def _sampled(self, noises: list[Noise], temperature: float, held: Mapping[int, int]) -> list[Drawn]:
        """A voice for each noise, and where it sounds, or the latents it was drawn with."""
        inner = self.prior(np.stack([n.latents for n in noises]))
        known = _holding(_unknown(len(inner)), held)
        if temperature > 0:
            detail = self._drawn_detail(inner, noises, held)
            sounds = self._refined(self.sampler, inner, known, temperature, noises, detail)
        else:
            decoder = self.sampler if self.architecture.sampler else self.decoder
            sounds = _holding(self._described(decoder, inner, known if held else None, None).middle(), held)
        plain = [_voice(row, "") for row in sounds]
        places = self.orientation.outward(inner)
        if self.places is not None:
            places = np.array(self.encode(plain), dtype=np.float32)
        names = self._names(places, temperature, noises)
        voices = [voice.with_name(name) for voice, name in zip(plain, names, strict=True)]
        return [(tuple(row), voice) for row, voice in zip(places.tolist(), voices, strict=True)]

    def _infer(self, voices: Sequence[Voice]) -> tuple[Array, Array]:
        """The posterior's centre: coordinates [n, 8] after the flow, details [n, T, D]."""
        timbres = _sounds(seen(voices)) if self.architecture.timbre else _sounds(voices)
        if self.places is None:
            latents, details = self.encoder(timbres)
        else:
            latents, details = self.encoder(_sounds(voices), self.places(timbres))
        return self.orientation.outward(latents), details

    def _remember(self, voices: Sequence[Voice], details: Array) -> None:
        for voice, detail in zip(voices, details, strict=True):
            self._details[voice.sound] = detail.copy()
            self._details.move_to_end(voice.sound)
        while len(self._details) > DETAILS_KEPT:
            self._details.popitem(last=False)

    def _held_details(self, near: Sequence[Sequence[tuple[Voice, float]]]) -> Detail | None:
        """For each row the mean detail [n, T, D] of the voices it comes from, and how firmly it holds [n]."""
        if not any(near):
            return None
        voices = {voice.sound: voice for row in near for voice, _ in row}
        known = {sound: self._details[sound] for sound in voices if sound in self._details}
        for _, chunk in _chunks([voice for sound, voice in voices.items() if sound not in known]):
            known |= zip((voice.sound for voice in chunk), self._infer(chunk)[1], strict=True)
        self._remember(
            list(voices.values())[-DETAILS_KEPT:], np.stack([known[s] for s in voices][-DETAILS_KEPT:])
        )
        details = np.zeros((len(near), len(SECTIONS), self.architecture.details), dtype=np.float32)
        holds = np.array([sum(share for _, share in row) for row in near], dtype=np.float32)
        for mean, row, hold in zip(details, near, holds, strict=True):
            for voice, share in row:
                if share > 0:
                    mean += np.float32(share / hold) * known[voice.sound]
        return Detail(details, holds)

    def _drawn_detail(self, inner: Array, noises: list[Noise], held: Mapping[int, int]) -> Detail | None:
        """A detail [n, T, D] for each of the sampler's latents, as real voices have it there; fit for what is
        held."""
        if self.detail_prior is None:
            return None
        noise = np.stack([n.details for n in noises])
        known = self.sampler.known(_holding(_unknown(len(noises)), held) if held else None, len(noises))
        return Detail(self.detail_prior(noise, inner, known), until=TOLD)

    def _voices(
        self,
        latents: Array,
        temperature: float,
        noises: list[Noise],
        names: bool,
        held: Mapping[int, int],
        detail: Detail | None = None,
    ) -> list[Voice]:
        inner = self.orientation.inward(latents)
        if temperature > 0:
            known = _holding(_unknown(len(latents)), held)
            sounds = self._refined(self.drawer, inner, known, temperature, noises, detail)
        else:
            seen = _holding(_unknown(len(latents)), held) if held else None
            sounds = _holding(self._described(self.decoder, inner, seen, detail).middle(), held)
        spelled = self._names(latents, temperature, noises) if names else [""] * len(latents)
        return [_voice(row, name) for row, name in zip(sounds, spelled, strict=True)]

    def _described(
        self, decoder: Decoder, inner: Array, known: Whole | None, detail: Detail | None
    ) -> Described:
        """The distributions of all values in one pass, at the network's own latents [n, 8]."""
        return decoder.describe(decoder.known(known, len(inner)), decoder.steer(inner), detail)

    def _refined(
        self,
        decoder: Decoder,
        inner: Array,
        values: Whole,
        temperature: float,
        noises: list[Noise],
        detail: Detail | None,
    ) -> Whole:
        """Values [n, 145] drawn in passes: in each, the next unknown ones by order, given those before."""
        steering = decoder.steer(inner)
        uniform, order = (np.stack([getattr(n, what) for n in noises]) for what in ("values", "order"))
        for step in range(1, self.passes + 1):
            if detail is not None and step / self.passes > detail.until:
                detail = None
            due = (values == MASK) & (order <= step / self.passes)
            if due.any():
                tokens = decoder.known(values, len(values))
                said = decoder.describe(tokens, steering, detail).only(due)
                values[due] = choose(said.probabilities(), temperature, uniform[due])
        return values

    def _names(self, latents: Array, temperature: float, noises: list[Noise]) -> list[str]:
        if self.speller is None:
            return [f"VOICE {n.number % 10000:04}" for n in noises]
        uniform = np.stack([n.letters for n in noises])
        return self.speller.draw(latents, min(temperature, NAME_TEMPERATURE), uniform)

    def _places(self, latents: Sequence[Sequence[float]] | NDArray[Any]) -> Array:
        """Coordinates as [n, 8] float32, checked."""
        try:
            rows = np.asarray(latents, dtype=np.float32)
        except (TypeError, ValueError) as error:
            raise BadArguments(f"latents: rows of {self.dims} numbers are needed ({error})") from error
        if rows.size == 0:
            return np.empty((0, self.dims), dtype=np.float32)
        if rows.ndim != 2 or rows.shape[1] != self.dims:
            raise BadArguments(f"latents: shape {list(rows.shape)}, [n, {self.dims}] is needed")
        if not np.isfinite(rows).all():
            raise OutOfRange("latents: not all of them are finite")
        return rows

    def _rehearse(self) -> None:
        """Misfit unless the first encoding, decoding and drawing are numbers."""
        noise = Noise(self, 0, 0)
        with np.errstate(all="ignore"):
            zeros = np.zeros((1, SOUND_SIZE), dtype=np.int64)
            latents, details = self.encoder(zeros, None if self.places is None else self.places(zeros))
            drawn = self.prior(noise.latents[None])
            if self.detail_prior is not None:
                details = self.detail_prior(noise.details[None], drawn, self.sampler.known(None, 1))
            said = sum(
                self._described(decoder, drawn, None, Detail(details)).probabilities()
                for decoder in (self.decoder, self.drawer, self.sampler)
            )
        parts = {"encoding": latents, "drawing": drawn, "detail": details, "decoding": said}
        for part, numbers in parts.items():
            if not np.isfinite(numbers).all():
                raise Misfit(f"its first {part} is not finite")


class Noise:
    """All the chance in voice `index` of a seed: the priors', a uniform a value and a letter, the order."""

    def __init__(self, model: Model, seed: int, index: int) -> None:
        self._random, self._dims = np.random.default_rng([seed & 0xFFFFFFFF, index]), model.dims
        self._detail_shape = (len(SECTIONS), model.architecture.details)
        self.draw()

    def draw(self) -> None:
        """The next of all of it."""
        self.latents = self._random.standard_normal(self._dims).astype(np.float32)
        self.draw_again()

    def draw_again(self) -> None:
        """The next of all but the latents."""
        self.values = self._random.random(SOUND_SIZE)
        self.order = self._random.random(SOUND_SIZE)
        self.letters = self._random.random(NAME_LENGTH)
        self.number = int(self._random.integers(10000))
        self.details = self._random.standard_normal(self._detail_shape).astype(np.float32)


def _passes(said: Any) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= SOUND_SIZE:
        raise Misfit(f"passes = {said!r}: must be a whole number from 1 to {SOUND_SIZE}")
    return said


def _checked(held: Mapping[int, int] | None, temperature: float) -> Mapping[int, int]:
    if not temperature >= 0:
        raise OutOfRange(f"temperature = {temperature}: must be a number from 0")
    for index, value in (held or {}).items():
        if not 0 <= index < SOUND_SIZE:
            raise OutOfRange(f"held {index}: must be a parameter from 0 to {SOUND_SIZE - 1}")
        parameter = PARAMETERS[index]
        if not parameter.low <= value <= parameter.high:
            raise OutOfRange(
                f"{parameter.name} = {value}: must be a number from {parameter.low} to {parameter.high}"
            )
    return held or {}


def _sounds(voices: Sequence[Voice]) -> Whole:
    """Values int64 [n, 145]."""
    joined = b"".join(voice.sound for voice in voices)
    return np.frombuffer(joined, dtype=np.uint8).reshape(len(voices), SOUND_SIZE).astype(np.int64)


def _unknown(count: int) -> Whole:
    """`count` voices [n, 145] of which nothing is known."""
    return np.full((count, SOUND_SIZE), MASK, dtype=np.int64)


def _holding(values: Whole, held: Mapping[int, int]) -> Whole:
    """`values` [n, 145] with what is held put in."""
    for index, value in held.items():
        values[:, index] = value
    return values


def _voice(sound: Whole, name: str) -> Voice:
    return Voice(sound.astype(np.uint8).tobytes() + name.ljust(NAME_LENGTH)[:NAME_LENGTH].encode("ascii"))


def _chunks(items: Sequence[T] | Any) -> Iterator[tuple[int, Any]]:
    """(number of the first, a chunk) for chunks that are worked on together."""
    for start in range(0, len(items), CHUNK):
        yield start, items[start : start + CHUNK]
