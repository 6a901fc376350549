"""Rules of the engine's helpers that no other test would miss."""

from __future__ import annotations

from fakes import FakeDecoder

from dx7bridge.engine.anchors import KEPT, Anchors
from dx7bridge.engine.guard import REDRAWS, Guard
from dx7bridge.engine.sounds import PlacedVoice
from dx7bridge.voice import INIT_VOICE, Voice


class Never:
    """Nothing is right to it."""

    def complaint(self, _voice: Voice) -> str:
        return "silent"


def test_no_two_voices_of_a_draw_are_drawn_again_with_the_same_seed() -> None:
    decoder, seeds = FakeDecoder(), []
    real = decoder.decode

    def decode(latents: object, *, seed: int = 0, **more: object) -> list[Voice]:
        seeds.append(seed)
        return real(latents, seed=seed, **more)  # type: ignore[arg-type]

    decoder.decode = decode  # type: ignore[method-assign,assignment]
    Guard(Never()).draw(decoder, 32, temperature=1.0, seed=7)
    assert len(seeds) == 32 * REDRAWS
    assert len({*seeds, *range(7, 7 + 32)}) == 32 * REDRAWS + 32


def sounds(count: int) -> list[PlacedVoice]:
    return [PlacedVoice((n / 100,) * 8, INIT_VOICE.with_value(n % 126, 1)) for n in range(count)]


def test_what_the_model_says_of_a_sound_is_asked_once_for_256_sounds() -> None:
    decoder = FakeDecoder()
    anchors = Anchors(decoder)
    known = sounds(256)
    here = (0.5,) * 8
    for _ in range(2):
        for start in range(0, 256, 4):
            anchors.voice(here, tuple((sound, 0.25) for sound in known[start : start + 4]))
    asked = [len(latents) for latents in decoder.decoded]
    assert asked == [5] * 64 + [1] * 64  # the corners of a morph at first, then the point alone


def test_what_is_remembered_of_sounds_has_an_end_and_the_oldest_go_first() -> None:
    decoder = FakeDecoder()
    anchors = Anchors(decoder)
    known = sounds(300)
    for sound in known:
        anchors.voice((0.5,) * 8, ((sound, 1.0),))
    assert len(anchors._seen) == KEPT == 256
    decoder.decoded.clear()
    anchors.voice((0.5,) * 8, ((known[-1], 1.0),))
    anchors.voice((0.5,) * 8, ((known[0], 1.0),))
    assert [len(latents) for latents in decoder.decoded] == [1, 2]
