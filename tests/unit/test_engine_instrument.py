"""What the instrument does with each command, without threads."""

from __future__ import annotations

import pytest
from fakes import Rig

from dx7bridge.commands import (
    EncodeFile,
    EncodeVoice,
    GetCart,
    Init,
    Interpolate,
    InterpolateCart,
    ListPorts,
    Lock,
    MoveXY,
    RecallSlot,
    Sample,
    SampleCart,
    SaveCart,
    SendMidi,
    SetInterpolationSlots,
    SetLatent,
    SetName,
    SetPadDims,
    SetParameter,
    SetSeed,
    SetTemperature,
    StoreSlot,
    Undo,
)
from dx7bridge.errors import NoMidi, NoModel, NoSlot
from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import find

ODD = INIT_VOICE.with_name("ODD").with_value("algorithm", 21).with_value("op3.coarse", 17)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def everything(value: float) -> SetLatent:
    return SetLatent(tuple((dimension, value) for dimension in range(8)))


def test_it_begins_at_the_origin_with_init_voice_and_sends_nothing(rig: Rig) -> None:
    assert rig.instrument.state.latent == (0.0,) * 8
    assert rig.instrument.state.voice == INIT_VOICE
    assert rig.output.offered == []


def test_the_first_move_is_decoded_even_if_it_leads_to_the_origin(rig: Rig) -> None:
    state = rig.instrument.run(everything(0.0)).state
    assert state.voice["algorithm"] == 16
    assert rig.decoder.decoded == [[(0.0,) * 8]]
    assert rig.output.offered == [(state.voice, False)]


def test_a_move_changes_only_the_dimensions_it_names(rig: Rig) -> None:
    rig.instrument.run(everything(1.0))
    assert rig.instrument.run(SetLatent(((2, -3.0),))).state.latent == (1, 1, -3, 1, 1, 1, 1, 1)


def test_coordinates_are_kept_as_osc_carries_them(rig: Rig) -> None:
    assert rig.instrument.run(SetLatent(((0, 0.1),))).state.latent[0] == 0.10000000149011612


def test_moves_decode_at_temperature_0_whatever_the_temperature(rig: Rig) -> None:
    rig.instrument.run(SetTemperature(1.5))
    rig.instrument.run(everything(1.0))
    assert rig.decoder.temperatures == [0.0]


def test_the_name_stays_while_one_moves(rig: Rig) -> None:
    rig.instrument.run(SetName("MINE"))
    assert rig.instrument.run(everything(2.0)).state.voice.name == "MINE"


def test_the_xy_pad_moves_the_dimensions_it_is_set_to(rig: Rig) -> None:
    rig.instrument.run(SetPadDims(6, 2))
    assert rig.instrument.run(MoveXY(1.0, -1.0)).state.latent == (0, 0, -1, 0, 0, 0, 1, 0)


def test_a_move_that_changes_no_value_is_not_sent_again(rig: Rig) -> None:
    rig.instrument.run(everything(1.0))
    rig.instrument.run(everything(1.0))
    assert len(rig.output.offered) == 1


def test_moves_that_wait_together_are_decoded_once_where_they_lead(rig: Rig) -> None:
    replies = rig.instrument.move([SetLatent(((0, 1.0),)), SetLatent(((1, 2.0),)), SetLatent(((0, 3.0),))])
    assert rig.decoder.decoded == [[(3, 2, 0, 0, 0, 0, 0, 0)]]
    assert [r.state.latent[:2] for r in replies] == [(1, 0), (1, 2), (3, 2)]  # type: ignore[union-attr]
    assert len({r.state.voice for r in replies}) == 1  # type: ignore[union-attr]


def test_a_move_that_cannot_be_does_not_stop_its_neighbours(rig: Rig) -> None:
    first, second = rig.instrument.move([Interpolate(0.5), SetLatent(((0, 1.0),))])
    assert isinstance(first, NoSlot)
    assert second.state.latent[0] == 1.0  # type: ignore[union-attr]


def test_without_a_model_a_move_fails_and_nothing_has_moved(rig: Rig) -> None:
    rig.decoder.failing = NoModel("none")
    with pytest.raises(NoModel):
        rig.instrument.run(everything(1.0))
    assert rig.instrument.state.latent == (0.0,) * 8
    assert rig.output.offered == []


def test_init_goes_back_to_init_voice_but_for_what_is_locked(rig: Rig) -> None:
    sampled = rig.instrument.run(Sample()).state
    assert rig.instrument.run(Init()).state.voice == INIT_VOICE
    assert rig.instrument.state.latent == pytest.approx(rig.decoder.encode([INIT_VOICE])[0])
    assert rig.output.offered[-1] == (INIT_VOICE, True)
    assert rig.instrument.run(Undo()).state.voice == sampled.voice
    rig.instrument.run(Lock((134,)))
    assert rig.instrument.run(Init()).state.voice == INIT_VOICE.with_value(134, sampled.voice[134])


def test_the_same_seed_gives_the_same_samples(rig: Rig) -> None:
    rig.instrument.run(SetSeed(7))
    first = [rig.instrument.run(Sample()).state for _ in range(3)]
    rig.instrument.run(SetSeed(7))
    again = [rig.instrument.run(Sample()).state for _ in range(3)]
    assert [s.voice for s in first] == [s.voice for s in again]
    assert [s.latent for s in first] == [s.latent for s in again]
    assert len({s.voice for s in first}) == 3


def test_a_sample_is_what_the_decoder_draws_with_its_coordinates(rig: Rig) -> None:
    rig.instrument.run(SetTemperature(0.0))
    state = rig.instrument.run(Sample()).state
    assert state.voice.sound == rig.decoder.decode([state.latent])[0].sound


def test_samples_are_spread_as_the_prior_is(rig: Rig) -> None:
    drawn = [z for _ in range(500) for z in rig.instrument.run(Sample()).state.latent]
    assert sum(drawn) / len(drawn) == pytest.approx(0.0, abs=0.1)
    assert sum(z * z for z in drawn) / len(drawn) == pytest.approx(1.0, abs=0.1)


def test_a_sample_that_fails_takes_no_random_numbers(rig: Rig) -> None:
    rig.instrument.run(SetSeed(7))
    expected = [rig.instrument.run(Sample()).state.voice for _ in range(2)]
    rig.instrument.run(SetSeed(7))
    rig.decoder.failing = NoModel("none")
    with pytest.raises(NoModel):
        rig.instrument.run(Sample())
    rig.decoder.failing = None
    assert [rig.instrument.run(Sample()).state.voice for _ in range(2)] == expected


def test_a_sample_is_a_new_sound_drawn_at_the_temperature(rig: Rig) -> None:
    rig.instrument.run(SetTemperature(0.5))
    state = rig.instrument.run(Sample()).state
    assert rig.decoder.temperatures == [0.5]
    assert rig.output.offered == [(state.voice, True)]


def test_an_encoded_voice_is_the_current_voice_itself(rig: Rig) -> None:
    state = rig.instrument.run(EncodeVoice(ODD)).state
    assert state.voice == ODD
    assert rig.output.offered == [(ODD, True)]
    assert rig.decoder.decode([state.latent], names=False)[0].sound != ODD.sound


def test_moving_away_from_an_encoded_voice_decodes_and_coming_back_finds_it(rig: Rig) -> None:
    where = rig.instrument.run(EncodeVoice(ODD)).state.latent
    away = rig.instrument.run(SetLatent(((0, where[0] + 1),))).state
    assert away.voice.sound != ODD.sound
    assert away.voice.name == "ODD"
    assert rig.instrument.run(SetLatent(tuple(enumerate(where)))).state.voice == ODD


def test_coordinates_beyond_the_legal_ones_are_brought_within(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rig.decoder, "encode", lambda voices: [(9.5, -12.0, *(0.0,) * 6)])
    assert rig.instrument.run(EncodeVoice(ODD)).state.latent[:2] == (8.0, -8.0)


def test_a_file_is_encoded_by_its_voice_number(rig: Rig) -> None:
    rig.files.voices["a.syx"] = (INIT_VOICE, ODD)
    assert rig.run(EncodeFile("a.syx", 2)).state.voice == ODD


def test_a_slot_recalls_voice_and_coordinates_exactly(rig: Rig) -> None:
    stored = rig.instrument.run(EncodeVoice(ODD)).state
    rig.instrument.run(StoreSlot(64))
    rig.instrument.run(everything(3.0))
    recalled = rig.instrument.run(RecallSlot(64)).state
    assert (recalled.voice, recalled.latent) == (ODD, stored.latent)
    assert rig.output.offered[-1] == (ODD, True)


def test_an_empty_slot_names_the_filled_ones(rig: Rig) -> None:
    rig.instrument.run(StoreSlot(3))
    with pytest.raises(NoSlot, match=r"slot 9: empty; filled slots: 3"):
        rig.instrument.run(RecallSlot(9))


def fill_slots(rig: Rig) -> tuple[Voice, Voice]:
    a = rig.instrument.run(EncodeVoice(ODD)).state.voice
    rig.instrument.run(StoreSlot(5))
    b = rig.instrument.run(Sample()).state.voice
    rig.instrument.run(StoreSlot(6))
    rig.instrument.run(SetInterpolationSlots(5, 6))
    return a, b


def test_the_ends_of_an_interpolation_are_the_stored_voices(rig: Rig) -> None:
    a, b = fill_slots(rig)
    assert rig.instrument.run(Interpolate(0.0)).state.voice == a
    assert rig.instrument.run(Interpolate(1.0)).state.voice == b


def test_between_the_ends_is_the_straight_line(rig: Rig) -> None:
    a, _ = fill_slots(rig)
    ends = [rig.instrument.run(Interpolate(t)).state.latent for t in (0.0, 1.0)]
    state = rig.instrument.run(Interpolate(0.25)).state
    assert state.latent == pytest.approx([x + (y - x) / 4 for x, y in zip(*ends, strict=True)], abs=1e-6)
    assert state.voice.name == a.name
    assert state.t == 0.25


def test_an_edit_changes_the_voice_and_stays_while_one_moves(rig: Rig) -> None:
    index = find("op1.coarse").index
    rig.instrument.run(everything(1.0))
    assert rig.instrument.run(SetParameter(index, 31)).state.voice[index] == 31
    assert rig.instrument.run(everything(2.0)).state.voice[index] == 31
    assert all(not new for _, new in rig.output.offered)


def test_an_edit_is_gone_when_the_sound_is_left(rig: Rig) -> None:
    index = find("op1.coarse").index
    rig.instrument.run(SetParameter(index, 31))
    rig.instrument.run(EncodeVoice(ODD))
    assert rig.instrument.run(everything(-8.0)).state.voice[index] == 0


def test_a_slot_remembers_its_edits(rig: Rig) -> None:
    index = find("op1.coarse").index
    rig.instrument.run(everything(1.0))
    edited = rig.instrument.run(SetParameter(index, 31)).state.voice
    rig.instrument.run(StoreSlot(1))
    rig.instrument.run(Sample())
    assert rig.instrument.run(RecallSlot(1)).state.voice == edited
    assert rig.instrument.run(everything(-8.0)).state.voice[index] == 31


def test_an_edited_letter_of_the_name_stays_as_a_name_does(rig: Rig) -> None:
    rig.instrument.run(SetParameter(145, ord("X")))
    assert rig.instrument.run(everything(1.0)).state.voice.name == "XNIT VOICE"


def test_a_cartridge_is_what_the_decoder_samples_with_that_seed(rig: Rig) -> None:
    cart = rig.instrument.run(SampleCart(11)).state.cart
    assert cart == tuple(v for _, v in rig.decoder.sample(32, temperature=1.0, seed=11))
    assert rig.output.offered == []


def test_a_cartridge_of_steps_has_exact_ends_and_the_line_between(rig: Rig) -> None:
    a, b = fill_slots(rig)
    cart = rig.instrument.run(InterpolateCart(5, 6)).state.cart
    assert cart is not None
    assert len(cart) == 32
    assert (cart[0], cart[-1]) == (a, b)
    assert [voice.name for voice in cart[1:3]] == ["ODD>S20 02", "ODD>S20 03"]


def test_there_is_no_cartridge_before_one_is_made(rig: Rig) -> None:
    for command in (GetCart(), SaveCart("x.syx")):
        with pytest.raises(NoSlot, match="cart: empty"):
            rig.run(command)


def test_a_cartridge_is_saved_and_where_it_went_is_told(rig: Rig) -> None:
    cart = rig.instrument.run(SampleCart(1)).state.cart
    assert rig.run(SaveCart("x.syx")).extra == ("x.syx",)
    assert rig.files.voices["x.syx"] == cart


def test_sending_resends_the_current_voice_or_says_why_not(rig: Rig) -> None:
    rig.instrument.run(SendMidi())
    assert rig.output.resent == [INIT_VOICE]
    rig.output.failing = NoMidi("none")
    with pytest.raises(NoMidi):
        rig.instrument.run(SendMidi())


def test_ports_are_listed(rig: Rig) -> None:
    assert rig.run(ListPorts()).rows == (("Dexed",), ("DX7 in",))


def test_a_model_that_gives_nonsense_is_an_error_and_moves_nothing(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rig.decoder, "encode", lambda voices: [(float("nan"),) * 8])
    with pytest.raises(ValueError, match="nan"):
        rig.instrument.run(EncodeVoice(ODD))
    assert rig.instrument.state.voice == INIT_VOICE
