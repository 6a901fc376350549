"""Ways between voices: small steps, an even pace, and what goes over first."""

from __future__ import annotations

from itertools import pairwise

from dx7bridge.engine.ways import FALL, GAIN, Way, blend, ordered, refined, rising, structured
from dx7bridge.voice import INIT_VOICE, Voice

A = INIT_VOICE.with_value("op1.output_level", 90).with_value("op2.output_level", 10)
B = A.with_value("op2.output_level", 90)


def apart(a: Voice, b: Voice) -> float:
    """A tenth of a dB for each step of a value."""
    return 0.1 * sum(abs(x - y) for x, y in zip(a.sound, b.sound, strict=True))


def same(voice: Voice) -> Voice:
    return voice


def test_half_of_the_way_is_half_of_the_change() -> None:
    near, far = A.with_value("op2.output_level", 20), B
    way = Way.of(refined([A, near, far], apart, 0.2, same), apart)
    assert way.at(0.0) == A
    assert way.at(1.0) == B
    assert way.at(0.5)["op2.output_level"] == 50
    assert way.at(1.0, longest=4.0)["op2.output_level"] == 50


def test_no_step_of_a_way_is_larger_than_it_must_be() -> None:
    found = refined([A, B], apart, 1.0, same)
    assert all(apart(a, b) <= 1.0 for a, b in pairwise(found))
    assert found[0] == A
    assert found[-1] == B


def test_what_has_nothing_between_goes_over_part_by_part_the_least_audible_first() -> None:
    other = A.with_value("algorithm", 31).with_value("op3.coarse", 9).with_value("op6.coarse", 4)
    first, second = ordered(A, other, apart)
    assert (first["op6.coarse"], first["op3.coarse"], first["algorithm"]) == (4, 1, 0)
    assert (second["op6.coarse"], second["op3.coarse"], second["algorithm"]) == (4, 9, 0)


def test_a_way_does_not_go_where_a_voice_does_not_fit() -> None:
    def loud(voice: Voice) -> Voice | None:
        return voice if not 30 < voice["op2.output_level"] < 70 else None

    found = refined([A, B], apart, 1.0, loud)
    assert found == [A, B]


def test_a_blend_has_the_ratios_and_choices_of_the_nearer_voice() -> None:
    b = B.with_value("op2.coarse", 7).with_value("op2.fine", 40).with_value("lfo.wave", 3)
    before, after = blend(A, b, 0.49), blend(A, b, 0.51)
    assert (before["op2.coarse"], before["op2.fine"], before["lfo.wave"]) == (1, 0, 0)
    assert (after["op2.coarse"], after["op2.fine"], after["lfo.wave"]) == (7, 40, 3)
    assert before["op2.output_level"] == 49
    assert blend(A, B.with_value("op2.fine", 40), 0.5)["op2.fine"] == 20


def test_structure_is_taken_without_levels() -> None:
    like = B.with_value("algorithm", 5).with_value("op2.coarse", 7).with_value("op2.fine", 40)
    found = structured(A, like)
    assert (found["algorithm"], found["op2.coarse"], found["op2.fine"]) == (5, 7, 40)
    assert found["op2.output_level"] == A["op2.output_level"]


def test_a_knob_passes_over_places_where_its_amount_falls() -> None:
    voices = [A.with_value("op2.output_level", level) for level in (10, 20, 30, 40)]

    def far(a: Voice, b: Voice) -> float:
        return apart(a, b) ** 2  # two small steps are less than a large one

    assert rising(voices, [0.0, 0.5, 1.0, 2.0], far) == voices
    assert rising(voices, [0.0, -2.0, 1.0, 2.0], far) == [voices[0], voices[2], voices[3]]


def test_a_knob_ends_where_more_of_it_costs_too_much_change() -> None:
    voices = [A.with_value("op2.output_level", level) for level in (0, 1, 99)]

    def far(a: Voice, b: Voice) -> float:
        return (GAIN + FALL) * apart(a, b)

    assert rising(voices, [0.0, 1.0, 1.1], far) == voices[:2]
