"""The model: legal values only, gradients everywhere, able to learn, the same after a reload."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from dx7bridge.errors import NoModel
from dx7bridge.model.architecture import Architecture
from dx7bridge.model.sections import MASK, ORDERED, SECTIONS, SOUND
from dx7bridge.voice import Voice
from dx7bridge.voice.parameters import find
from training.network import checkpoint
from training.network.checkpoint import Checkpoint
from training.network.detail import DetailPrior
from training.network.likelihood import choose, middle
from training.network.names import Speller
from training.network.player import Player, load
from training.network.vae import VoiceVAE
from training.objective import Mixture, objective

TINY = Architecture(
    width=32, heads=2, encoder_blocks=1, decoder_blocks=2, details=4, value_width=8, dropout=0.0
)


def some_values(count: int, seed: int = 0) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.stack([torch.randint(0, p.size, (count,), generator=generator) for p in SOUND], dim=1)


def voice_of(row: torch.Tensor) -> Voice:
    return Voice.of([*row.tolist(), *b"          "])


def some_voices(count: int) -> list[Voice]:
    return [voice_of(row) for row in some_values(count)]


@pytest.fixture
def vae() -> VoiceVAE:
    torch.manual_seed(1)
    return VoiceVAE(TINY)


@pytest.fixture
def model(vae: VoiceVAE) -> Player:
    return Player(Checkpoint(vae.eval(), Speller(8).eval(), {"name": "tiny", "passes": 3}))


def test_every_parameter_is_read_in_exactly_one_section() -> None:
    assert sorted(i for s in SECTIONS for i in s.indices) == list(range(145))
    assert len(SECTIONS) == 21


def test_probabilities_sum_to_one_and_illegal_values_have_none(vae: VoiceVAE) -> None:
    values = some_values(4)
    described = vae.decode(torch.randn(4, 8), None, torch.full_like(values, MASK))
    table = described.table().exp()
    torch.testing.assert_close(table.sum(-1), torch.ones(4, 145), rtol=1e-4, atol=1e-4)
    for index, parameter in enumerate(SOUND):
        assert table[:, index, parameter.size :].sum() == 0, parameter.name
    asked = table.gather(-1, values.unsqueeze(-1)).squeeze(-1)
    torch.testing.assert_close(asked, described.log_prob(values).exp(), rtol=1e-3, atol=1e-6)


def test_neighbours_are_likelier_than_strangers_where_values_are_ordered(vae: VoiceVAE) -> None:
    """With the spikes silenced, the mass of an ordered value falls off on both sides of its peak."""
    vae.likelihood.shape_bias.data[:, 0] = -50
    table = vae.decode(torch.randn(2, 8), None, torch.full((2, 145), MASK)).table().exp()
    for index in (i for i, ordered in enumerate(ORDERED) if ordered and SOUND[i].size == 100):
        row = table[0, index, 1:99]
        assert (row[1:] - row[:-1]).abs().max() < 0.2, SOUND[index].name


def test_every_parameter_receives_gradient(vae: VoiceVAE) -> None:
    torch.manual_seed(2)
    objective(vae, some_values(64), 1.0, 1.0, Mixture(whole=0.5, detail=0.5)).total.backward()
    silent = [n for n, p in vae.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert silent == []
    assert all(p.grad.isfinite().all() for p in vae.parameters())


def test_a_tiny_model_overfits_one_batch(vae: VoiceVAE) -> None:
    torch.manual_seed(4)
    values = some_values(8)
    optimiser = torch.optim.Adam(vae.parameters(), lr=1e-2)
    whole = Mixture(whole=1.0, detail=0.0, hidden=0.0)
    first = objective(vae, values, 0.0, 0.0, whole).whole.item()
    for _ in range(150):
        optimiser.zero_grad()
        objective(vae, values, 0.0, 0.0, whole).total.backward()
        optimiser.step()
    last = objective(vae, values, 0.0, 0.0, whole).whole.item()
    assert first > 400
    assert last < 0.1 * first


def test_a_knob_plays_the_middle_of_what_may_be_there() -> None:
    """Half at 99 by habit, the rest spread below: the mode jumps to 99, the median stays among them."""
    p = torch.zeros(1, 145, 100)
    p[..., 20:60] = 0.6 / 40
    p[..., 99] = 0.4
    values = middle(p.log())
    rate, algorithm = find("op1.rate1").index, find("algorithm").index
    assert 50 <= int(values[0, rate]) <= 55
    assert int(values[0, algorithm]) == 99  # no order: the commonest


def test_temperature_zero_is_deterministic(model: Player) -> None:
    latents = torch.randn(5, 8).tolist()
    assert model.decode(latents, seed=1) == model.decode(latents, seed=2)


def test_a_seed_decides_the_samples_whatever_the_count(model: Player) -> None:
    few, many = model.sample(3, temperature=1.0, seed=9), model.sample(40, temperature=1.0, seed=9)
    assert many[:3] == few
    assert model.sample(3, temperature=1.0, seed=10) != few
    assert len({voice for _, voice in many}) == 40


def test_samples_are_voices_with_printable_names(model: Player) -> None:
    for latent, voice in model.sample(20, temperature=1.5, seed=0):
        assert len(latent) == 8
        assert voice.name.isprintable()


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_held_values_stay_and_the_rest_takes_notice(model: Player, temperature: float) -> None:
    latents = torch.randn(4, 8).tolist()
    held = {find("algorithm").index: 31, find("op1.coarse").index: 14, find("lfo.wave").index: 5}
    free = model.decode(latents, temperature=temperature)
    bound = model.decode(latents, temperature=temperature, held=held)
    assert all(voice.values[index] == value for voice in bound for index, value in held.items())
    others = [i for i in range(145) if i not in held]
    assert [[v.values[i] for i in others] for v in free] != [[v.values[i] for i in others] for v in bound]


def test_what_is_held_is_held_in_a_sample_too(model: Player) -> None:
    held = {find("algorithm").index: 31, find("op1.coarse").index: 14}
    bound = model.sample(4, temperature=1.0, seed=3, held=held)
    assert all(voice.values[index] == value for _, voice in bound for index, value in held.items())
    assert [latent for latent, _ in bound] == [
        latent for latent, _ in model.sample(4, temperature=1.0, seed=3)
    ]


def test_a_voice_that_nobody_could_hear_is_drawn_again_whatever_the_count(
    model: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dx7bridge.model.model.is_mute", lambda voice: False)
    before = model.sample(40, temperature=1.0, seed=4)
    deaf = {voice.sound for _, voice in before[::2]}
    monkeypatch.setattr("dx7bridge.model.model.is_mute", lambda voice: voice.sound in deaf)
    after = model.sample(40, temperature=1.0, seed=4)
    assert after[1::2] == before[1::2]
    assert not {voice.sound for _, voice in after} & deaf
    assert {latent for latent, _ in after[::2]}.isdisjoint(latent for latent, _ in before)
    assert model.sample(7, temperature=1.0, seed=4) == after[:7]
    monkeypatch.setattr("dx7bridge.model.model.is_mute", lambda voice: True)
    assert len(model.sample(3, temperature=1.0, seed=4)) == 3


def test_samples_are_drawn_where_the_prior_says() -> None:
    torch.manual_seed(1)
    shaped = VoiceVAE(replace(TINY, coupling_steps=4)).eval()
    for parameter in shaped.prior.parameters():
        parameter.data.add_(0.1 * torch.randn_like(parameter))
    drawn = [latent for latent, _ in Player(Checkpoint(shaped)).sample(5, temperature=1.0, seed=2)]
    plain = [
        latent for latent, _ in Player(Checkpoint(VoiceVAE(TINY).eval())).sample(5, temperature=1.0, seed=2)
    ]
    torch.testing.assert_close(
        shaped.prior(torch.tensor(drawn))[0], torch.tensor(plain), atol=1e-4, rtol=1e-4
    )


def test_a_sample_draws_a_detail_that_fits_its_place_and_what_is_held(vae: VoiceVAE) -> None:
    torch.manual_seed(1)
    shaped = VoiceVAE(replace(TINY, detail_blocks=1, detail_width=16)).eval()
    shaped.load_state_dict(vae.state_dict(), strict=False)
    noise, places = torch.randn(3, len(SECTIONS), TINY.details), torch.randn(3, 8)
    unknown = torch.full((3, 145), MASK)
    held = unknown.index_fill(1, torch.tensor([find("algorithm").index]), 31)
    drawn = shaped.drawn_details(noise, places, unknown)
    assert drawn is not None
    for other in (
        shaped.drawn_details(noise, places + 1, unknown),
        shaped.drawn_details(noise, places, held),
        shaped.drawn_details(noise + 1, places, unknown),
    ):
        assert other is not None
        assert (other - drawn).abs().max() > 1e-3
    bare, full = Player(Checkpoint(vae.eval())), Player(Checkpoint(shaped))
    without, told = (m.sample(4, temperature=1.0, seed=3) for m in (bare, full))
    assert [latent for latent, _ in told] == [latent for latent, _ in without]
    assert all(a.sound != b.sound for (_, a), (_, b) in zip(told, without, strict=True))
    places_alone = [latent for latent, _ in told]
    assert full.decode(places_alone, temperature=1.0, seed=3) == bare.decode(
        places_alone, temperature=1.0, seed=3
    )


def test_the_detail_is_there_while_a_quarter_of_a_samples_values_are_drawn(
    vae: VoiceVAE, monkeypatch: pytest.MonkeyPatch
) -> None:
    shaped = VoiceVAE(replace(TINY, detail_blocks=1, detail_width=16)).eval()
    shaped.load_state_dict(vae.state_dict(), strict=False)
    for passes, wanted in ((4, [True] + [False] * 3), (8, [True] * 2 + [False] * 6)):
        model, given = Player(Checkpoint(shaped, None, {"passes": passes})), []
        describe = model.decoder.describe

        def look(known, steering, detail, describe=describe, given=given):
            given.append(detail is not None)
            return describe(known, steering, detail)

        with monkeypatch.context() as patch:
            patch.setattr(model.decoder, "describe", look)
            model.sample(2, temperature=1.0, seed=3)
        assert given[:passes] == wanted


def test_a_detail_is_drawn_by_two_steps_of_the_midpoint_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the velocity x a step of 1/2 multiplies by 1 + 1/2 + 1/8; it is asked at the right times."""
    prior, asked = DetailPrior(latents=8, details=4, tokens=16, width=16, blocks=1), []

    def grow(x: torch.Tensor, time: torch.Tensor, *_: object) -> torch.Tensor:
        asked.append(time.tolist())
        return x

    monkeypatch.setattr(prior, "forward", grow)
    prior.centre.fill_(5.0)
    prior.scale.fill_(3.0)
    noise = torch.randn(2, len(SECTIONS), 4)
    drawn = prior.draw(noise, torch.zeros(2, 8), torch.zeros(2, len(SECTIONS), 16))
    torch.testing.assert_close(drawn, 3 * 1.625**2 * noise + 5)
    assert asked == [[0.0] * 2, [0.25] * 2, [0.5] * 2, [0.75] * 2]


def test_the_detail_of_voices_one_comes_from_has_a_say_as_firmly_as_they_hold(model: Player) -> None:
    a, b = some_voices(2)
    places = torch.randn(4, 8).tolist()
    bare = model.decode(places, names=False)
    rows = [[(a, 1.0)], [(a, 0.0)], [], [(a, 0.5), (b, 0.5)]]
    told = model.decode(places, names=False, near=rows)
    assert told[0] != bare[0]
    assert told[1:3] == bare[1:3]
    assert told[3] != bare[3]
    for place, row, voice in zip(places, rows, told, strict=True):  # whatever the company
        assert model.decode([place], names=False, near=[row]) == [voice]
    for place in range(300):  # more than are remembered
        model.decode([places[0]], names=False, near=[[(voice_of(some_values(1, place)[0]), 1.0)]])
    assert model.decode([places[0]], names=False, near=[rows[0]]) == [told[0]]


def test_without_names_the_name_is_blank_and_the_sound_the_same(model: Player) -> None:
    latents = torch.randn(3, 8).tolist()
    named, bare = model.decode(latents), model.decode(latents, names=False)
    assert [v.sound for v in named] == [v.sound for v in bare]
    assert {v.name for v in bare} == {""}


def test_encoding_does_not_depend_on_the_name_or_on_company(model: Player) -> None:
    voices = some_voices(40)
    together = model.encode(voices)
    renamed = model.encode([voices[7].with_name("OTHER")])
    assert renamed[0] == pytest.approx(together[7], abs=1e-5)


def test_encode_answers_coordinates_after_the_flow(model: Player) -> None:
    values = some_values(3)
    posterior = model.vae.encode(values)
    after, _, before = model.vae.coordinates(posterior)
    voices = [voice_of(row) for row in values]
    torch.testing.assert_close(torch.tensor(model.encode(voices)), after, rtol=1e-5, atol=1e-5)
    assert (after - before).abs().max() > 1e-4


def test_reconstruction_keeps_names_and_order(model: Player) -> None:
    voices = [voice.with_name(f"VOICE {i}") for i, voice in enumerate(some_voices(35))]
    assert [v.name for v in model.reconstruct(voices)] == [v.name for v in voices]


def test_a_reloaded_checkpoint_decodes_identically(model: Player, vae: VoiceVAE, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    checkpoint.save(path, model.checkpoint)
    again = load(path)
    assert again.vae.architecture == TINY
    assert again.notes == {"name": "tiny", "passes": 3}
    assert again.sample(5, temperature=1.0, seed=3) == model.sample(5, temperature=1.0, seed=3)
    latents = torch.randn(5, 8).tolist()
    assert again.decode(latents) == model.decode(latents)


def test_a_checkpoint_without_a_speller_still_names_its_voices(vae: VoiceVAE, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    checkpoint.save(path, Checkpoint(vae))
    names = [voice.name for _, voice in load(path).sample(3, temperature=1.0, seed=3)]
    assert all(name.startswith("VOICE ") for name in names)


def test_the_name_has_no_say_in_the_sound(model: Player) -> None:
    """Latents are encoded from the 145 sound values, and the speller is asked after the sound is drawn."""
    before = model.sample(4, temperature=1.0, seed=5)
    sounds = [voice.sound for _, voice in before]
    torch.manual_seed(9)
    renamed = Player(Checkpoint(model.vae, Speller(8), model.notes)).sample(4, temperature=1.0, seed=5)
    assert [voice.name for _, voice in renamed] != [voice.name for _, voice in before]
    assert [voice.sound for _, voice in renamed] == sounds


def test_a_file_that_is_no_checkpoint_says_so(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(b"not a model")
    with pytest.raises(NoModel, match="cannot be read"):
        load(path)


def test_a_checkpoint_for_another_table_is_refused(
    vae: VoiceVAE, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint.save(tmp_path / "m.safetensors", Checkpoint(vae))
    monkeypatch.setattr("dx7bridge.model.weights.table_hash", lambda: "other")
    with pytest.raises(NoModel, match="another parameter table"):
        load(tmp_path / "m.safetensors")


def test_a_checkpoint_with_a_missing_weight_is_refused(vae: VoiceVAE, tmp_path: Path) -> None:
    class Shorter(VoiceVAE):
        def state_dict(self, *args, **kwargs):
            return {k: v for k, v in super().state_dict(*args, **kwargs).items() if k != "summary"}

    torch.manual_seed(0)
    checkpoint.save(tmp_path / "m.safetensors", Checkpoint(Shorter(TINY)))
    with pytest.raises(NoModel, match="summary"):
        load(tmp_path / "m.safetensors")


@pytest.mark.parametrize("temperature", [0.3, 1.0, 3.0])
def test_a_draw_follows_its_distribution(temperature: float) -> None:
    """Uniforms evenly spread over 0 to 1 give each value in proportion to p ** (1 / temperature)."""
    p = torch.tensor([0.5, 0.3, 0.2, 0.0])
    drawn = choose(p.log().expand(10000, 4), temperature, (torch.arange(10000) + 0.5) / 10000)
    expected = (p.log() / temperature).softmax(-1)
    torch.testing.assert_close(torch.bincount(drawn, minlength=4) / 10000, expected, atol=2e-4, rtol=0)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device here")
def test_the_same_file_loads_on_cpu_and_cuda(vae: VoiceVAE, tmp_path: Path) -> None:
    checkpoint.save(tmp_path / "m.safetensors", Checkpoint(vae))
    latents = torch.randn(4, 8).tolist()
    cpu, cuda = (load(tmp_path / "m.safetensors", d) for d in ("cpu", "cuda"))
    assert cpu.decode(latents) == cuda.decode(latents)
