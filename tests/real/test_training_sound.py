"""What voices sound like in numbers: known tones give the numbers one knows."""

from __future__ import annotations

import numpy as np
import pytest
from servers import do_without

from dx7bridge.errors import NoMidi
from dx7bridge.voice import INIT_VOICE, Voice
from training.sound import (
    CORE,
    FEATURE_NAMES,
    FEATURES,
    HELD,
    SAMPLE_RATE,
    SECONDS,
    Sound,
    Studio,
    describe,
    distance,
    is_brief,
    is_quiet,
    is_silent,
    log_mel,
)

TIMES = np.arange(round(SECONDS * SAMPLE_RATE)) / SAMPLE_RATE


@pytest.fixture(scope="module")
def studio() -> Studio:
    try:
        return Studio()
    except NoMidi as problem:
        do_without(str(problem))


def tone(frequency: float = 440.0, level: float = 0.5, partials: tuple[float, ...] = (1.0,)) -> Sound:
    """Sines at `frequency` times each of `partials`, each half as strong as the one before, while held."""
    wave = sum(np.sin(2 * np.pi * frequency * p * TIMES) / 2**i for i, p in enumerate(partials))
    return (level * wave * (TIMES < HELD)).astype(np.float32)


def feature(sound: Sound, name: str) -> float:
    return float(describe(sound)[FEATURE_NAMES.index(name)])


def test_the_scorecards_features_come_first() -> None:
    assert CORE == ("brightness", "attack", "decay", "loudness", "inharmonicity", "pitch")
    words = [f.more for f in FEATURES if f.more]
    assert len(set(words)) == len(words) >= 8


def test_log_mel_has_48_bands_and_peaks_where_the_tone_is() -> None:
    spectrum = log_mel(tone(440.0, level=1.0))
    assert spectrum.shape == (48, 126)
    mel = 2595 * np.log10(1 + 440 / 700)
    top = 2595 * np.log10(1 + SAMPLE_RATE / 2 / 700)
    assert int(spectrum[:, 40].argmax()) == round(mel / top * 49) - 1
    assert -3 < spectrum[:, 40].max() < 3  # a full-scale sine


def test_ten_decibels_less_are_ten_decibels_apart_and_silence_is_at_the_floor() -> None:
    noise = np.random.default_rng(0).normal(0, 0.3, len(TIMES)).astype(np.float32)
    assert distance(log_mel(noise), log_mel(noise * np.float32(10**-0.5))) == pytest.approx(10, abs=0.01)
    assert log_mel(np.zeros_like(noise)).max() == -80


def test_silent_and_quiet_have_the_scorecards_thresholds() -> None:
    assert is_silent(tone(level=0.0009))
    assert not is_silent(tone(level=0.0011))
    rms_of_one = np.sqrt(np.mean(tone(level=1.0) ** 2))
    assert is_quiet(tone(level=0.0099 / rms_of_one))
    assert not is_quiet(tone(level=0.0101 / rms_of_one))


def test_pitch_is_the_period_whatever_the_overtones() -> None:
    for partials in ((1.0,), (1.0, 2.0, 3.0), (2.0, 3.0, 4.0)):
        assert 2 ** feature(tone(220.0, partials=partials), "pitch") == pytest.approx(220, rel=0.005)


def test_stretched_partials_are_inharmonic_and_multiples_are_not() -> None:
    assert feature(tone(200.0, partials=(1, 2, 3, 4)), "inharmonicity") < 0.03
    assert feature(tone(200.0, partials=(1, 2.43, 3.71, 4.36)), "inharmonicity") > 0.1


def test_overtones_brighten() -> None:
    assert feature(tone(partials=(1, 5, 9)), "brightness") > feature(tone(), "brightness") + 0.1
    assert 2 ** feature(tone(1000.0), "brightness") == pytest.approx(1000, rel=0.03)


def test_odd_partials_are_hollow() -> None:
    assert feature(tone(partials=(1, 3, 5)), "odd") > 0.95
    assert feature(tone(partials=(1, 2, 4)), "odd") < 0.05


def test_louder_is_louder_by_the_decibels_it_is() -> None:
    louder, softer = feature(tone(level=1.0), "loudness"), feature(tone(level=0.1), "loudness")
    assert louder - softer == pytest.approx(20, abs=0.01)


def test_a_slow_attack_takes_longer() -> None:
    swell = tone() * np.minimum(TIMES / 0.5, 1).astype(np.float32)
    assert 10 ** feature(swell, "attack") == pytest.approx(0.5 * (10**-0.05 - 0.1), abs=0.03)
    assert 10 ** feature(tone(), "attack") < 0.03


def test_a_ringing_sound_decays_later_and_releases_longer() -> None:
    plucked = (tone() * np.exp(-TIMES / 0.1)).astype(np.float32)
    assert feature(plucked, "decay") == pytest.approx(0.23, abs=0.03)  # 20 dB are 2.3 time constants
    assert feature(tone(), "decay") == pytest.approx(HELD, abs=0.03)
    ringing = (tone() + 0.5 * np.sin(2 * np.pi * 440 * TIMES) * (TIMES >= HELD)).astype(np.float32)
    assert feature(ringing, "release") > feature(tone(), "release") + 0.3


def test_tremolo_is_measured_in_decibels() -> None:
    wobbling = (tone() * 10 ** (0.15 * np.sin(2 * np.pi * 6 * TIMES))).astype(np.float32)  # 3 dB each way
    assert feature(wobbling, "tremolo") == pytest.approx(3 / np.sqrt(2), abs=0.5)
    assert feature(tone(), "tremolo") < 0.1


def test_noise_is_noisier_and_denser_than_a_tone() -> None:
    noise = np.random.default_rng(0).normal(0, 0.3, len(TIMES)).astype(np.float32)
    assert feature(noise, "noisiness") > 0.3 > 0.05 > feature(tone(), "noisiness")
    assert feature(noise, "flatness") > feature(tone(), "flatness") + 20


def test_every_sound_has_finite_features() -> None:
    sounds = [
        np.zeros_like(tone()),
        tone(level=1e-4),
        tone(level=4.0),
        tone(11000.0),
        tone(8.0),
        TIMES * 0 + 1,
    ]
    late = tone() * (TIMES > 1.45)
    click = np.zeros_like(tone())
    click[-1] = 1
    for sound in (*sounds, late, click):
        assert np.isfinite(describe(sound.astype(np.float32))).all()


def test_rendering_in_threads_keeps_the_order_and_the_sound(studio: Studio) -> None:
    voices = [INIT_VOICE.with_value("transpose", number) for number in range(49)]
    alone = [float(np.square(studio.render(voice)).sum()) for voice in voices]
    together = Studio(4).measure(voices, lambda sound: float(np.square(sound).sum()))
    assert together == alone
    assert len(set(alone)) == 49


def test_the_note_is_c4_for_one_second_of_one_and_a_half(studio: Studio) -> None:
    sound = studio.render(INIT_VOICE)
    assert sound.shape == (33075,)
    assert 2 ** feature(sound, "pitch") == pytest.approx(261.63, rel=0.005)
    assert np.abs(sound[: SAMPLE_RATE - 100]).max() > 0.5
    assert np.abs(sound[-1000:]).max() < 1e-3


def louder_op1(level: int) -> Voice:
    return INIT_VOICE.with_value("op1.output_level", level)


def test_a_voice_without_output_is_silent(studio: Studio) -> None:
    loud, quiet, mute = studio.measure(
        [louder_op1(99), louder_op1(25), louder_op1(0)], lambda s: (is_silent(s), is_quiet(s))
    )
    assert loud == (False, False)
    assert quiet == (False, True)
    assert mute == (True, True)


def test_a_click_is_brief_and_neither_a_pluck_nor_silence_is() -> None:
    click = (tone() * (TIMES < 0.02)).astype(np.float32)
    pluck = (tone() * np.exp(-TIMES / 0.1)).astype(np.float32)
    assert is_brief(click)
    assert not is_silent(click)
    assert not is_quiet(click)
    assert not is_brief(pluck)
    assert not is_brief(0 * click)
