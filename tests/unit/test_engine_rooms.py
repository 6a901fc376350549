"""What the parts of the engine hand each other: where a voice could last be played, and what ends a glide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import Rig

from dx7bridge.commands import (
    Interpolate,
    InterpolateCart,
    RecallSlot,
    SetGlide,
    SetLatent,
    StoreSlot,
)
from dx7bridge.engine import Instrument
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.sounds import Latent
from dx7bridge.voice import Voice


class Recorder(Guard):
    """Lets all pass, and remembers where it was to go back to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Latent, Latent]] = []

    def nearest(
        self, latent: Latent, sounded: Latent, voice_at: Callable[[Latent], Voice]
    ) -> tuple[Latent, Voice]:
        self.asked.append((latent, sounded))
        return super().nearest(latent, sounded, voice_at)


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest.fixture
def guard(rig: Rig) -> Recorder:
    """The guard of the rig's instrument, which has two sounds in slots and stands somewhere else."""
    recorder = Recorder()
    rig.use(Instrument(rig.decoder, rig.output, guard=recorder))
    for slot, coordinate in ((1, 1.0), (2, 3.0), (3, -2.0)):
        rig.run(SetLatent(((0, coordinate),)))
        rig.run(StoreSlot(slot))
    recorder.asked.clear()
    return recorder


def at(coordinate: float) -> Latent:
    return (coordinate, *[0.0] * 7)


def test_a_cartridge_from_slot_to_slot_goes_back_along_its_own_way(rig: Rig, guard: Recorder) -> None:
    rig.run(InterpolateCart(1, 2))
    places, back = zip(*guard.asked, strict=True)
    assert back == (at(1.0), *places[:-1])
    guard.asked.clear()
    rig.run(SetLatent(((0, 0.0),)))  # where one stands has not changed by it
    assert guard.asked == [(at(0.0), at(-2.0))]


def test_a_move_from_a_sound_arrived_at_goes_back_to_that_sound(rig: Rig, guard: Recorder) -> None:
    rig.run(RecallSlot(2))
    rig.run(SetLatent(((0, 4.0),)))
    assert guard.asked == [(at(4.0), at(3.0))]


def test_another_home_ends_a_glide_even_of_a_coordinate_that_it_leaves_alone(rig: Rig) -> None:
    now = 100.0
    rig.clock = lambda: now
    rig.run(StoreSlot(1))
    rig.run(StoreSlot(2))
    rig.run(SetGlide((0,), 2.0))
    rig.run(SetLatent(((0, 2.0),)))
    assert rig.instrument.moving
    rig.run(Interpolate(1.0))  # the same coordinates, but a stored sound
    assert not rig.instrument.moving
    now += 1.0
    rig.instrument.tick()
    assert rig.instrument.state.latent == at(0.0)
