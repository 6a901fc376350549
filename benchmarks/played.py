"""The bridge played over OSC as a performer would, and judged by ear: keys, steps, levels, amounts, morphs.

A real bridge in a process of its own answers over loopback; every voice is rendered by the Dexed engine at
C4. From a dozen sampled voices each of the eight knobs is turned from end to end; voices are varied by
amounts and morphed in pairs; 200 are sampled. Then, with the wire of the dexed profile: whole dumps during
sweeps of two seconds while a note sounds, and the time from a datagram to the output. Seeded; times are this
machine's, now.

    python benchmarks/played.py [--starts 12] [--steps 41] [--samples 200] [--parts sweeps] [-- OPTIONS]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pythonosc.osc_message import OscMessage

from dx7bridge.osc.codec import encode
from dx7bridge.sound.features import FEATURE_NAMES, FEATURES, describe, distance, log_mel
from dx7bridge.sound.level import loudness
from dx7bridge.sound.render import Renderer
from dx7bridge.voice import Voice
from dx7bridge.voice.sysex import VOICE_MESSAGE_SIZE

RATE = 22050
AMOUNTS = (0.1, 0.2, 0.3, 0.5, 0.7)
MEASURABLE = frozenset(each.more for each in FEATURES if each.more)  # labels of knobs
ENDS = ("/dx7/pong", "/dx7/status.reply")  # answers that no done follows
PARTS = ("morphs", "sweeps", "amounts", "levels", "wire")
MORPHS = 8
WAY = 17  # places of a morph
WAIT = 120.0  # seconds for an answer on a busy machine
JUMP = 10.0  # dB of log-mel
LEVEL_STEP = 6.0  # dB
SWEEP = 2.0  # seconds
MOVES = 100  # single moves of a knob
AHEAD = 0.2  # seconds that a bundle is sent before its time


class Player:
    """Asks a bridge; `voice` is what it holds now."""

    def __init__(self, port: int) -> None:
        self._link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._link.connect(("127.0.0.1", port))
        self._link.settimeout(WAIT)
        self._id = 0

    def patience(self, seconds: float) -> None:
        """Wait so long for an answer."""
        self._link.settimeout(seconds)

    def ask(self, address: str, *arguments: Any) -> list[tuple[Any, ...]]:
        """Send a request and return its answers; RuntimeError for a fail."""
        self._id += 1
        self._link.send(encode(address, [*arguments, self._id]))
        answers = []
        while True:
            message = OscMessage(self._link.recv(1 << 16))
            answer = (message.address, *message.params)
            if answer[:3] == ("/dx7/done", address, self._id):
                return answers
            if answer[0] in ENDS and answer[-1] == self._id:
                return [*answers, answer]
            if answer[0] == "/dx7/fail":
                raise RuntimeError(str(answer))
            answers.append(answer)

    def move(self, address: str, *arguments: float) -> None:
        """A move that is silent on success."""
        self._link.send(encode(address, list(arguments)))

    def settled(self) -> float:
        """Wait until knobs and morphs are measured; seconds that took, none where they are not measured."""
        begin = time.monotonic()
        while time.monotonic() - begin < 6 * WAIT:
            words = str(self.ask("/dx7/status")[-1])
            if "measured" not in words or ("8 of 8 knobs" in words and "to measure" not in words):
                break
            time.sleep(0.05)
        return time.monotonic() - begin

    def labels(self) -> list[str]:
        """What the knobs are called."""
        return [str(answer[2]) for answer in self.ask("/dx7/axes/get") if answer[0] == "/dx7/axis"]

    def voice(self) -> Voice:
        """The voice that the bridge holds once everything sent before is done."""
        values = next(a[1:] for a in self.ask("/dx7/params/get") if a[0] == "/dx7/params")
        return Voice(bytes(values))


@dataclass(frozen=True)
class Heard:
    """What a voice sounds like."""

    mel: NDArray[np.float32]
    level: float
    flatness: float  # dB: more is noisier
    transpose: int


class Listener:
    """Renders voices, each once."""

    def __init__(self) -> None:
        self._renderer, self._known = Renderer(RATE), {}

    def hear(self, voice: Voice) -> Heard:
        if voice.sound not in self._known:
            audio = np.nan_to_num(self._renderer.render(voice))
            flat = float(describe(audio)[FEATURE_NAMES.index("flatness")])
            self._known[voice.sound] = Heard(log_mel(audio), loudness(audio, RATE), flat, voice["transpose"])
        return self._known[voice.sound]

    def amount(self, voice: Voice, label: str) -> float:
        """How much of what the label of a knob says is in the voice."""
        name = next((each.name for each in FEATURES if each.more == label), "brightness")
        return float(describe(np.nan_to_num(self._renderer.render(voice)))[FEATURE_NAMES.index(name)])


def spearman(values: Sequence[float]) -> float:
    """The rank correlation of values with their order."""
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return float(np.corrcoef(ranks, np.arange(len(values)))[0, 1])


@contextmanager
def bridge(options: Sequence[str]) -> Iterator[Player]:
    """A bridge of its own on a free port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        listen = f"--listen 127.0.0.1:{port} --output none --no-advertise --quiet --seed 1".split()
        command = [sys.executable, "-m", "dx7bridge", "serve", *listen, "--folder", folder, *options]
        child = subprocess.Popen(command, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            player, begin = Player(port), time.monotonic()
            while True:
                try:
                    player.patience(1.0)
                    player.ask("/dx7/ping")
                    break
                except OSError:  # not there yet
                    if child.poll() is not None or time.monotonic() - begin > 10 * WAIT:
                        raise
                    time.sleep(0.1)
            player.patience(10 * WAIT)
            player.ask("/dx7/axes/get")  # waits for the model
            player.patience(WAIT)
            yield player
        finally:
            child.terminate()
            child.wait(10)


def sweeps(player: Player, auditions: Listener, starts: int, steps: int) -> dict[str, float]:
    """Each knob turned from end to end, from each start."""
    names = ("key", "jumps", "levels", "span", "all", "ready", "true")
    rows: dict[str, list[float]] = {name: [] for name in names}
    labels = player.labels()
    for start in range(starts):
        player.ask("/dx7/slot/recall", start + 1, 0.0)
        rows["ready"].append(player.settled())
        for knob in range(1, 9):
            player.ask("/dx7/slot/recall", start + 1, 0.0)
            voices = []
            for step in range(steps):
                player.move(f"/dx7/latent/norm/{knob}", step / (steps - 1))
                voices.append(player.voice())
            heard = [auditions.hear(voice) for voice in voices]
            apart = [distance(a.mel, b.mel) for a, b in pairwise(heard)]
            level = [each.level for each in heard]
            rows["key"].append(len({each.transpose for each in heard}) > 1)
            rows["jumps"].append(sum(d > JUMP for d in apart))
            rows["levels"].append(sum(abs(a - b) > LEVEL_STEP for a, b in pairwise(level)))
            rows["span"].append(max(level) - min(level))
            rows["all"] += apart
            amounts = [auditions.amount(voice, labels[knob - 1]) for voice in voices[::4]]
            if len(set(amounts)) > 1 and labels[knob - 1] in MEASURABLE:
                rows["true"].append(spearman(amounts))
    return {
        "sweeps that change the transposition, %": 100 * float(np.mean(rows["key"])),
        "jumps over 10 dB in a sweep": float(np.mean(rows["jumps"])),
        "99th percentile of all steps, dB": float(np.quantile(rows["all"], 0.99)),
        "level steps over 6 dB in a sweep": float(np.mean(rows["levels"])),
        "span of the level along a sweep, median dB": float(np.median(rows["span"])),
        "a knob and what its label says: rank correlation, mean": float(np.mean(rows["true"])),
        "a new sound's eight knobs are measured after, median s": float(np.median(rows["ready"])),
    }


def levels(player: Player, auditions: Listener, count: int) -> dict[str, float]:
    """The levels of samples."""
    found = []
    for _ in range(count):
        player.ask("/dx7/sample")
        found.append(auditions.hear(player.voice()).level)
    low, high = np.quantile(found, [0.05, 0.95])
    return {f"level of {count} samples, 5th to 95th percentile, dB": float(high - low)}


def amounts(player: Player, auditions: Listener, starts: int) -> dict[str, float]:
    """How far a variation goes, as a share of where amount 1 goes."""
    apart: dict[float, list[float]] = {amount: [] for amount in (*AMOUNTS, 1.0)}
    for start in range(starts):
        for amount in apart:
            for again in range(3):
                player.ask("/dx7/slot/recall", start + 1, 0.0)
                home = auditions.hear(player.voice())
                player.ask("/dx7/seed", 100 * start + again)
                player.ask("/dx7/vary", amount)
                apart[amount].append(distance(home.mel, auditions.hear(player.voice()).mel))
    whole = float(np.mean(apart[1.0]))
    return {
        f"vary {amount:g}: share of 1's distance": float(np.mean(apart[amount])) / whole for amount in AMOUNTS
    }


def morphs(player: Player, auditions: Listener, starts: int) -> dict[str, float]:
    """The worst dip in level and the noisiest middle of some morphs."""
    dips, noises = [], []
    for number in range(MORPHS):
        a, b = number % starts + 1, (number + 1 + number // starts) % starts + 1
        player.ask("/dx7/interpolate/slots", a, b)
        player.settled()
        heard = []
        for place in np.linspace(0, 1, WAY):
            player.ask("/dx7/interpolate", float(place))
            heard.append(auditions.hear(player.voice()))
        line = np.linspace(heard[0].level, heard[-1].level, WAY)
        dips.append(max(float(at - each.level) for at, each in zip(line, heard, strict=True)))
        ends = max(heard[0].flatness, heard[-1].flatness)
        noises.append(max(each.flatness for each in heard) - ends)
    return {
        f"a morph's dip below the line between its ends, worst of {MORPHS}, dB": max(dips),
        f"a morph's middle noisier than both ends, worst of {MORPHS}, dB": max(noises),
    }


async def wire(starts: int) -> dict[str, float]:
    """The last rows, in the dexed profile: dumps under a sounding note, and from a datagram to the output."""
    from dx7bridge.app.loading import LoadingModel, load_model
    from dx7bridge.engine import Engine, Instrument
    from dx7bridge.engine.guard import Guard
    from dx7bridge.engine.measuring import Measuring
    from dx7bridge.osc import running_server
    from dx7bridge.outputs import PROFILES, Port
    from dx7bridge.outputs.sender import Sender
    from dx7bridge.sound.check import VoiceCheck
    from dx7bridge.sound.ears import Ears
    from dx7bridge.sound.hearing import Hearing

    class Noting(Port):
        name = "noting"

        def __init__(self) -> None:
            self.got: list[tuple[float, bytes]] = []

        def send(self, message: bytes) -> None:
            self.got.append((time.monotonic(), message))

    port, hearing, model = Noting(), Hearing(), LoadingModel(lambda: load_model(None))
    output, measuring = Sender("bench", port, PROFILES["dexed"]), Measuring(model, Ears)
    model.start()
    guard = Guard(VoiceCheck(hearing))
    engine = Engine(Instrument(model, output, hearing=hearing, guard=guard, measuring=measuring))
    engine.start()
    measuring.start()
    dumps, plain, measured = [], [], []
    late: dict[str, list[float]] = {"a knob": [], "a recall": []}
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    async def rest() -> None:
        begin = time.monotonic()
        while not measuring.words.startswith("8 of 8") and time.monotonic() - begin < 6 * WAIT:
            await asyncio.sleep(0.1)

    try:
        async with running_server(engine) as server:
            target = ("127.0.0.1", server.address[1])

            async def jump(number: int, waits: list[float]) -> None:
                port.got.clear()
                at = time.monotonic()
                link.sendto(encode("/dx7/latent/1", [1.5 if number % 2 else -1.5]), target)
                await asyncio.sleep(0.1)
                if port.got:
                    waits.append(1e3 * (port.got[0][0] - at))

            for start in range(starts):
                port.got.clear()
                link.sendto(encode("/dx7/sample", []), target)
                while not any(len(message) == VOICE_MESSAGE_SIZE for _, message in port.got):
                    await asyncio.sleep(0.05)
                await asyncio.sleep(0.3)
                output.play(bytes((0x90, 60, 100)))
                await asyncio.sleep(0.1)
                port.got.clear()
                begin = time.monotonic()
                while (share := (time.monotonic() - begin) / SWEEP) < 1.0:
                    link.sendto(encode(f"/dx7/latent/norm/{start % 8 + 1}", [share]), target)
                    await asyncio.sleep(0.01)
                dumps.append(sum(len(message) == VOICE_MESSAGE_SIZE for _, message in port.got))
                output.play(bytes((0x80, 60, 0)))
                await asyncio.sleep(0.3)
            for slot in (1, 2):
                link.sendto(encode("/dx7/sample", []), target)
                link.sendto(encode("/dx7/slot/store", [slot]), target)
            link.sendto(encode("/dx7/smooth", [0]), target)
            for number in range(MOVES):
                await jump(number, plain)
            link.sendto(encode("/dx7/smooth", [1]), target)
            link.sendto(encode("/dx7/slot/recall", [1]), target)
            await asyncio.sleep(0.5)
            await rest()
            for number in range(MOVES):
                await jump(number, measured)
            for number in range(MOVES // 2):
                for what, address, argument in (
                    ("a knob", "/dx7/latent/norm/2", 0.9 if number % 2 else 0.1),
                    ("a recall", "/dx7/slot/recall", number % 2 + 1),
                ):
                    port.got.clear()
                    due = time.time() + AHEAD
                    link.sendto(bundle(due, address, argument), target)
                    early = time.monotonic() + due - time.time()
                    await asyncio.sleep(AHEAD + 0.1)
                    if port.got:
                        late[what].append(1e3 * (port.got[0][0] - early))
    finally:
        link.close()
        measuring.close(1.0)
        engine.close(1.0)
        output.close()
    figures = {
        "whole dumps under a note in a 2 s sweep, mean": float(np.mean(dumps)),
        "whole dumps under a note in a 2 s sweep, most": float(max(dumps)),
    }
    for name, waits in (("knob", measured), ("knob that leaps (/dx7/smooth 0)", plain)):
        p50, p99 = np.quantile(waits, [0.5, 0.99])
        figures[f"{name}, datagram to output, median ms"] = float(p50)
        figures[f"{name}, datagram to output, 99th percentile ms"] = float(p99)
    for name, delays in late.items():
        figures[f"{name} in a bundle, late at the output, median ms"] = float(np.median(delays))
    return figures


def bundle(due: float, address: str, argument: float) -> bytes:
    """An OSC bundle of one message that is due at this time of day."""
    message = encode(address, [argument])
    seconds = due + 2208988800  # from 1900
    tag = struct.pack(">II", int(seconds), int(seconds % 1 * 2**32))
    return b"#bundle\0" + tag + struct.pack(">i", len(message)) + message


def main() -> None:
    words = sys.argv[1:]
    own, options = (
        (words[: words.index("--")], words[words.index("--") + 1 :]) if "--" in words else (words, [])
    )
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--starts", type=int, default=12)
    parser.add_argument("--steps", type=int, default=41)
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--json", action="store_true", dest="as_json")
    asked = parser.parse_args(own)
    begin, auditions = time.monotonic(), Listener()
    figures: dict[str, float] = {}

    def found(rows: dict[str, float]) -> None:
        figures.update(rows)
        for name, value in () if asked.as_json else rows.items():
            print(f"{name:70} {value:8.2f}", flush=True)

    if set(asked.parts) - {"wire"}:
        with bridge(options) as player:
            for start in range(asked.starts):
                player.ask("/dx7/seed", start + 1)
                player.ask("/dx7/sample")
                player.ask("/dx7/slot/store", start + 1)
            if "morphs" in asked.parts:
                found(morphs(player, auditions, asked.starts))
            if "sweeps" in asked.parts:
                found(sweeps(player, auditions, asked.starts, asked.steps))
            if "amounts" in asked.parts:
                found(amounts(player, auditions, asked.starts))
            if "levels" in asked.parts:
                found(levels(player, auditions, asked.samples))
    if "wire" in asked.parts:
        found(asyncio.run(wire(asked.starts)))
    if asked.as_json:
        print(json.dumps(figures, indent=1))
    else:
        print(f"{'seconds that this took':70} {time.monotonic() - begin:8.0f}")


if __name__ == "__main__":
    main()
