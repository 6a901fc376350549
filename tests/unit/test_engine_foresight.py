"""What is due later is made ready before: the same voice, with nothing left to decode."""

from __future__ import annotations

import threading

import pytest
from fakes import FakeDecoder, FakeOutput

from dx7bridge.commands import Command, Interpolate, Move, Sample, SetLatent, SetNorm, SetSeed, StoreSlot
from dx7bridge.engine import Engine, Instrument, Job


class Bench:
    def __init__(self) -> None:
        self.decoder, self.output = FakeDecoder(), FakeOutput()
        self.instrument = Instrument(self.decoder, self.output, seed=1)
        for slot in (1, 2):
            self.instrument.run(SetSeed(slot))
            self.instrument.run(Sample())
            self.instrument.run(StoreSlot(slot))

    @property
    def asked(self) -> int:
        """How often the decoder was asked for anything."""
        return len(self.decoder.held)


@pytest.mark.parametrize(
    "commands",
    [
        [SetLatent(((0, 1.5),))],
        [SetNorm(((3, 0.9),)), SetLatent(((5, -1.0),))],
        [Interpolate(0.4)],
        [Sample()],
    ],
)
def test_what_was_foreseen_is_the_same_and_asks_the_decoder_for_nothing(commands: list[Command]) -> None:
    plain, ahead = Bench(), Bench()
    state, offered = ahead.instrument.state, len(ahead.output.offered)
    ahead.instrument.foresee(commands)
    assert ahead.instrument.state is state
    assert len(ahead.output.offered) == offered
    asked = ahead.asked
    for bench in (plain, ahead):
        moves = [command for command in commands if isinstance(command, Move)]
        if moves:
            bench.instrument.move(moves)
        else:
            bench.instrument.run(commands[0])
    assert ahead.instrument.state.voice == plain.instrument.state.voice
    assert ahead.asked == asked


def test_what_came_otherwise_is_made_anew() -> None:
    plain, ahead = Bench(), Bench()
    ahead.instrument.foresee([SetLatent(((0, 1.5),))])
    for bench in (plain, ahead):
        bench.instrument.run(SetLatent(((1, 1.0),)))
        bench.instrument.run(SetLatent(((0, 1.5),)))
    assert ahead.instrument.state.voice == plain.instrument.state.voice


def test_commands_that_wait_go_before_what_is_foreseen() -> None:
    """The engine is held at a command; another one and a foreseen one wait behind it."""
    bench = Bench()
    engine = Engine(bench.instrument)
    done = threading.Event()
    bench.decoder.gate.clear()
    bench.decoder.entered.clear()
    engine.start()
    engine.submit(SetLatent(((0, 1.0),)), "a", lambda _result: None)
    assert bench.decoder.entered.wait(30)
    engine.foresee([SetLatent(((7, 3.0),))])
    engine.submit_together([Job(SetLatent(((1, 2.0),)), "a", lambda _result: done.set())])
    bench.decoder.gate.set()
    assert done.wait(30)
    assert engine.close(30)
    first, second = [latents[0] for latents in bench.decoder.decoded if latents[0][0] == 1.0][:2]
    assert (first[1], second[1]) == (pytest.approx(bench.instrument._slots[2].latent[1]), 2.0)
    assert second[7] != 3.0
