"""What a sound is like, in numbers: log-mel spectra and features, for training and for collections.

Pure functions of audio at 22.05 kHz: a note held for 1 s and followed for another 0.5 s, as `studio`
renders it. Levels are in dB of a full-scale sine (the engine's own peaks reach +12 dB).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dx7bridge.sound.render import Audio

Floats = NDArray[np.float64]

SAMPLE_RATE: Final = 22050
HELD: Final = 1.0  # seconds until the key is let go; the renderer's own two thirds
WINDOW: Final = 1024
HOP: Final = 256
BANDS: Final = 48
FLOOR: Final = -80.0  # dB; below it nothing is heard, and nothing is measured

LEVEL: Final = -12.0  # dB, RMS: where sounds are brought to compare their timbre
EVERY: Final = 6  # frames of a log-mel, one is kept to compare timbre: 70 ms

PITCHES: Final = (30, 4000)  # Hz: where a pitch is looked for
PIECE: Final = 4096  # 186 ms: where a pitch is looked for
CLEAR: Final = 0.9  # of the best period's likeness: the shortest period that has it is the pitch

SILENT: Final = 1e-3  # peak: -60 dB of full scale
QUIET: Final = 1e-2  # RMS
BRIEF: Final = 0.1  # seconds


def is_silent(sound: Audio) -> bool:
    """Peak under -60 dBFS."""
    return float(np.abs(sound).max(initial=0.0)) < SILENT


def is_quiet(sound: Audio) -> bool:
    """RMS, over all of the 1.5 s, under 0.01."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) < QUIET


def is_brief(sound: Audio) -> bool:
    """A click: within 20 dB of its peak for less than 0.1 s of a note held for a second. Silence is none."""
    return not is_silent(sound) and _of_time(sound)["decay"] < BRIEF


def log_mel(sound: Audio, hop: int = HOP) -> NDArray[np.float32]:
    """Log-mel spectrogram [48, frames] in dB, nothing below -80. Hann windows of 46 ms, one each `hop`."""
    return decibels(mel_bank() @ _power(sound, hop)).astype(np.float32)


def levelled(sound: Audio) -> tuple[Audio, float]:
    """The sound at the common level, LEVEL, and how loud it was, RMS in dB; silence stays as it is."""
    loudness = 10 * np.log10(max(2 * float(np.mean(np.square(sound, dtype=np.float64))), 1e-8))
    if is_silent(sound):
        return sound, loudness
    return (sound * 10 ** ((LEVEL - loudness) / 20)).astype(np.float32), loudness


def distance(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Mean absolute difference of two log-mel spectrograms, dB."""
    return float(np.abs(a - b).mean())


@dataclass(frozen=True, slots=True)
class Feature:
    """A number that says something of a sound; `more` is what players would call a sound with more of it.

    `unit` is that of `reading`; `base` is that of a logarithm, where the number is one.
    """

    name: str
    doc: str
    more: str = ""
    unit: str = ""
    base: float = 0.0

    def reading(self, value: float) -> float:
        """The number in `unit`: seconds or Hz where it is their logarithm."""
        return float(self.base**value) if self.base else value


FEATURES: Final[tuple[Feature, ...]] = (
    Feature("brightness", "median spectral centroid, octaves above 1 Hz", "brighter", "Hz", 2),
    Feature("attack", "log10 seconds from 20 dB under the peak to 1 dB under it", "slower attack", "s", 10),
    Feature("decay", "seconds within 20 dB of the peak", "longer decay", "s"),
    Feature("loudness", "RMS, dB of a full-scale sine", "louder", "dB"),
    Feature("inharmonicity", "power-weighted distance of partials from harmonics, 0-1", "more metallic"),
    Feature("pitch", "strongest period, octaves above 1 Hz", "higher", "Hz", 2),
    Feature("sustain", "level as the key is let go, dB of the peak", "more sustain", "dB"),
    Feature("release", "seconds to fall another 20 dB once the key is let go", "longer release", "s"),
    Feature(
        "tremolo", "standard deviation of the level around its trend while held, dB", "more tremolo", "dB"
    ),
    Feature("noisiness", "1 - how alike neighbouring periods are", "noisier"),
    Feature("fundamental", "share of the harmonic power in the fundamental", "purer"),
    Feature("odd", "share of the power above the fundamental that is in odd harmonics", "hollower"),
    Feature("spread", "median spectral spread, octaves above 1 Hz", "wider spectrum", "Hz", 2),
    Feature("rolloff", "median frequency with 95 % of the power below it, octaves above 1 Hz"),
    Feature(
        "flatness", "median of geometric over arithmetic mean of the spectrum, dB", "denser spectrum", "dB"
    ),
    Feature("flux", "median change of the spectrum's shape from frame to frame, 0-1", "livelier"),
    Feature(
        "brightness_range", "interquartile range of the centroid, octaves", "more timbre sweep", "octaves"
    ),
    Feature("spread_range", "interquartile range of the spread, octaves"),
    Feature("rolloff_range", "interquartile range of the rolloff, octaves"),
    Feature("flatness_range", "interquartile range of the flatness, dB"),
    Feature("flux_range", "interquartile range of the flux"),
    Feature("loudness_range", "interquartile range of the level, dB", "more dynamics", "dB"),
)
FEATURE_NAMES: Final = tuple(feature.name for feature in FEATURES)
SPREADS: Final[dict[str, float]] = {  # standard deviations of 300 voices of public collections
    "brightness": 1.3, "attack": 0.6, "decay": 0.25, "loudness": 5.0, "inharmonicity": 0.12, "pitch": 1.1,
    "sustain": 11.0, "release": 0.19, "tremolo": 1.5, "noisiness": 0.19, "fundamental": 0.33, "odd": 0.24,
    "spread": 1.7, "rolloff": 1.5, "flatness": 12.0, "flux": 0.031, "brightness_range": 0.71,
    "spread_range": 0.92, "rolloff_range": 0.94, "flatness_range": 6.6, "flux_range": 0.023,
    "loudness_range": 7.3,
}  # fmt: skip
CORE: Final = FEATURE_NAMES[:6]  # those the scorecard speaks of


def describe(sound: Audio) -> Floats:
    """The FEATURES of a sound [22], all finite; a silent one has the lowest loudness and zeros."""
    found = dict.fromkeys(FEATURE_NAMES, 0.0)
    found["loudness"] = float(decibels(2 * float(np.mean(np.square(sound, dtype=np.float64)))))
    if not is_silent(sound):
        found |= _of_time(sound) | _of_spectrum(_power(sound)) | _of_harmonics(sound)
    return np.array([found[name] for name in FEATURE_NAMES])


def feature(sound: Audio, name: str) -> float:
    """One of the FEATURES as `describe` has it, without the work for all others."""
    if name == "loudness":
        return float(decibels(2 * float(np.mean(np.square(sound, dtype=np.float64)))))
    if is_silent(sound):
        return 0.0
    if name in _TIMES:
        return _of_time(sound)[name]
    found = _of_harmonics(sound) if name in _HARMONICS else _of_spectrum(_power(sound))
    return found.get(name, 0.0)


_TIMES: Final = frozenset({"attack", "decay", "sustain", "release", "tremolo"})
_HARMONICS: Final = frozenset({"pitch", "noisiness", "inharmonicity", "fundamental", "odd"})


def rise(level: Floats) -> tuple[int, int, int]:
    """Of levels in dB: where they first are within 20 dB of the peak, where within 1 dB, and how many are
    within 20 dB. The attack is from the first to the second, the decay as long as the third.
    """
    top = level.max()
    near = level >= top - 20
    return int(np.argmax(near)), int(np.argmax(level >= top - 1)), int(near.sum())


def _of_time(sound: Audio) -> dict[str, float]:
    step = HOP // 4
    blocks = np.square(sound[: len(sound) // step * step].reshape(-1, step), dtype=np.float64).mean(1)
    smooth = np.convolve(blocks, np.ones(8) / 8, mode="same")  # 23 ms: longer than a period of most notes
    level = decibels(2 * smooth)
    seconds, top = step / SAMPLE_RATE, level.max()
    up, there, near = rise(level)
    key_up = round(HELD / seconds)
    let_go = level[key_up - 4]  # the smoothing looks 4 blocks ahead
    below = np.flatnonzero(level[key_up:] <= max(let_go - 20, FLOOR))
    held, quarter = level[there : key_up - 4], round(0.25 / seconds)
    wobble = np.zeros(1)
    if len(held) > quarter:
        trend = np.convolve(held, np.ones(quarter) / quarter, mode="valid")
        wobble = held[quarter // 2 :][: len(trend)] - trend
    return {
        "attack": float(np.log10(max(there - up, 1) * seconds)),
        "decay": float(near * seconds),
        "sustain": float(max(let_go - top, -60.0)),
        "release": float((below[0] if len(below) else len(level) - key_up) * seconds),
        "tremolo": float(np.std(wobble)),
    }


def _of_spectrum(power: Floats) -> dict[str, float]:
    power, bins = power[1:], _frequencies()[1:, None]  # without DC
    level = decibels(power.sum(0))
    counted = level > max(level.max() - 60, FLOOR)
    if not counted.any():  # a click at the very end
        return {}
    heard = power[:, counted]
    total = heard.sum(0)
    centroid = (bins * heard).sum(0) / total
    spread = np.sqrt((np.square(bins - centroid) * heard).sum(0) / total)
    rolloff = bins[np.argmax(heard.cumsum(0) >= 0.95 * total, axis=0), 0]
    flatness = 10 * (np.log10(heard + 1e-12).mean(0) - np.log10(heard.mean(0) + 1e-12))
    shape = np.sqrt(heard / total)
    flux = 1 - (shape[:, 1:] * shape[:, :-1]).sum(0) if heard.shape[1] > 1 else np.zeros(1)
    tracks = {
        "brightness": np.log2(centroid), "spread": np.log2(np.maximum(spread, 1.0)),
        "rolloff": np.log2(rolloff), "flatness": flatness, "flux": flux,
        "loudness": level[counted],
    }  # fmt: skip
    found = {}
    for name, track in tracks.items():
        low, middle, high = np.quantile(track, [0.25, 0.5, 0.75])
        found[f"{name}_range"] = float(high - low)
        if name != "loudness":
            found[name] = float(middle)
    return found


def pitches(sound: Audio) -> Floats:
    """The pitch in Hz of each clear moment of a sound, looked for every 46 ms."""
    found = []
    for start in range(0, len(sound) - PIECE + 1, WINDOW):
        piece = sound[start : start + PIECE].astype(np.float64)
        if float(np.square(piece).mean()) < 1e-8:
            continue
        pitch, likeness = _pitch(piece - piece.mean())
        if likeness > CLEAR:
            found.append(pitch)
    return np.array(found)


def _pitch(piece: Floats) -> tuple[float, float]:
    """The pitch of a piece in Hz and how alike its periods are, 0-1; zeros where it has no period.

    McLeod and Wyvill, A Smarter Way to Find Pitch (ICMC 2005).
    """
    size = len(piece)
    spectrum = np.fft.rfft(piece, 2 * size)
    similar = np.fft.irfft(np.square(np.abs(spectrum)))[: size // 2]
    squares = np.cumsum(np.square(np.concatenate([[0.0], piece])))
    lags = np.arange(size // 2)
    energy = squares[size - lags] + squares[size] - squares[lags]
    nsdf = 2 * similar / np.maximum(energy, 1e-12)
    shortest, longest = SAMPLE_RATE // PITCHES[1], SAMPLE_RATE // PITCHES[0]
    peaks = _maxima(nsdf[shortest:longest]) + shortest
    first_dip = int(np.argmax(nsdf < 0)) if (nsdf < 0).any() else 0
    peaks = peaks[peaks > first_dip]
    if not len(peaks) or nsdf[peaks].max() <= 0:
        return 0.0, 0.0
    lag = int(peaks[np.argmax(nsdf[peaks] >= CLEAR * nsdf[peaks].max())])
    return SAMPLE_RATE / (lag + _vertex(nsdf, lag)), float(nsdf[lag])


def _of_harmonics(sound: Audio) -> dict[str, float]:
    """From the 186 ms after the peak."""
    size = PIECE
    start = min(int(np.abs(sound).argmax()), len(sound) - size)
    piece = sound[start : start + size].astype(np.float64)
    piece = piece - piece.mean()
    pitch, likeness = _pitch(piece)
    if not pitch:
        return {"pitch": 0.0, "noisiness": 1.0}

    power = np.square(np.abs(np.fft.rfft(piece * np.hanning(size))))
    tops = _maxima(power)
    tops = tops[power[tops] > 1e-5 * power.max()]
    if not len(tops):
        return {"pitch": float(np.log2(pitch)), "noisiness": 1.0}
    logs = np.log(power + 1e-30)
    partials = np.array([top + _vertex(logs, int(top)) for top in tops]) * SAMPLE_RATE / size
    weights = power[tops] / power[tops].sum()
    number = np.maximum(np.round(partials / pitch), 1)
    off = np.minimum(np.abs(partials / pitch - number) * 2, 1.0)
    above = weights[number > 1].sum()
    return {
        "pitch": float(np.log2(pitch)),
        "noisiness": float(np.clip(1 - likeness, 0.0, 1.0)),
        "inharmonicity": float((weights * off).sum()),
        "fundamental": float(weights[number == 1].sum()),
        "odd": float(weights[(number > 1) & (number % 2 == 1)].sum() / above) if above > 1e-6 else 0.0,
    }


def _maxima(track: Floats) -> NDArray[np.int64]:
    """Where it is higher than on both sides."""
    return np.flatnonzero((track[1:-1] > track[:-2]) & (track[1:-1] >= track[2:])) + 1


def _vertex(track: Floats, top: int) -> float:
    """How far from `top`, -0.5 to 0.5, the parabola through it and its neighbours is highest."""
    if not 0 < top < len(track) - 1:
        return 0.0
    left, middle, right = track[top - 1 : top + 2]
    bend = left - 2 * middle + right
    return float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5)) if bend < 0 else 0.0


def _power(sound: Audio, hop: int = HOP) -> Floats:
    """Power spectrogram [513, frames]; a full-scale sine has a peak of 1."""
    window = _window()
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::hop]
    spectra = np.fft.rfft(frames * window, axis=1)
    power: Floats = np.square(np.abs(spectra)).T / np.square(window.sum() / 2)
    return power


def decibels(power: Floats | float) -> Floats:
    """Power in dB, nothing under FLOOR."""
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (FLOOR / 10))))


@cache
def _window() -> Floats:
    return np.asarray(np.hanning(WINDOW + 1)[:-1], dtype=np.float64)


@cache
def _frequencies() -> Floats:
    return np.asarray(np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE), dtype=np.float64)


def mel_bank() -> Floats:
    """Triangles [48, 513], equally wide in mel (2595 log10(1 + f / 700)), from 0 Hz to half the rate."""
    return mel_bank_at(1.0)


@cache
def mel_bank_at(ratio: float) -> Floats:
    """The same for a sound whose frequencies are `ratio` times too high."""
    mels = np.linspace(0, 2595 * np.log10(1 + SAMPLE_RATE / 2 / 700), BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1) * ratio
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising = (_frequencies() - low) / (centre - low)
    falling = (high - _frequencies()) / (high - centre)
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)), dtype=np.float64)
