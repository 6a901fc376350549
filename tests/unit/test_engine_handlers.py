"""Every command has one place that runs it."""

from __future__ import annotations

import inspect

import pytest
from fakes import Rig

from dx7bridge import commands
from dx7bridge.commands import Command, GetLatent, Move, Question
from dx7bridge.engine.errands import ERRANDS
from dx7bridge.engine.moves import LEADS
from dx7bridge.engine.parts import HANDLERS, handles

KINDS = [
    kind
    for _, kind in inspect.getmembers(commands, inspect.isclass)
    if issubclass(kind, Command) and kind not in (Command, Move, Question)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_command_is_a_move_an_errand_or_a_question_or_has_a_handler(kind: type[Command]) -> None:
    assert (kind in LEADS) == issubclass(kind, Move)
    run = [kind in each for each in (LEADS, ERRANDS, HANDLERS)]
    assert sum(run) == 1 or (not any(run) and issubclass(kind, Question))


def test_a_second_handler_is_refused() -> None:
    with pytest.raises(ValueError, match="Sample has two handlers"):
        handles(commands.Sample)(lambda _parts, _command: None)


def test_a_question_without_a_handler_has_the_state_for_an_answer() -> None:
    rig = Rig()
    assert GetLatent not in HANDLERS
    assert rig.instrument.run(GetLatent()).state is rig.instrument.state


def test_a_command_without_a_handler_is_a_mistake_of_ours() -> None:
    class Unheard(Command):
        pass

    with pytest.raises(TypeError, match="Unheard has no handler"):
        Rig().instrument.run(Unheard())
