"""The composer: puts model, output, engine and OSC server together, and takes them apart again.

The event loop runs on the main thread; the model is loaded and the output opened and closed on threads
of their own, because any of these may hang in a library or a driver and the bridge must still stop.

While the model loads, the bridge already answers. What needs the model waits in the engine's queue, and
all that was asked after it; knobs keep only where they stand, and a queue that is full answers `busy`.
"""

from __future__ import annotations

import asyncio
import contextlib
import fnmatch
import itertools
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dx7bridge import outputs
from dx7bridge.claim import claimed
from dx7bridge.commands import DEFAULT_TEMPERATURE, FAVOURITES, SEED_LIMIT, GetSession, Reply, RestoreSession
from dx7bridge.display import ConsoleHandler, View, shown
from dx7bridge.engine import Engine, Instrument
from dx7bridge.engine.guarded import GuardedDecoder
from dx7bridge.errors import BadArguments, BridgeError, Busy, Forbidden, NoModel
from dx7bridge.inputs import FILE as CONTROLLERS
from dx7bridge.inputs import Controls, Desk, InputSpec, open_source
from dx7bridge.model.header import check
from dx7bridge.osc import Server, Status, bind, running_server
from dx7bridge.osc.discovery import Advertisement
from dx7bridge.outputs.file import VOICE_FILE
from dx7bridge.outputs.listening import Ears
from dx7bridge.voice import Voice
from dx7bridge.voice.syx import read_file, write_banks, write_file

if TYPE_CHECKING:
    from dx7bridge.model.axes import Axis
    from dx7bridge.model.model import Model
    from dx7bridge.outputs.guard import Guard

ENGINE_GRACE: Final = 0.2  # seconds for the running command to end
KEEPING_GRACE: Final = 0.2  # seconds to write the session for the last time
OUTPUT_GRACE: Final = 1.6  # seconds for the wire to carry the last voice; with the engine's, below two
KEEPING_PAUSE: Final = 2.0  # seconds between two looks at whether the session has changed
LAST_SESSION: Final = "last.json"
# Those before that were not resumed, the newest first; older ones are dropped.
SESSIONS_BEFORE: Final = ("before.json", *(f"before-{number}.json" for number in range(2, 6)))
UNREADABLE: Final = "unreadable-{}.json"  # a last session that could not be resumed
SWITCH: Final = 0.001  # seconds that a thread may compute while the event loop waits for its turn
SUFFIX: Final = ".syx"

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What `dx7bridge serve` can be told. `channel` is 0 to 15; `model` None is the shipped one.

    `seed` None is one by chance; `allow_others` lets clients aim answers at other hosts; `resume` takes
    up what was there when the bridge ended, however it ended; `tcp` is OSC over TCP and OSCQuery, on the
    port of `listen`; `advertise` is by zeroconf; `display` draws on the terminal.
    """

    listen: tuple[str, int] = ("127.0.0.1", 7700)
    output: str = "auto"
    port: str | None = None
    profile: str | None = None
    overrides: tuple[outputs.Override, ...] = ()
    hold: outputs.Hold = outputs.ALWAYS
    inputs: str | None = None
    input_channel: int | None = None
    take_over: bool = True
    guard: bool = True
    notify: tuple[tuple[str, int], ...] = ()
    folder: Path = Path()
    model: Path | None = None
    channel: int = 0
    seed: int | None = None
    temperature: float = DEFAULT_TEMPERATURE
    glide: float = 0.0
    allow_others: bool = False
    resume: bool = False
    tcp: bool = True
    advertise: bool = True
    display: bool = False


def serve(options: ServeOptions) -> None:
    """Serve until SIGINT or SIGTERM. BridgeError when it cannot begin: port taken, no such output, or the
    model that was asked for does not load (without the shipped one it goes on: the rest is of use).

    When a library still keeps a thread after everything is closed, the process ends here, with code 0:
    the interpreter's own end would wait for that thread, or crash in it.
    """
    sys.setswitchinterval(SWITCH)
    stuck = asyncio.run(_serve(options))
    if stuck:
        _log.debug("ended without waiting for: %s", ", ".join(stuck))
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


async def _serve(options: ServeOptions) -> list[str]:
    """Serve; the names of the threads that were still at work when it was time to go."""
    if options.model is not None:
        check(options.model)  # before anything begins: a session is put aside for nothing else
    with (
        _stopped_by_signals() as stop,
        contextlib.closing(bind(options.listen)) as port,
        _own(options.folder),
    ):
        notify = [await _resolved(*target, port.family) for target in options.notify]
        opening = _in_thread("output", lambda: _open(options))
        await _first(asyncio.wrap_future(opening), stop)
        if stop.is_set():
            return await _close(None, None, opening)
        output = opening.result()
        _log.info("output %s (%s)", output.describe(), output.reason)
        loop, chosen = asyncio.get_running_loop(), options.model is not None
        model = LoadingModel(
            lambda: _load(options.model),
            (lambda _error: loop.call_soon_threadsafe(stop.set)) if chosen else _go_without,
        )
        files = Folder(options.folder)
        ears = Ears(options.folder, play_note=output.play_note)
        controls = Controls(options.input_channel, synth=options.channel, take_over=options.take_over)
        desk = Desk(controls, output, options.folder / CONTROLLERS)
        guarded = GuardedDecoder(model, judge())
        guarded.enabled = guarded.possible and options.guard
        instrument = Instrument(
            guarded,
            output,
            files,
            outputs.list_ports,
            seed=secrets.randbelow(SEED_LIMIT + 1) if options.seed is None else options.seed,
            temperature=options.temperature,
            glide=options.glide,
            ears=ears,
            companions={"controllers": desk},
            controllers=desk,
            guard=guarded,
        )
        engine = Engine(instrument)
        keeper = Keeper(engine, options.folder)
        try:
            keeper.begin(resume=options.resume)
            engine.start()
            model.start()
            desk.begin(engine.submit, lambda: engine.state)
            hearing = _in_thread("input", lambda: _hear(options.inputs, desk))
            await _first(asyncio.wrap_future(hearing), stop)
            if not stop.is_set():
                hearing.result()
            async with running_server(
                engine,
                lambda: Status(model.name, model.dims, _ports(output, desk, guarded)),
                listen=port,
                notify=notify,
                allow_others=options.allow_others,
            ) as server:
                _log.info("listening for OSC on %s:%d; files in %s", *server.address, options.folder)
                if options.tcp:
                    await _listen_tcp(server)
                beside = [asyncio.create_task(keeper.run())]
                if options.advertise:
                    beside.append(asyncio.create_task(_advertisement(server).run()))
                drawing: contextlib.AbstractContextManager[None] = contextlib.nullcontext()
                if options.display:
                    drawing = _displayed(lambda: _view(server, engine, model, output))
                with drawing:
                    await stop.wait()
                _log.info("stopping")
                for task in beside:
                    task.cancel()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(keeper.keep(), KEEPING_GRACE)
        finally:
            stuck = await _close(engine, model, opening, ears, desk)
        if chosen and model.failure is not None:
            raise model.failure
        return stuck


async def _listen_tcp(server: Server) -> None:
    """OSCQuery is a convenience: without it the bridge plays all the same."""
    try:
        await server.listen_tcp()
    except BridgeError as error:
        _log.warning("%s; no OSC over TCP, no OSCQuery", error)
    else:
        _log.info("OSC over TCP and OSCQuery on the same port: http://%s:%d", *_url(server.address))


def _url(address: tuple[str, int]) -> tuple[str, int]:
    host, port = address
    return (f"[{host}]" if ":" in host else host), port


def _advertisement(server: Server) -> Advertisement:
    name = f"dx7bridge {socket.gethostname().partition('.')[0]} {server.address[1]}"
    return Advertisement(name[:63], server.address, http=server.listens_tcp)


@contextlib.contextmanager
def _displayed(look: Callable[[], View]) -> Iterator[None]:
    """The picture on the terminal, with the log above it."""
    from rich.console import Console

    console, root = Console(), logging.getLogger()
    handlers, root.handlers = root.handlers, [ConsoleHandler(console)]
    try:
        with shown(look, console):
            yield
    finally:
        root.handlers = handlers


def _view(server: Server, engine: Engine, model: LoadingModel, output: outputs.Output) -> View:
    """What the display shows; called on its thread."""
    counters = output.counters
    return View(
        state=engine.state,
        labels=[axis.label for axis in model.axes or ()],
        model=model.name,
        listening="{}:{}".format(*server.address),
        clients=server.clients,
        followers=server.followers,
        output=output.describe(),
        sent=counters.sent,
        superseded=counters.superseded,
        trouble=output.trouble,
        error=server.last_fail,
    )


async def _close(
    engine: Engine | None,
    model: LoadingModel | None,
    opening: Future[outputs.Output],
    ears: Ears | None = None,
    desk: Desk | None = None,
) -> list[str]:
    """Engine first, then the output with its last voice. The names of what did not end in time."""
    stuck: list[str] = []
    if model is not None and not model.cancel():
        stuck.append("model")
    if engine is not None and not await asyncio.to_thread(engine.close, ENGINE_GRACE):
        stuck.append("engine")

    def close_output() -> None:
        if desk is not None:
            desk.close()
        with contextlib.suppress(BridgeError):
            opening.result().close()
        if ears is not None and "engine" not in stuck:
            ears.close()

    closing = asyncio.wrap_future(_in_thread("closing", close_output))
    if not (await asyncio.wait([closing], timeout=OUTPUT_GRACE))[0]:
        _log.warning("the output did not close in time")
        stuck.append("output")
    return stuck


def _go_without(error: NoModel) -> None:
    _log.warning("no model: %s; requests that need one will fail", error)


class LoadingModel:
    """The engine's decoder while the model is still being loaded: whoever needs it waits.

    `start` begins to load on a thread, which calls `failed` when that comes to nothing and keeps the reason
    in `failure`; `cancel` sends the waiting away with NoModel.
    """

    def __init__(self, load: Callable[[], Model], failed: Callable[[NoModel], object] = _go_without) -> None:
        self._load, self._failed = load, failed
        self.failure: NoModel | None = None
        self._ready: Future[Model] = Future()  # set once, by whichever comes first: loaded or cancelled
        self._thread = threading.Thread(target=self._run, name="model", daemon=True)

    def start(self) -> None:
        """Begin to load."""
        self._thread.start()

    def cancel(self) -> bool:
        """Nobody waits any longer; False when the loading itself still goes on."""
        self._set(NoModel("the bridge is stopping"))
        return not self._thread.is_alive()

    @property
    def name(self) -> str:
        """The checkpoint's name; "loading" or "none" when there is none to use."""
        if not self._ready.done():
            return "loading"
        return "none" if self._ready.exception() else self._ready.result().name

    @property
    def dims(self) -> int:
        """How many coordinates a voice has; 0 without a model."""
        return 0 if not self._ready.done() or self._ready.exception() else self._ready.result().dims

    @property
    def axes(self) -> Sequence[Axis] | None:
        """What the axes do and span; None without a model."""
        return None if not self._ready.done() or self._ready.exception() else self._ready.result().axes

    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
        near: Sequence[Sequence[tuple[Voice, float]]] = (),
    ) -> list[Voice]:
        model = self._ready.result()
        return model.decode(latents, temperature=temperature, seed=seed, names=names, held=held, near=near)

    def encode(self, voices: Sequence[Voice]) -> Sequence[Sequence[float]]:
        return self._ready.result().encode(voices)

    def sample(
        self, count: int, *, temperature: float, seed: int, held: Mapping[int, int] | None = None
    ) -> Sequence[tuple[Sequence[float], Voice]]:
        return self._ready.result().sample(count, temperature=temperature, seed=seed, held=held)

    def _run(self) -> None:
        try:
            model = self._load()
        except NoModel as error:
            self._fail(error)
        except Exception as error:
            _log.exception("the model does not load")
            self._fail(NoModel(f"the model does not load: {type(error).__name__}: {error}"))
        else:
            _log.info("model %s is ready", model.name)
            with contextlib.suppress(InvalidStateError):
                self._ready.set_result(model)

    def _fail(self, error: NoModel) -> None:
        self.failure = error
        self._set(error)
        self._failed(error)

    def _set(self, error: NoModel) -> None:
        with contextlib.suppress(InvalidStateError):
            self._ready.set_exception(error)


class Keeper:
    """Keeps the session on disk while one plays, so that a crash costs a few seconds at most.

    Runs on the event loop; the engine's worker makes the text, a thread of its own writes it.
    """

    def __init__(self, engine: Engine, folder: Path, pause: float = KEEPING_PAUSE) -> None:
        self._engine, self._pause = engine, pause
        self._folder, self._file = folder, folder / LAST_SESSION
        self._may_write = True
        self._kept = engine.state
        self._writing = threading.Lock()  # so that what is older never comes last

    def begin(self, *, resume: bool) -> None:
        """Take up the last session, or put it aside: this one must not overwrite it unread."""
        if not self._file.exists():
            if resume:
                _log.warning("nothing to resume: there is no %s%s", self._file, self._hint())
            return
        if not resume:
            self._put_aside()
            return
        try:
            text = self._file.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            self._cannot_resume(error)
        else:
            self._engine.submit(RestoreSession(text), self, self._resumed)

    def _hint(self) -> str:
        """How to come by the session before, if there is one."""
        file = self._folder / SESSIONS_BEFORE[0]
        return f"; the session before is in {file}: /dx7/session/load {file.stem}" if file.exists() else ""

    def _put_aside(self) -> None:
        """The last session becomes the one before, and the older ones move on."""
        files = [self._file, *(self._folder / name for name in SESSIONS_BEFORE)]
        try:
            for newer, older in reversed(list(itertools.pairwise(files))):
                if newer.exists():
                    newer.replace(older)
        except OSError as error:
            self._leave_alone(str(error))
        else:
            _log.info("begun afresh%s", self._hint())

    def _cannot_resume(self, error: Exception) -> None:
        """Whatever is wrong with the last session, nothing may be written over it."""
        places = (self._folder / UNREADABLE.format(n) for n in itertools.count(1))
        place = next(place for place in places if not place.exists())
        try:
            self._file.replace(place)
        except OSError as why:
            self._leave_alone(str(why))
        else:
            _log.warning("the last session cannot be resumed, and is in %s now: %s", place, error)

    def _leave_alone(self, why: str) -> None:
        self._may_write = False
        _log.warning("%s is left as it is, and this session is not kept: %s", self._file, why)

    async def run(self) -> None:
        """Keep what changes, every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(self._pause)
            await self.keep()

    async def keep(self) -> None:
        """Write the session if it has changed."""
        state = self._engine.state
        if state is self._kept or not self._may_write:
            return
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()

        def take(result: object) -> None:
            if not answer.done():
                answer.set_result(result)

        def on_reply(result: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(take, result)

        self._engine.submit(GetSession(), self, on_reply)
        result = await answer
        if not isinstance(result, Reply):
            _log.debug("the session is not kept: %s", result)
            return
        ((text,),) = result.rows
        try:
            await asyncio.wrap_future(_in_thread("keeping", lambda: self._write(str(text))))
        except (BridgeError, OSError) as error:
            _log.warning("the session is not kept: %s", error)
        self._kept = state

    def _write(self, text: str) -> None:
        with self._writing:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, text.encode())

    def _resumed(self, result: object) -> None:
        # On the engine's thread: what is kept is asked for after this.
        if isinstance(result, Busy):  # stopped before it had begun
            self._leave_alone(str(result))
        elif isinstance(result, BridgeError):
            self._cannot_resume(result)
        else:
            _log.info("resumed the last session")


class Folder:
    """The one folder whose files OSC may name; links that lead out of it do not count as inside."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, path: str, number: int) -> tuple[Voice, str]:
        """Voice `number`, from 1, of a file, and what had to be mended in it, or "". Forbidden outside;
        BadArguments, BadSysex or OutOfRange.
        """
        file = read_file(self._inside(path))
        return file.voice(number), file.mended

    def save(self, path: str, voices: Sequence[Voice]) -> str:
        """Write banks, `.syx` added where it is missing; where they went. Forbidden, BadArguments."""
        file = self._writable(path)
        self._refuse(file, FAVOURITES, VOICE_FILE)
        write_banks(file, voices)
        return str(file)

    def append(self, path: str, voice: Voice) -> tuple[str, int]:
        """Add a voice to a file of banks: where, and how many it has now. The padding of the last bank
        counts for nothing, and a voice that is in it already is not added. Forbidden, BadArguments.
        """
        file = self._writable(path)
        self._refuse(file, VOICE_FILE)
        voices = read_file(file).all_voices() if file.exists() else []
        while len(voices) > 1 and voices[-1] == voices[-2]:
            voices.pop()
        if voice not in voices:
            voices.append(voice)
            write_banks(file, voices)
        return str(file), len(voices)

    def read_text(self, path: str) -> str:
        """What a text file holds. Forbidden outside; BadArguments when it cannot be read."""
        try:
            return self._inside(path).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise BadArguments(f"file {path[:80]!r}: {getattr(error, 'strerror', None) or error}") from None

    def save_text(self, path: str, text: str) -> str:
        """Write a text file, whole or not at all; where it went. Forbidden, BadArguments."""
        file = self._writable(path, "")
        self._refuse(file, LAST_SESSION, *SESSIONS_BEFORE, UNREADABLE.format("*"), CONTROLLERS)
        write_file(file, text.encode())
        return str(file)

    def _refuse(self, file: Path, *own: str) -> None:
        """Forbidden for the files that the bridge keeps there itself, by name or pattern."""
        at_home = file.parent == self._path.resolve()
        if at_home and any(fnmatch.fnmatchcase(file.name.casefold(), name) for name in own):
            keeps = "/dx7/keep adds to it" if file.name.casefold() == FAVOURITES else "choose another name"
            raise Forbidden(f"file {file.name!r}: the bridge keeps it itself; {keeps}")

    def _writable(self, path: str, suffix: str = SUFFIX) -> Path:
        file = self._inside(path if path.lower().endswith(suffix) else path + suffix)
        if not file.name.lower().removesuffix(SUFFIX).removesuffix(".json").strip("."):
            raise BadArguments(f"path {path[:80]!r}: the name of a file is needed")
        if not self._path.is_dir():
            with contextlib.suppress(OSError):  # writing says what is wrong
                self._path.mkdir(parents=True, exist_ok=True)
        if self._path.is_dir() and not file.parent.exists():
            raise BadArguments(f"path {path[:80]!r}: there is no folder {file.parent}")
        return file

    def _inside(self, path: str) -> Path:
        try:
            folder = self._path.resolve()
            file = (folder / path).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            raise BadArguments(f"path {path[:80]!r}: {error}") from None
        if not file.is_relative_to(folder):
            raise Forbidden(f"path {path[:80]!r}: outside the folder {folder}")
        return file


@contextlib.contextmanager
def _own(folder: Path) -> Iterator[None]:
    """Keep other bridges out of the folder, for they would overwrite what this one keeps."""
    with contextlib.ExitStack() as claim:
        try:
            claim.enter_context(claimed(folder))
        except OSError as error:
            _log.warning("folder %s: %s; nothing will be kept there", folder, error.strerror or error)
        yield


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[asyncio.Event]:
    """What SIGINT and SIGTERM set, as long as the block lasts."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def on_signal(_number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _first(future: asyncio.Future[Any], stop: asyncio.Event) -> None:
    """Until one of them is there."""
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    await asyncio.wait({future, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if future.done() and not future.cancelled():
        future.exception()  # looked at, so that the loop does not print it as well


async def _resolved(host: str, port: int, family: int) -> tuple[str, int]:
    """The numeric address of a host, of the kind that our socket can send to; BadArguments without."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, family=family, type=socket.SOCK_DGRAM)
    except OSError as error:
        raise BadArguments(f"notify {host}:{port}: {error.strerror or error}") from None
    return str(found[0][4][0]), port


def _in_thread(name: str, work: Callable[[], T]) -> Future[T]:
    """What `work` comes to, on a thread that does not keep the process alive."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # whoever waits is told, whatever it is
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


def _open(options: ServeOptions) -> outputs.Output:
    return outputs.open_output(
        options.output,
        options.port,
        options.profile,
        options.folder,
        channel=options.channel,
        overrides=options.overrides,
        hold=options.hold,
        wait=True,
    )


def _hear(inputs: str | None, desk: Desk) -> None:
    for spec in InputSpec.parse(inputs) if inputs else ():
        desk.open(partial(open_source, spec, wait=True))
    if desk.describe():
        _log.info("input %s", desk.describe())


def _ports(output: outputs.Output, desk: Desk, guard: GuardedDecoder) -> str:
    """Where voices go and MIDI comes from, and what the guard did, in one line."""
    heard, caught = desk.describe(), ", ".join(f"{count} {kind}" for kind, count in guard.caught.items())
    parts = (output.describe(), heard and f"input {heard}", caught and f"guard {caught}")
    return "; ".join(part for part in parts if part)


def judge() -> Guard | None:
    """Who listens to voices before they go out; None where the Dexed engine is not installed."""
    from dx7bridge.outputs.guard import Guard

    try:
        return Guard()
    except BridgeError:
        return None


def _load(path: Path | None) -> Model:
    from dx7bridge import model

    loaded = model.load(path)
    loaded.decode([[0.0] * loaded.dims], names=False)  # the first decode is slow: let no knob wait for it
    return loaded
