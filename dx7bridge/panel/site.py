"""The panel's answers to HTTP: its files, rendered notes, the map, the session. Nothing is changed here.

On the event loop; what takes time is made by processes of its own and answered when it is there.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from dx7bridge.commands import Command, GetSession, Reply, State
from dx7bridge.errors import BadArguments, BridgeError, OutOfRange
from dx7bridge.osc.http import Answer
from dx7bridge.panel.child import LONGEST, RATE
from dx7bridge.panel.door import Door
from dx7bridge.panel.pages import INDEX, PREFIX, Page, pages
from dx7bridge.panel.tables import tables
from dx7bridge.panel.workshop import Made, Workshop

SAMPLES: Final = 256  # draws of the model on the map
VOICES_KEPT: Final = 64  # that a held note may still be rendered from
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
GUARDED: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), midi=(self)"),
)
BINARY: Final = "application/octet-stream"
JSON: Final = "application/json"

Submit = Callable[[Command, str, Callable[[Any], None]], None]
Asked = Mapping[str, str]  # the query


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a query: `default` if it is left out; `whole` numbers have no fraction."""

    name: str
    low: float
    high: float
    default: float
    whole: bool = False

    def of(self, asked: Asked) -> float:
        """The number given. BadArguments or OutOfRange."""
        kind = "a whole number" if self.whole else "a number"
        legal = f"must be {kind} from {self.low:g} to {self.high:g}"
        given = asked.get(self.name)
        if given is None:
            return self.default
        try:
            value = int(given) if self.whole else float(given)
        except ValueError:
            raise BadArguments(f"{self.name} = {given[:40]!r}: {legal}") from None
        if not math.isfinite(value) or not self.low <= value <= self.high:
            raise OutOfRange(f"{self.name} = {given[:40]}: {legal}")
        return value


_NOTE: Final = _Number("note", 0, 127, 60, whole=True)
_VELOCITY: Final = _Number("velocity", 1, 127, 100, whole=True)
_BEGIN: Final = _Number("begin", 0, LONGEST, 0)
_END: Final = _Number("end", 0.01, LONGEST, 1)
_HELD: Final = _Number("held", 0, LONGEST, LONGEST)
_POINT: Final = _Number("number", 0, 2**31, 0, whole=True)


class Panel:
    """A site (`osc.http.Site`). `state` and `submit` are the engine's; `voices` is the folder on the map."""

    def __init__(
        self,
        door: Door,
        state: Callable[[], State],
        submit: Submit,
        *,
        voices: Path,
        model: Path | None = None,
        samples: int = SAMPLES,
    ) -> None:
        self.door = door
        self._state, self._submit = state, submit
        self._chart_of: dict[str, object] = {
            "folder": str(voices), "model": str(model) if model else None, "samples": samples,
        }  # fmt: skip
        self._pages = pages()
        self._pages[PREFIX + "tables.json"] = Page(tables(), JSON)
        self._routes: dict[str, Callable[[Asked], Answer | Future[Answer]]] = {
            "note": self._note,
            "map": self._map,
            "map/voice": self._point,
            "map/place": self._place,
            "session.json": self._session,
        }
        self._notes, self._chart = Workshop("notes"), Workshop("chart")
        self._heard: OrderedDict[str, str] = OrderedDict()  # voices by their marks, in hexadecimal
        self._drawing: Future[Made] | None = None
        self._progress: dict[str, Any] = {}

    def get(self, path: str, query: str, headers: Mapping[str, str]) -> Answer | Future[Answer] | None:
        """The answer under this path; None for what is not the panel's."""
        if path == "/" and "text/html" in headers.get("accept", ""):
            return self._front(query, headers)
        if path in self._pages:
            return _page(self._pages[path], headers)
        if not path.startswith(PREFIX):
            return None
        route = self._routes.get(path.removeprefix(PREFIX))
        if route is None:
            return Answer(404, b"", _headers(JSON))
        if not self.door.is_open(headers):
            return _refused(403, "code: open the link that the bridge shows on its terminal")
        try:
            return route(dict(parse_qsl(query)))
        except BridgeError as error:
            return _refused(400, str(error))

    def admits(self, headers: Mapping[str, str]) -> bool:
        """Whether this WebSocket is a program's, or of a browser that was let in."""
        return "origin" not in headers or self.door.is_open(headers)

    def close(self) -> None:
        """End the processes."""
        self._notes.close()
        self._chart.close()

    def _front(self, query: str, headers: Mapping[str, str]) -> Answer:
        """The page, or the one that asks for the code."""
        self._notes.warm()
        if self.door.opens(query):
            return _page(self._pages[PREFIX + INDEX], {}, ("Cache-Control", "no-store"), self.door.cookie)
        if self.door.is_open(headers):
            return _page(self._pages[PREFIX + INDEX], headers)
        return _page(self._pages[PREFIX + "locked.html"], {}, ("Cache-Control", "no-store"))

    def _note(self, asked: Asked) -> Answer | Future[Answer]:
        """Part of a note of the present voice, or of one heard before: int16 at RATE."""
        begin, end = _BEGIN.of(asked), _END.of(asked)
        if begin >= end:
            raise OutOfRange(f"end = {end:g}: must be above begin, {begin:g}")
        if "voice" in asked and asked["voice"] in self._heard:
            mark = asked["voice"]
            self._heard.move_to_end(mark)
        else:
            values = self._state().voice.values
            mark = hashlib.sha256(values).hexdigest()[:16]
            self._heard[mark] = values.hex()
            while len(self._heard) > VOICES_KEPT:
                self._heard.popitem(last=False)
        made = self._notes.ask(
            "note", voice=self._heard[mark], note=int(_NOTE.of(asked)), velocity=int(_VELOCITY.of(asked)),
            begin=begin, end=end, held=_HELD.of(asked),
        )  # fmt: skip
        return _later(made, lambda found: _binary(found.body, ("X-Voice", mark), ("X-Rate", str(RATE))))

    def _map(self, asked: Asked) -> Answer:
        """The map; 202 with the progress until it is there. With `again` it is drawn anew."""
        if self._drawing is None or (asked.get("again") and self._drawing.done()):
            self._progress = {"what": "", "done": 0, "all": 0}
            self._drawing = self._chart.ask("map", self._set_progress, **self._chart_of)
        if not self._drawing.done():
            return Answer(202, json.dumps(self._progress).encode(), _headers(JSON))
        made = self._drawing.result()
        if made.error:
            self._drawing = None
            return _refused(503, made.error)
        return _binary(made.body)

    def _set_progress(self, progress: dict[str, Any]) -> None:
        self._progress = progress

    def _point(self, asked: Asked) -> Future[Answer]:
        """The 155 bytes of a voice on the map."""
        made = self._chart.ask("voice", number=int(_POINT.of(asked)))
        return _later(made, lambda found: _binary(found.body))

    def _place(self, _asked: Asked) -> Answer | Future[Answer]:
        """Where the present voice is on the map, once there is one."""
        if self._drawing is None or not self._drawing.done():
            return _refused(503, "map: is still being drawn")
        made = self._chart.ask("place", voice=self._state().voice.values.hex())
        return _later(
            made, lambda found: Answer(200, json.dumps(found.told["place"]).encode(), _headers(JSON))
        )

    def _session(self, _asked: Asked) -> Future[Answer]:
        """The session, for keeping; `/dx7/session/load` takes it back from the bridge's folder."""
        answer: Future[Answer] = Future()
        saved = ("Content-Disposition", 'attachment; filename="session.json"')

        def told(result: object) -> None:
            if isinstance(result, Reply):
                ((text,),) = result.rows
                answer.set_result(Answer(200, str(text).encode(), (*_headers(JSON), saved)))
            else:
                answer.set_result(_refused(503, str(result)))

        self._submit(GetSession(), "panel", told)
        return answer


def _later(made: Future[Made], answer: Callable[[Made], Answer]) -> Future[Answer]:
    """The answer once it has been made."""
    later: Future[Answer] = Future()

    def done(of: Future[Made]) -> None:
        found = of.result()
        later.set_result(_refused(503, found.error) if found.error else answer(found))

    made.add_done_callback(done)
    return later


def _page(page: Page, headers: Mapping[str, str], *more: tuple[str, str]) -> Answer:
    """A file, compressed if the browser takes that; 304 if it has it already."""
    own: tuple[tuple[str, str], ...] = (
        ("Content-Type", page.kind),
        *GUARDED,
        ("Vary", "Accept, Accept-Encoding, Cookie"),
    )
    own += more or (("Cache-Control", "no-cache"), ("ETag", page.etag))
    if headers.get("if-none-match") == page.etag:
        return Answer(304, b"", own)
    if "gzip" in headers.get("accept-encoding", ""):
        return Answer(200, page.packed, (*own, ("Content-Encoding", "gzip")))
    return Answer(200, page.body, own)


def _headers(kind: str) -> tuple[tuple[str, str], ...]:
    return (("Content-Type", kind), ("Cache-Control", "no-store"), *GUARDED)


def _binary(body: bytes, *more: tuple[str, str]) -> Answer:
    return Answer(200, body, (*_headers(BINARY), *more))


def _refused(code: int, message: str) -> Answer:
    return Answer(code, json.dumps({"error": message}).encode(), _headers(JSON))
