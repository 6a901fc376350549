"""Three performers at a bridge of two parts: Pd, sclang and a replayed TouchOSC tablet play Dexed over JACK.

    python benchmarks/performance.py --seconds 600 --wav performance.wav

Real programs all of them: jackd on its dummy driver, `dx7bridge serve`, Pd, sclang, the Dexed engine. Twice
a second a note is rendered from the first part's voice, as the synth holds it at that moment, one after the
other into the WAV. The tablet keeps both parts in time with a tempo that changes, and calls for panic
half-way. Prints figures as JSON; exit code 1 when anything was refused, left unanswered, stuck or not heard.

The synth's JACK port is a process of its own: neither its rendering nor the tablet makes it late. The xruns
are jackd's own count, by the client that was late: ours is `dx7bridge`, and `idle` is its twin, the same
process on the same server with nobody behind it. Beside them those of the same synth with nobody playing it.
`benchmarks/xruns.py` is the finer measure.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import threading
import time
import wave
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))

from dexed_host import DexedSynthesiser  # noqa: E402
from servers import CLIENTS, OscClient, bridge, pd, program, sclang  # noqa: E402
from xruns import SETTLING, watched_jackd  # noqa: E402

from dx7bridge.midi.jack_link import CLIENT_NAME  # noqa: E402
from dx7bridge.outputs.jack_port import JackProcess  # noqa: E402

NOTE = 0.5  # seconds
RATE = 22050
SILENT = 1e-3  # peak
BASELINE = 60.0  # seconds at most without the bridge


class FarDexed(DexedSynthesiser):
    """The synth, with its JACK port in a process of its own. A context manager."""

    NAME = "Dexed"
    port = f"{NAME}:midi_in"

    def __init__(self, server: str) -> None:
        super().__init__(RATE)
        script = HERE.parent / "tests" / "support" / "jack_listener.py"
        self._running = program([sys.executable, script, server, self.NAME])
        self._read = 0  # lines
        self.others = 0  # messages for the second part, which is another synth

    def __enter__(self) -> FarDexed:
        self._listener = self._running.__enter__()
        self._listener.wait_for("^READY")
        return self

    def __exit__(self, *what: object) -> None:
        self._running.__exit__(None, None, None)

    def listen(self) -> None:
        lines = self._listener.lines[self._read :]
        self._read += len(lines)
        arrived = [bytes.fromhex(line[4:]) for line in lines if line.startswith("GOT ")]
        self.others += sum(not _is_first(message) for message in arrived)
        self._arrived.extend(filter(_is_first, arrived))
        super().listen()


def _is_first(message: bytes) -> bool:
    """Whether a message is on the channel of the first part."""
    return (message[2] if message[0] == 0xF0 else message[0]) & 0x0F == 0


class Tablet(threading.Thread):
    """TouchOSC as it is on the wire: floats, faders at 60 Hz, buttons; it follows the state."""

    BUTTONS = (
        *(("/dx7/vary", 0.1), ("/dx7/vary", 0.3), ("/dx7/undo",), ("/dx7/redo",), ("/dx7/sample",)),
        *(("/dx7/lock", "algorithm"), ("/dx7/lock", "op1"), ("/dx7/unlock", "all"), ("/dx7/keep", "best")),
        *(("/dx7/slot/store", 5), ("/dx7/slot/recall", 1, 0.0), ("/dx7/path", 1.0, 0.5, 2.0, 0.5)),
        *(("/dx7/drift", 0.5, 0.2), ("/dx7/drift", 0.0, 0.0), ("/dx7/glide", 0.3), ("/dx7/glide", 0.0)),
        *(
            ("/dx7/tempo", 96.0),
            ("/dx7/tempo", 132.0),
            ("/dx7/glide/beats", 0.5),
            ("/dx7/drift/beats", 8.0, 0.2),
        ),
        *(("/dx7/path/beats", 1.0, 1.0, 2.0, 1.0), ("/dx7/slot/recall/beats", 2, 1.0), ("/dx7/slot/next",)),
        *(("/dx7/part/2/sample",), ("/dx7/part/2/vary", 0.3), ("/dx7/part/2/drift/beats", 4.0, 0.3)),
        *(("/dx7/spread", 0.3), ("/dx7/sample/part", "envelopes"), ("/dx7/favourite/next",)),
        *(("/dx7/morph/mode", "parameters"), ("/dx7/morph/mode", "latent"), ("/dx7/temperature", 1.0)),
    )

    def __init__(self, port: int, seconds: float) -> None:
        super().__init__(name="tablet")
        self._port, self._seconds = port, seconds
        self.asked = 0
        self.heard: Counter[str] = Counter()
        self.fails: list[str] = []
        self.lost: list[str] = []
        self.panicked = 0.0  # seconds until panic was answered

    def run(self) -> None:
        chance, end = random.Random(3), time.monotonic() + self._seconds
        with OscClient(self._port) as faders, OscClient(self._port) as buttons:
            faders.send("/dx7/subscribe")
            step, half = 0, time.monotonic() + self._seconds / 2
            buttons.ask("/dx7/keep", "favourites.syx")
            while time.monotonic() < end:
                if not self.panicked and time.monotonic() > half:
                    asked = time.monotonic()
                    buttons.ask("/dx7/panic", deadline=20.0)
                    self.panicked = time.monotonic() - asked
                buttons.send("/dx7/part/2/latent/norm/1", 0.5 + 0.5 * math.sin(step / 40))
                turn = step / 60
                for number in range(1, 5):
                    share = 0.5 + 0.5 * math.sin(turn * (0.3 + number / 7) + number)
                    faders.send(f"/dx7/latent/norm/{number}", share)
                if step % 3 == 0:
                    faders.send("/dx7/latent/norm/xy", 0.5 + 0.5 * math.sin(turn), 0.5 + 0.5 * math.cos(turn))
                if step % 30 == 0:
                    self.asked += 1
                    button = chance.choice(self.BUTTONS)
                    try:
                        said = buttons.ask(*button, deadline=20.0)
                    except TimeoutError:
                        self.lost.append(str(button))
                    else:
                        if said.end.address == "/dx7/fail":
                            self.fails.append(str(said.end.arguments))
                self._listen(faders)
                step += 1
                time.sleep(1 / 60)
            for last in (
                ("/dx7/drift", 0.0, 0.0),
                ("/dx7/part/2/drift", 0.0, 0.0),
                ("/dx7/glide", 0.0),
                ("/dx7/path/stop",),
                ("/dx7/unlock", "all"),
            ):
                buttons.ask(*last)

    def _listen(self, client: OscClient) -> None:
        while True:
            try:
                message = client.receive(0.0005)
            except (TimeoutError, BlockingIOError):
                return
            self.heard[message.address] += 1
            if message.address == "/dx7/fail":
                self.fails.append(str(message.arguments))


def play(seconds: float, wav: Path | None, folder: Path, *, realtime: bool) -> dict[str, object]:
    """The performance; its figures."""
    with watched_jackd(realtime=realtime) as jackd, FarDexed(jackd.name) as synth:
        options = ("--output", "jack", "--port", synth.port, "--profile", "dexed", "--no-advertise")
        options += ("--parts", "2")
        with (
            bridge(folder, *options, jack_server=jackd.name) as served,
            OscClient(served.port) as client,
            pd(CLIENTS / "performer.pd", folder) as patch,
            sclang(
                HERE / "performance.scd", folder, {"BRIDGE_PORT": str(served.port), "SECONDS": str(seconds)}
            ) as sequencer,
            closing(JackProcess(None, server=jackd.name)) as twin,
        ):
            twin_name = twin.name.partition(":")[0]
            client.ask("/dx7/sample")  # waits for the model
            sequencer.program.wait_for("^READY")
            patch.send("connect", served.port)
            tablet = Tablet(served.port, seconds)
            since, before = time.monotonic(), jackd.late()
            tablet.start()
            notes, silent, steps = [], 0, 0
            while tablet.is_alive():
                began = time.monotonic()
                patch.send("latent", *(round(random.gauss(0, 1), 3) for _ in range(8)))
                patch.send("knob", round(math.sin(steps / 5), 3))
                patch.send("latent-get", steps + 1)
                steps += 1
                if synth.voice is not None:
                    audio = synth.render(48 + 5 * (steps % 5), NOTE)
                    notes.append(audio)
                    silent += float(np.abs(audio).max()) < SILENT
                time.sleep(max(0.0, NOTE - (time.monotonic() - began)))
            tablet.join()
            over = sequencer.program.wait_for("^OVER", deadline=30.0).split()
            patch.wait_for(f"dx7 done /dx7/latent/get {steps}$")
            client.ask("/dx7/midi/send")  # with what nobody hears, which waits for a dump otherwise
            sysex = client.sysex()
            synth.wait_until(lambda: synth.voice == sysex[6:161], "the voice of the bridge")
            fails = [line for line in sequencer.program.lines if line.startswith("FAIL")]
            fails += [line for line in patch.program.lines if " fail " in line]
            late = jackd.late() - before
            idle = late.pop(twin_name, 0)
            playing = _rates(Counter({CLIENT_NAME: 0, "idle": idle, **late}), time.monotonic() - since)
            figures: dict[str, object] = {
                "seconds": seconds,
                "notes": len(notes),
                "silent_notes": silent,
                "fails": [*fails, *tablet.fails],
                "unanswered": [*tablet.lost, *["sclang"] * (int(over[1]) - int(over[2]))],
                "asked": {"sclang": int(over[1]), "tablet": tablet.asked, "pd": steps},
                "state_messages": sum(tablet.heard.values()),
                "panic_s": round(tablet.panicked, 3),
                "messages_for_the_second_part": synth.others,
                "messages_at_the_synth": len(synth.received),
                "faults_at_the_synth": synth.faults,
                "xruns_a_minute": playing,
                "log": [x for x in served.program.lines if "Traceback" in x or "failed" in x],
                "pd_troubles": patch.troubles,
            }
        time.sleep(SETTLING)  # all that go cost a cycle
        since, before = time.monotonic(), jackd.late()
        while time.monotonic() < since + min(seconds, BASELINE):
            synth.render(60, NOTE)
            time.sleep(NOTE)
        alone = _rates(jackd.late() - before, time.monotonic() - since)
        figures["xruns_a_minute_without_us"] = alone
    if wav is not None:
        audio = np.concatenate(notes)
        with wave.open(str(wav), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes((np.clip(audio / 4, -1, 1) * 32767).astype("<i2").tobytes())
    return figures


def _rates(late: Counter[str], seconds: float) -> dict[str, float]:
    """Xruns a minute: all, and by who was late."""
    counts = {"all": late.total(), **dict(late.most_common())}
    return {name: round(60 * count / seconds, 2) for name, count in counts.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--wav", type=Path)
    parser.add_argument("--realtime", action="store_true", help="jackd -R, as musicians run it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = play(arguments.seconds, arguments.wav, Path(folder), realtime=arguments.realtime)
    print(json.dumps(figures, indent=1))
    wrong = [figures[key] for key in ("fails", "unanswered", "faults_at_the_synth", "log", "pd_troubles")]
    quiet = int(str(figures["silent_notes"])) > int(str(figures["notes"])) * 0.05
    missing = not figures["panic_s"] or not figures["messages_for_the_second_part"]
    return 1 if any(wrong) or quiet or missing else 0


if __name__ == "__main__":
    sys.exit(main())
