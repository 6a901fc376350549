"""The composer: puts model, output, engine and OSC server together, and takes them apart again.

The event loop runs on the main thread; the model is loaded and the output opened and closed on threads
of their own, because any of these may hang in a library or a driver and the bridge must still stop.

While the model loads, the bridge already answers. What needs the model waits in the engine's queue, and
all that was asked after it; knobs keep only where they stand, and a queue that is full answers `busy`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Final

from dx7bridge import outputs
from dx7bridge.app.folder import Folder, owned
from dx7bridge.app.loading import LoadingModel, go_without, load_model
from dx7bridge.app.member import Member, SharedModel, member
from dx7bridge.app.panel import panel_of, show_panel
from dx7bridge.app.picture import displayed, view
from dx7bridge.app.waiting import first_of, in_thread, stopped_by_signals
from dx7bridge.errors import BadArguments, BridgeError
from dx7bridge.inputs import InputSpec, open_source
from dx7bridge.model.header import check
from dx7bridge.osc import Server, Status, bind, running_server
from dx7bridge.osc.discovery import Advertisement, is_wanted
from dx7bridge.panel import Panel
from dx7bridge.settings.serve import ServeOptions

ENGINE_GRACE: Final = 0.2  # seconds for the running command to end
MEASURING_GRACE: Final = 0.1  # seconds for the sound being measured
KEEPING_GRACE: Final = 0.2  # seconds to write the session for the last time
OUTPUT_GRACE: Final = 1.6  # seconds for the wire to carry the last voice; with the engine's, below two
SWITCH: Final = 0.001  # seconds that a thread may compute while the event loop waits for its turn

_log = logging.getLogger(__name__)


def serve(options: ServeOptions) -> None:
    """Serve until SIGINT or SIGTERM. BridgeError when it cannot begin: port taken, no such output, or the
    model that was asked for does not load (without the shipped one it goes on: the rest is of use).

    When a library still keeps a thread after everything is closed, the process ends here, with code 0:
    the interpreter's own end would wait for that thread, or crash in it.
    """
    sys.setswitchinterval(SWITCH)
    # Windows' own kind of loop does not agree with reads from the raw socket, and may end at a datagram to a
    # client that has gone.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        stuck = runner.run(_serve(options))
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
        stopped_by_signals() as stop,
        contextlib.closing(bind(options.listen)) as port,
        owned(options.folder) as claim,
    ):
        notify = [await _resolved(*target, port.family) for target in options.notify]
        opening = in_thread("output", lambda: _open(options))
        await first_of(asyncio.wrap_future(opening), stop)
        if stop.is_set():
            return await _close([], None, opening)
        output = opening.result()
        _log.info("output %s (%s)", output.describe(), output.reason)
        loop, chosen = asyncio.get_running_loop(), options.model is not None
        model = LoadingModel(
            lambda: load_model(options.model),
            (lambda _error: loop.call_soon_threadsafe(stop.set)) if chosen else go_without,
        )
        still_ours = claim.check if claim is not None else lambda: None
        files = Folder(options.folder, still_ours)
        shared = model if options.parts == 1 else SharedModel(model)
        members = [
            member(number, part, options, shared, files, still_ours)
            for number, part in enumerate(outputs.parts_of(output, options.parts), 1)
        ]
        engine = members[0].engine
        site: Panel | None = None
        try:
            for each in members:
                each.start(resume=options.resume)
            model.start()
            listening = in_thread("input", lambda: _hear(options.inputs, members))
            await first_of(asyncio.wrap_future(listening), stop)
            if not stop.is_set():
                listening.result()
            site = panel_of(options, port.address, engine)
            async with running_server(
                engine,
                lambda: Status(model.name, model.dims, _ports(output, members)),
                parts=[each.engine for each in members[1:]],
                listen=port,
                notify=notify,
                allow_others=options.allow_others,
                trust=options.trust,
                horizon=options.horizon,
                site=site,
            ) as server:
                _log.info("listening for OSC on %s:%d; files in %s", *server.address, options.folder)
                if options.tcp:
                    await _listen_tcp(server)
                if site is not None and server.listens_tcp:
                    show_panel(site, open_it=options.open_panel)
                beside = [asyncio.create_task(each.keeper.run()) for each in members]
                if is_wanted(options.advertise, server.address):
                    beside.append(asyncio.create_task(_advertisement(server).run()))
                drawing: contextlib.AbstractContextManager[None] = contextlib.nullcontext()
                if options.display:
                    drawing = displayed(lambda: view(server, engine, model, output))
                with drawing:
                    await stop.wait()
                _log.info("stopping")
                for task in beside:
                    task.cancel()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(
                        asyncio.gather(*(each.keeper.keep() for each in members)), KEEPING_GRACE
                    )
        finally:
            if site is not None:
                site.close()
            stuck = await _close(members, model, opening)
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


async def _close(
    members: Sequence[Member], model: LoadingModel | None, opening: Future[outputs.Output]
) -> list[str]:
    """Engines first, then the output with its last voices. The names of what did not end in time."""
    stuck: list[str] = []
    if model is not None and not model.cancel():
        stuck.append("model")
    measuring = [each.measuring for each in members if each.measuring is not None]
    closed = [each.close(MEASURING_GRACE) for each in measuring]
    if not all(closed):
        stuck.append("measuring")
    ended = await asyncio.gather(*(asyncio.to_thread(each.engine.close, ENGINE_GRACE) for each in members))
    if not all(ended):
        stuck.append("engine")

    def close_output() -> None:
        for each in members:
            each.desk.close()
        with contextlib.suppress(BridgeError):
            opening.result().close()
        for each in members:
            if "engine" not in stuck:
                each.auditions.close()

    closing = asyncio.wrap_future(in_thread("closing", close_output))
    if not (await asyncio.wait([closing], timeout=OUTPUT_GRACE))[0]:
        _log.warning("the output did not close in time")
        stuck.append("output")
    return stuck


async def _resolved(host: str, port: int, family: int) -> tuple[str, int]:
    """The numeric address of a host, of the kind that our socket can send to; BadArguments without."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, family=family, type=socket.SOCK_DGRAM)
    except OSError as error:
        raise BadArguments(f"notify {host}:{port}: {error.strerror or error}") from None
    return str(found[0][4][0]), port


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
        parts=options.parts,
    )


def _hear(inputs: str | None, members: Sequence[Member]) -> None:
    first, *others = [each.desk for each in members]
    for spec in InputSpec.parse(inputs) if inputs else ():
        first.open(partial(open_source, spec, wait=True), others, overhears=spec.overhears)
    if first.describe():
        _log.info("input %s", first.describe())


def _ports(output: outputs.Output, members: Sequence[Member]) -> str:
    """Outputs, inputs, what the guards did, and how many knobs were measured, in one line."""
    heard, measuring = members[0].desk.describe(), members[0].measuring
    guards = [(each.number, each.guard.words) for each in members if each.guard.words]
    parts = (
        output.describe(),
        heard and f"input {heard}",
        *(f"guard: {w}" if len(members) == 1 else f"guard of part {n}: {w}" for n, w in guards),
        measuring and measuring.words,
    )
    return "; ".join(part for part in parts if part)
