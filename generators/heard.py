"""`python -m generators.heard`: what the bridge sounds like, as a recording and as a picture.

docs/sounds/demonstration.ogg is about a minute: samples, each knob turned slowly, variations by amounts, a
morph, and a sequence under a turning knob. docs/pictures/knobs.png shows four sounds and all knobs:
each strip is the spectrum of a note at 41 places of a knob, with leaps (/dx7/smooth 0) and as measured.

Needs the extras `dexed` and `dev`. Seeded; it takes a minute of one core.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.commands import (
    Command,
    Interpolate,
    RecallSlot,
    Sample,
    SetInterpolationSlots,
    SetNorm,
    SetSeed,
    SetSmooth,
    StoreSlot,
    Vary,
)
from dx7bridge.engine import Instrument
from dx7bridge.engine.guard import Guard
from dx7bridge.engine.measuring import Measuring
from dx7bridge.model import load
from dx7bridge.outputs.none import NoOutput
from dx7bridge.sound.check import VoiceCheck
from dx7bridge.sound.ears import Ears
from dx7bridge.sound.features import log_mel
from dx7bridge.sound.hearing import Hearing
from dx7bridge.sound.render import Renderer
from dx7bridge.voice import Voice

ROOT: Final = Path(__file__).resolve().parent.parent
SOUND: Final = ROOT / "docs" / "sounds" / "demonstration.ogg"
PICTURE: Final = ROOT / "docs" / "pictures" / "knobs.png"
MOST: Final = 600_000  # bytes of the recording

RATE: Final = 44100
SEEDS: Final = (1, 6, 8, 10)  # of the four sounds
STEPS: Final = 41  # places of a knob
BEAT: Final = 0.16  # seconds between two notes of a phrase
PHRASE: Final = (60, 67, 72, 67)
AMOUNTS: Final = (0.1, 0.3, 0.5, 0.7, 1.0)
BASS: Final = (36, 36, 48, 43, 36, 39, 41, 43)

Score = list[tuple[float, Voice, int, float]]  # second, voice, note, seconds that it is heard


class Played:
    """An instrument whose knobs and morphs are measured before they are played."""

    def __init__(self) -> None:
        model, hearing = load(), Hearing()
        self._measuring = Measuring(model, Ears)
        self._instrument = Instrument(
            model,
            NoOutput("rendered"),
            seed=1,
            guard=Guard(VoiceCheck(hearing)),
            hearing=hearing,
            measuring=self._measuring,
        )
        for slot, seed in enumerate(SEEDS, 1):
            self.do(SetSeed(seed))
            self.do(Sample())
            self.do(StoreSlot(slot))
        self.labels = [axis.label for axis in model.axes]

    def do(self, command: Command) -> Voice:
        """Run a command; the voice that plays then."""
        return self._instrument.run(command).state.voice

    def measure(self) -> None:
        """Measure what is still to be measured."""
        while self._measuring.work():
            pass

    def swept(self, slot: int, knob: int, steps: int = STEPS) -> list[Voice]:
        """A knob (0-7) from end to end, from the sound in this slot."""
        self.do(RecallSlot(slot))
        return [self.do(SetNorm(((knob, step / (steps - 1)),))) for step in range(steps)]


def score(played: Played) -> Iterator[Score]:
    """The parts of the recording, each from second 0."""
    samples = []
    for number in range(6):
        played.do(SetSeed(20 + number))
        voice = played.do(Sample())
        samples += [(number + BEAT * place, voice, note, 1.0) for place, note in enumerate(PHRASE[:3])]
    yield samples
    for knob in range(8):
        yield list(phrase(played.swept(1, knob, 16)))
    varied = []
    for number, amount in enumerate((0.0, *AMOUNTS)):
        home = played.do(RecallSlot(2))
        played.do(SetSeed(3))
        voice = played.do(Vary(amount)) if amount else home
        varied += [(0.7 * number + BEAT * place, voice, note, 0.7) for place, note in enumerate(PHRASE[:3])]
    yield varied
    played.do(SetInterpolationSlots(1, 3))
    played.measure()
    yield list(phrase([played.do(Interpolate(step / 31)) for step in range(32)]))
    bass = played.swept(4, 5, 64)
    lead = played.swept(3, 1, 64)
    sequence = []
    for beat in range(64):
        sequence.append((BEAT * beat, bass[beat], BASS[beat % 8], 0.3))
        if beat % 4 in (0, 3):
            sequence.append((BEAT * beat, lead[beat], PHRASE[beat % 3] + (0, 3, -4, 0)[beat // 16], 0.6))
    yield sequence


def phrase(voices: list[Voice]) -> Iterator[tuple[float, Voice, int, float]]:
    """One note for each voice."""
    for number, voice in enumerate(voices):
        yield BEAT * number, voice, PHRASE[number % len(PHRASE)], 0.5


def recorded(parts: Iterator[Score]) -> NDArray[np.float32]:
    """The recording, mono at RATE, its peak at -1 dB."""
    renderer, pieces = Renderer(RATE), []
    for part in parts:
        length = max(at + seconds for at, _, _, seconds in part)
        piece = np.zeros(round((length + 0.1) * RATE), dtype=np.float32)
        for at, voice, note, seconds in part:
            sound = np.nan_to_num(renderer.render(voice, note, 90, seconds))
            fade = min(len(sound), RATE // 50)
            sound[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
            start = round(at * RATE)
            piece[start : start + len(sound)] += sound
        pieces.append(piece)
    whole = np.concatenate(pieces)
    loud = float(np.quantile(np.abs(whole), 0.9995))
    return np.asarray(np.tanh(whole * np.float32(0.7 / loud)), dtype=np.float32)


def save_sound(audio: NDArray[np.float32]) -> None:
    """As Ogg Vorbis, at the best quality that fits into MOST bytes."""
    import soundfile

    SOUND.parent.mkdir(exist_ok=True)
    for level in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        with soundfile.SoundFile(
            SOUND, "w", RATE, 1, format="OGG", subtype="VORBIS", compression_level=level
        ) as file:
            for start in range(0, len(audio), RATE):  # libsndfile's encoder takes no more at once
                file.write(audio[start : start + RATE])
        if SOUND.stat().st_size <= MOST:
            return
    raise SystemExit(f"{SOUND}: {SOUND.stat().st_size} bytes; must be at most {MOST}")


def save_picture(played: Played) -> None:
    """The strips."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
    from PIL import Image

    ears = Hearing()
    figure, axes = pyplot.subplots(2 * len(SEEDS), 8, figsize=(13, 9), dpi=80)
    for slot in range(1, len(SEEDS) + 1):
        for smooth in (False, True):
            played.do(SetSmooth(smooth))
            row = axes[2 * (slot - 1) + smooth]
            row[0].set_ylabel(f"sound {slot}\n{'measured' if smooth else 'leaps'}", fontsize=8)
            for knob, cell in enumerate(row):
                voices = played.swept(slot, knob)
                strip = np.stack([log_mel(np.nan_to_num(ears.audio(voice))).mean(1) for voice in voices])
                cell.imshow(strip.T, origin="lower", aspect="auto", vmin=-70, vmax=0, cmap="magma")
                cell.set(xticks=[], yticks=[])
                if slot == 1 and not smooth:
                    cell.set_title(played.labels[knob], fontsize=8)
    figure.subplots_adjust(0.05, 0.01, 0.995, 0.965, 0.04, 0.06)
    figure.savefig(PICTURE)
    with Image.open(PICTURE) as image:
        image.convert("RGB").quantize(256).save(PICTURE, optimize=True)


def main() -> None:
    played = Played()
    for slot in range(1, len(SEEDS) + 1):
        played.do(RecallSlot(slot))
        played.measure()
    save_sound(recorded(score(played)))
    save_picture(played)


if __name__ == "__main__":
    main()
