"""Who may open the panel, and under which link.

On loopback everybody whom `osc.http` lets in. When the bridge listens on a network, a browser needs the code
that the terminal shows: it comes once in the link, and from then on in a cookie that no script and no other
site can use.
"""

from __future__ import annotations

import hmac
import io
import ipaddress
import re
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from dx7bridge.files import read_regular, write_whole

FILE: Final = "panel-code"  # keeps the code, so that a bookmark still opens the panel tomorrow
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
LENGTH: Final = 12  # 59 bits
_ELSEWHERE: Final = {
    socket.AF_INET: "192.0.2.1",
    socket.AF_INET6: "2001:db8::1",
}  # for documentation: RFC 5737


class Door:
    """Lets browsers in. Without a `code` all of them, with one those that know it."""

    def __init__(self, address: tuple[str, int], code: str = "") -> None:
        self._host, self._port = address
        self._code = code

    @property
    def code(self) -> str:
        """The code in groups of four, "" if none is needed."""
        return "-".join(re.findall("....", self._code))

    @property
    def link(self) -> str:
        """The address to open, with the code in it."""
        host = _reachable(self._host)
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}:{self._port}/" + (f"?code={self.code}" if self._code else "")

    @property
    def cookie(self) -> tuple[str, str]:
        """The header that gives a browser its key: for a year, for this site alone, for no script."""
        return (
            "Set-Cookie",
            f"{self._name}={self._code}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict",
        )

    def is_open(self, headers: Mapping[str, str]) -> bool:
        """Whether a request with these headers comes from a browser that was let in."""
        if not self._code:
            return True
        parts = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
        return any(name == self._name and self._is_right(value) for name, _, value in parts)

    def opens(self, query: str) -> bool:
        """Whether the query of a link has the right code."""
        given = parse_qs(query).get("code", [""])[-1]
        return bool(self._code) and self._is_right(re.sub(r"[\s-]", "", given).upper())

    def drawn(self) -> list[str]:
        """The link as a QR code, in lines of block characters."""
        import segno

        drawing = io.StringIO()
        segno.make(self.link, error="l").terminal(drawing, compact=True, border=2)
        return drawing.getvalue().splitlines()

    @property
    def _name(self) -> str:
        return f"dx7bridge-{self._port}"  # browsers do not keep ports apart

    def _is_right(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._code.encode())


def is_local(host: str) -> bool:
    """Whether only this machine can reach a bridge that listens on this address."""
    return ipaddress.ip_address(host.partition("%")[0]).is_loopback


def kept_code(folder: Path) -> str:
    """The code of this folder's bridge, made at the first call. NoMidi if it cannot be written."""
    file = folder / FILE
    try:
        code = read_regular(file, 100).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        code = ""
    if len(code) != LENGTH or set(code) - set(LETTERS):
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        write_whole(file, code.encode())
    return code


def _reachable(host: str) -> str:
    """The address under which others reach a bridge that listens on `host`."""
    address = ipaddress.ip_address(host.partition("%")[0])
    if not address.is_unspecified:
        return host
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:  # nothing is sent: it only chooses a route
            probe.connect((_ELSEWHERE[family], 9))
            return str(probe.getsockname()[0])
    except OSError:
        return "127.0.0.1" if address.version == 4 else "::1"


__all__ = ["FILE", "Door", "is_local", "kept_code"]
