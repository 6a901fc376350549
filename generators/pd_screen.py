"""Real Pd with its windows, on a screen that nobody sees: what it shows there, and a picture of it.

Needs Xvfb and Pd's window (Debian: xvfb, puredata-gui). The picture of the panel is taken of a bridge at
play, with the shipped model: `python -m generators --pictures`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageGrab

from dx7bridge.osc.codec import Message, encode, parse

PANEL: Final = (
    Path(__file__).resolve().parent.parent / "pd_patches" / "dx7bridge" / "examples" / "start-here.pd"
)
PROGRAMS: Final = {"Xvfb": "xvfb", "pd": "puredata-core", "pd-gui": "puredata-gui"}  # and their packages
SCREEN: Final = (1400, 1100)
DEADLINE: Final = 60.0
SEED: Final = 1983  # of the voices in the picture
Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True)
class Item:
    """Something drawn: `box` is in the canvas, line ends of `text` are written out."""

    kind: str
    box: Box
    fill: str
    line: str
    text: str


@dataclass(frozen=True)
class Window:
    """A patch's window. `frame` is on the screen, with the menu; `canvas` is its width and height."""

    title: str
    frame: Box
    canvas: tuple[int, int]
    items: tuple[Item, ...]

    @property
    def texts(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.kind == "text" and item.text)


@contextmanager
def screen(size: tuple[int, int] = SCREEN) -> Iterator[str]:
    """A screen of its own. Gives the display's name."""
    read, write = os.pipe()
    geometry = f"{size[0]}x{size[1]}x24"
    command = [
        "Xvfb", "-displayfd", str(write), "-screen", "0", geometry, "-nolisten", "tcp", "-dpi", "96",
        "-terminate",  # with its last window: nothing stays behind when we are killed
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        pass_fds=[write],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        try:
            with os.fdopen(read) as number:
                display = number.readline().strip()
            if not display:
                raise RuntimeError("Xvfb gave no display")
            yield f":{display}"
        finally:
            server.terminate()


class Look:
    """What Pd shows. It must run with these `arguments` and this `environment`; `folder` is for us alone."""

    def __init__(self, display: str, folder: Path) -> None:
        self._display = display
        self._file = folder / "look"
        shutil.copyfile(Path(__file__).with_name("pd_look.tcl"), folder / "look-plugin.tcl")
        self.arguments = ("-noprefs", "-nosound", "-nomidi", "-stderr", "-path", str(folder))
        self.environment = {
            "DISPLAY": display, "PD_LOOK": str(self._file), "HOME": str(folder), "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def windows(self) -> dict[str, Window]:
        """By the name of the patch, without its ending."""
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        found: list[tuple[list[str], list[Item]]] = []
        for kind, *columns in (line.split("\t") for line in lines if line):
            if kind == "window":
                found.append((columns, []))
            else:
                box = (int(columns[1]), int(columns[2]), int(columns[3]), int(columns[4]))
                found[-1][1].append(Item(columns[0], box, *columns[5:8]))
        return {_stem(columns[0]): _window(columns, items) for columns, items in found}

    def until(self, condition: Callable[[dict[str, Window]], object], what: str) -> dict[str, Window]:
        """The windows, once the condition holds of them and they no longer change."""
        end, seen = time.monotonic() + DEADLINE, self.windows()
        while time.monotonic() < end:
            time.sleep(0.3)
            before, seen = seen, self.windows()
            if seen and seen == before and condition(seen):
                return seen
        shown = {window.title: [item.text for item in window.texts] for window in seen.values()}
        raise TimeoutError(f"waited for {what}; Pd shows {shown}")

    def drag(self, window: Window, *points: tuple[float, float]) -> None:
        """The mouse goes down at the first of the points in the canvas, and up at the last."""
        way = " ".join(f"{round(x)} {round(y)}" for x, y in points)
        new = self._file.with_suffix(".new-drag")
        new.write_text(f"{window.title}\n{way}\n", encoding="utf-8")
        new.rename(self._file.with_suffix(".drag"))

    def picture(self, window: Window) -> Image.Image:
        """What stands on the screen there."""
        return ImageGrab.grab(bbox=window.frame, xdisplay=self._display).convert("RGB")


def _stem(title: str) -> str:
    return title.split(" ")[0].removesuffix(".pd")


def _window(columns: list[str], items: list[Item]) -> Window:
    left, top, x, y, width, height = map(int, columns[1:])
    return Window(columns[0], (left, top, x + width, y + height), (width, height), tuple(items))


# The picture of the panel.


class _Bridge:
    """A bridge of our own, asked and answered."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.connect(("127.0.0.1", port))
        self._id = 0

    def ask(self, address: str, *arguments: int | float | str, deadline: float = DEADLINE) -> bool:
        """Whether it answered. RuntimeError when it refused."""
        self._id += 1
        self._socket.settimeout(deadline)
        try:
            self._socket.send(encode(address, (*arguments, self._id)))
            while True:
                for timed in parse(self._socket.recv(65536)):
                    for message in timed.messages:
                        if isinstance(message, Message) and self._id in message.arguments:
                            if message.address == "/dx7/fail":
                                raise RuntimeError(f"{address}: {message.arguments}")
                            return True
        except (TimeoutError, ConnectionRefusedError):
            return False

    def close(self) -> None:
        self._socket.close()


@contextmanager
def _bridge(folder: Path) -> Iterator[tuple[_Bridge, int]]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        str(Path(sys.executable).with_name("dx7bridge")), "serve", "--listen", f"127.0.0.1:{port}",
        "--output", "none", "--no-advertise", "--folder", str(folder),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serve:
        asked = _Bridge(port)
        try:
            end = time.monotonic() + DEADLINE
            while not asked.ask("/dx7/ping", deadline=0.5):
                if time.monotonic() > end or serve.poll() is not None:
                    raise TimeoutError("the bridge never answered")
                time.sleep(0.1)
            yield asked, port
        finally:
            asked.close()
            serve.terminate()


def _perform(bridge: _Bridge) -> None:
    """As a performer would have left it: four sounds stored, the puck between them, some things held."""
    bridge.ask("/dx7/seed", SEED)
    for slot in range(1, 5):
        bridge.ask("/dx7/sample")
        bridge.ask("/dx7/slot/store", slot)
    bridge.ask("/dx7/interpolate/xy", 0.3, 0.7)
    bridge.ask("/dx7/temperature", 0.8)
    bridge.ask("/dx7/glide", 2.5)
    for group in ("algorithm", "op3"):
        bridge.ask("/dx7/lock", group)


def missing() -> str:
    """The packages without which there is no picture."""
    return " ".join(package for program, package in PROGRAMS.items() if shutil.which(program) is None)


def panel_picture() -> Image.Image:
    """Pd's own window of the panel, beside a bridge at play."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        for name in ("files", "look"):
            (folder / name).mkdir()
        bridge, port = stack.enter_context(_bridge(folder / "files"))
        look = Look(stack.enter_context(screen()), folder / "look")
        command = ["pd", *look.arguments, "-open", str(PANEL), "-send", f"dx7bridge connect {port}"]
        pd = stack.enter_context(
            subprocess.Popen(
                command,
                env={**os.environ, **look.environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        stack.callback(pd.terminate)

        def labelled(windows: dict[str, Window]) -> bool:
            shown = {item.text for window in windows.values() for item in window.texts}
            return bool(shown) and "axis 1" not in shown

        look.until(labelled, "the labels of the sliders")
        _perform(bridge)
        time.sleep(1.0)  # the panel follows thirty times a second
        return look.picture(look.until(labelled, "the panel")[PANEL.stem])
