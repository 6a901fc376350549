"""A part of the bridge: an engine with its output, its MIDI input and what it keeps. The model is shared."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from dx7bridge import outputs
from dx7bridge.app.folder import Folder
from dx7bridge.app.loading import LoadingModel
from dx7bridge.app.sessions import Keeper
from dx7bridge.app.shelf import Shelf
from dx7bridge.commands import SEED_LIMIT
from dx7bridge.engine import Engine, Errands, Instrument
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.measuring import Measuring
from dx7bridge.engine.seams import DecodeOptions, SampleOptions
from dx7bridge.inputs import FILE as CONTROLLERS
from dx7bridge.inputs import Controls, Desk
from dx7bridge.outputs.parts import folder_of
from dx7bridge.settings.serve import ServeOptions
from dx7bridge.sound.audition import Auditioner
from dx7bridge.sound.check import VoiceCheck
from dx7bridge.sound.ears import Ears
from dx7bridge.sound.hearing import open_hearing
from dx7bridge.voice import Voice

if TYPE_CHECKING:
    from dx7bridge.model.axes import Axis

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Member:
    """What belongs to part `number`, from 1."""

    number: int
    output: outputs.Output
    auditions: Auditioner
    desk: Desk
    guard: Guard
    engine: Engine
    keeper: Keeper
    measuring: Measuring | None

    def start(self, *, resume: bool) -> None:
        """Take up or put aside the last session, and begin to work."""
        self.keeper.begin(resume=resume)
        self.engine.start()
        if self.measuring is not None:
            self.measuring.start()
        self.desk.begin(self.engine.submit, lambda: self.engine.state)


class SharedModel:
    """The model for several engines: one of them at a time."""

    def __init__(self, model: LoadingModel) -> None:
        self._model, self._turn = model, threading.Lock()

    @property
    def ready(self) -> Future[object]:
        """Done when the model is there, or will not come."""
        return self._model.ready  # type: ignore[return-value]

    @property
    def name(self) -> str:
        """The checkpoint's name."""
        return self._model.name

    @property
    def axes(self) -> Sequence[Axis] | None:
        """The labels and quantiles of the axes; None without a model."""
        return self._model.axes

    def decode(self, latents: Sequence[Sequence[float]], **options: Unpack[DecodeOptions]) -> list[Voice]:
        with self._turn:
            return self._model.decode(latents, **options)

    def encode(self, voices: Sequence[Voice]) -> Sequence[Sequence[float]]:
        with self._turn:
            return self._model.encode(voices)

    def sample(
        self, count: int, *, temperature: float, seed: int, **options: Unpack[SampleOptions]
    ) -> Sequence[tuple[Sequence[float], Voice]]:
        with self._turn:
            return self._model.sample(count, temperature=temperature, seed=seed, **options)


def member(
    number: int,
    output: outputs.Output,
    options: ServeOptions,
    model: LoadingModel | SharedModel,
    files: Folder,
    still_ours: Callable[[], object],
) -> Member:
    """Part `number`, from 1, which plays on `output`. Its files are in the folder, or in `part-N` there."""
    folder, channel = folder_of(options.folder, number), options.channel + number - 1
    auditions = Auditioner(folder, play_note=output.play_note)
    heard = options.input_channel if options.parts == 1 else channel
    controls = Controls(heard, synth=channel, take_over=options.take_over, programs=options.programs)
    desk = Desk(controls, output, folder / CONTROLLERS)
    wanted = options.guard or options.level == "match"
    say = _log.warning if wanted else _log.info
    hearing = open_hearing(say if number == 1 else _log.debug)  # said once for all parts
    guard = Guard(
        VoiceCheck(hearing) if hearing is not None else None,
        enabled=options.guard,
        draws=options.draws,
        compare=hearing.unlikeness if hearing is not None else None,
    )
    # It renders whenever nothing else is to be done: for the first part alone, or all would slow each other.
    measuring = Measuring(model, Ears) if hearing is not None and number == 1 else None
    seed = secrets.randbelow(SEED_LIMIT + 1) if options.seed is None else options.seed
    instrument = Instrument(
        model,
        output,
        seed=(seed + number - 1) % (SEED_LIMIT + 1),  # parts of one seed are different
        temperature=options.temperature,
        glide=options.glide,
        auditions=auditions,
        companions={"controllers": desk},
        controllers=desk,
        guard=guard,
        hearing=hearing,
        level=options.level,
        transposition=options.transposition,
        smooth=options.smooth,
        measuring=measuring,
    )
    engine = Engine(instrument, Errands(instrument, files, outputs.list_ports, auditions, Shelf(files)))
    keeper = Keeper(engine, folder, others=(desk,), check=still_ours)
    return Member(number, output, auditions, desk, guard, engine, keeper, measuring)
