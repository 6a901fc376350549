"""A JACK MIDI port, and the thread that keeps it connected.

Three threads meet here (docs/threads.md draws it):
 - the sender's, which appends messages to a queue that needs no lock;
 - JACK's, whose process callback moves whole messages from the queue to the port and does nothing else;
 - ours, the keeper, which opens the client, connects it by pattern, sees the server go, and builds a new
   client when a server is back. JACK's notifications only wake it: they may not call JACK.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from dx7bridge.errors import NoMidi
from dx7bridge.midi.names import matcher

CLIENT_NAME: Final = "dx7bridge"
PORT_NAME: Final = "midi_out"
SERVER_RETRY: Final = 1.0  # seconds between looks for a server that went away: nobody announces it
CONNECT_RETRY: Final = 0.5  # seconds before trying again to connect to a port that refused
FIRST_CYCLE: Final = 2.0  # seconds that a living server needs at most for two cycles

NO_SERVER: Final = "no JACK server is running"

Process = Callable[[int], None]  # a process cycle of so many frames

_log = logging.getLogger(__name__)


class JackLink:
    """A client with one MIDI port that stays connected to what fits, and the keeper that sees to it.

    Connects at once and whenever such a port appears later; without a pattern others connect to it.
    Survives its server: `connected` is False until one is back. Raises NoMidi when there is no server; with
    `wait` it waits for the first one as well. `wanted` says in words what `pattern` looks for. `server` is
    the server's name; without one it is JACK_DEFAULT_SERVER, or the default.

    A subclass says what its port is and what a process cycle does with it (`_register`), and counts the
    cycles (`_cycles`).
    """

    CLIENT = CLIENT_NAME
    PORT = PORT_NAME
    IS_SOURCE = True  # others hear it; else it hears others

    def __init__(
        self,
        pattern: str | None,
        *,
        wanted: str | None = None,
        server: str | None = None,
        wait: bool = False,
    ) -> None:
        self._jack = import_jack()
        self._wanted = wanted or f"a port like {pattern!r}"
        self._fits = matcher(pattern) if pattern else None
        self._server = server
        self._changed: Callable[[], None] = lambda: None
        self._wake = threading.Event()
        self._shut_down = False  # set by JACK's thread: the server is gone
        self._away = False  # there is no server, and that was said
        self._first = False  # there has never been one
        self._closing = False
        self._peers: tuple[str, ...] = ()
        self._own_name = f"{self.CLIENT}:{self.PORT}"
        self._client: Any = None
        self._period = SERVER_RETRY  # seconds a cycle takes
        try:
            self._open()
        except NoMidi as error:
            if not wait:
                raise
            _log.warning("%s; waiting for one", error)
            self._shut_down = self._away = self._first = True
            self._wake.set()
        else:
            self._connect()
        self._keeper = threading.Thread(target=self._keep, name="jack keeper", daemon=True)
        self._keeper.start()

    def _register(self, client: Any) -> tuple[Any, Process]:
        """Our port on a client that is not active yet, and what JACK's thread calls in each cycle: no locks,
        no logging, no exceptions. Whatever the last client left behind is void."""
        raise NotImplementedError

    @property
    def _cycles(self) -> int:
        """The number of cycles of this client."""
        raise NotImplementedError

    @property
    def warning(self) -> str:
        """A limit of the current connection, or empty."""
        return NO_SERVER if self._away else ""

    @property
    def name(self) -> str:
        arrow = "→" if self.IS_SOURCE else "←"
        if self._peers:
            return f"{self._own_name} {arrow} {', '.join(self._peers)}"
        return f"{self._own_name} {arrow} {self._wanted}" if self._fits else self._own_name

    @property
    def connected(self) -> bool:
        return bool(self._peers) and not self._shut_down

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        self._closing = True
        self._wake.set()
        self._keeper.join()
        self._finish()
        self._peers = ()
        self._close_client()

    def _close_client(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _finish(self) -> None:
        """Work to do before the client closes."""

    def _open(self) -> None:
        """A new client with a new port; NoMidi when there is no server."""
        jack = self._jack
        self._shut_down = False
        client = open_client(jack, self.CLIENT, self._server)
        try:
            port, process = self._register(client)
            client.set_process_callback(process)
            client.set_shutdown_callback(lambda _status, _reason: self._server_gone())
            client.set_port_registration_callback(
                lambda _port, _registered: self._wake.set(), only_available=False
            )
            client.set_port_connect_callback(lambda _a, _b, _made: self._wake.set(), only_available=False)
            client.set_xrun_callback(lambda _delay: self._late_cycle())
            client.activate()
            self._own_name = port.name
            self._period = client.blocksize / client.samplerate
        except jack.JackError as error:
            client.close()
            raise NoMidi(f"JACK: {error}") from None
        self._client, self._port = client, port
        if not self._wait_cycles(1, time.monotonic() + FIRST_CYCLE):
            client.close()
            raise NoMidi("JACK: the server is running but stopped processing")

    def _server_gone(self) -> None:
        # JACK's thread: set flags, nothing more.
        self._shut_down = True
        self._wake.set()

    def _late_cycle(self) -> None:
        """JACK's thread: there was an xrun."""

    def _keep(self) -> None:
        """The keeper's life: sleep until something changed, then put it right."""
        retry: float | None = None
        while True:
            self._wake.wait(retry)
            self._wake.clear()
            if self._closing:
                return
            try:
                retry = self._put_right()
            except Exception:  # the keeper must outlive it, or nothing heals again
                _log.exception("JACK: could not look after the connection")
                retry = SERVER_RETRY

    def _put_right(self) -> float | None:
        """Reopen, reconnect, tell; seconds until the next look, None when only JACK has to wake us."""
        if self._shut_down:
            self._close_client()
            if not self._away:
                _log.warning("JACK: the server has stopped; waiting for one")
                self._away, self._peers = True, ()
                self._changed()
            try:
                self._open()
            except NoMidi:
                self._shut_down = True
                return SERVER_RETRY
            _log.info("JACK: a server is %s", "there" if self._first else "back")
            self._away = self._first = False
            self._changed()
        return None if self._connect() else CONNECT_RETRY

    def _connect(self) -> bool:
        """Connect to the first port that fits, unless one is; False when one refused."""
        jack, refused = self._jack, False
        peers = self._found_peers()
        if self._fits is not None:
            for candidate in self._wanted_peers(peers):
                pair = (self._port, candidate) if self.IS_SOURCE else (candidate, self._port)
                try:
                    self._client.connect(*pair)
                except jack.JackError as error:  # registered, but its client not yet active
                    _log.debug("JACK: %s", error)
                    refused = True
                else:
                    if self.IS_SOURCE:
                        break
            peers = self._found_peers()
        self._set_peers(peers)
        return not refused or bool(peers)

    def _wanted_peers(self, peers: tuple[str, ...]) -> list[str]:
        """What to connect to now: a source takes the first that fits, a listener all."""
        fits = self._fits
        if fits is None or (self.IS_SOURCE and any(map(fits, peers))):
            return []
        found = []
        for port in self._client.get_ports(
            is_midi=True, is_input=self.IS_SOURCE, is_output=not self.IS_SOURCE
        ):
            names = [port.name, *port.aliases]
            ours = port.name.startswith(CLIENT_NAME) and not self.IS_SOURCE  # else we would hear ourselves
            if any(map(fits, names)) and port.name not in peers and not ours:
                found.append(port.name)
        return found

    def _found_peers(self) -> tuple[str, ...]:
        try:
            return tuple(port.name for port in self._port.connections)
        except self._jack.JackError:  # one of them went while we looked
            self._wake.set()
            return ()

    def _set_peers(self, peers: tuple[str, ...]) -> None:
        if peers == self._peers:
            return
        if peers and not self._shut_down:
            # A new connection carries from the next cycle on: what is written before is lost.
            self._wait_cycles(2, time.monotonic() + FIRST_CYCLE)
        self._peers = peers
        if peers:
            _log.info("JACK: connected to %s", ", ".join(peers))
            if self.warning:
                _log.warning("JACK: %s: %s", peers[0], self.warning)
        elif not self._shut_down:
            _log.warning("JACK: nothing is connected to %s now", self._own_name)
        self._changed()

    def _wait_cycles(self, count: int, deadline: float) -> bool:
        """Let `count` process cycles pass; False when the server did not get there by `deadline`."""
        goal = self._cycles + count
        while self._cycles < goal:
            if self._shut_down or time.monotonic() >= deadline:
                return False
            time.sleep(self._period)
        return True


def port_names(server: str | None, **direction: bool) -> list[str]:
    """Names of a JACK server's MIDI ports that face one way, `is_input` or `is_output`; NoMidi."""
    jack = import_jack()
    client = open_client(jack, f"{CLIENT_NAME}-ports", server)
    try:
        return [port.name for port in client.get_ports(is_midi=True, **direction)]
    except jack.JackError as error:
        raise NoMidi(f"JACK: {error}") from None
    finally:
        client.close()


def import_jack() -> ModuleType:
    """JACK-Client, once it is needed; NoMidi when the JACK library is not installed."""
    try:
        import jack
    except ImportError as error:
        raise NoMidi(f"JACK: {error}; pip install JACK-Client") from None
    except OSError:
        how = {"darwin": "brew install jack", "win32": "jackaudio.org/downloads"}
        where = how.get(sys.platform, "Debian: libjack-jackd2-0")
        raise NoMidi(f"JACK: its library is not installed ({where})") from None
    # libjack writes to stderr whatever it meets, also when it is only asked whether a server runs.
    jack.set_error_function(_log.debug)
    jack.set_info_function(_log.debug)
    module: ModuleType = jack
    return module


def open_client(jack: ModuleType, name: str, server: str | None) -> Any:
    """A JACK client of this name; never starts a server. NoMidi when there is none."""
    try:
        return jack.Client(name, no_start_server=True, servername=server)
    except jack.JackOpenError as error:
        named = f" named {server!r}" if server else ""
        if error.status.server_failed:
            raise NoMidi(f"JACK: no server{named} is running") from None
        raise NoMidi(f"JACK: the server{named} refused the connection: {error.status}") from None
