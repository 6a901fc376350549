"""The proof: real clients play the real bridge, which plays a real synth over a real JACK server.

Pd and sclang talk OSC to `dx7bridge serve`; its SysEx goes through jackd into a JACK client that hosts
the Dexed engine. What arrives must be what `/dx7/sysex/get` says, and it must be heard.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from servers import CLIENTS, OscClient, bridge, pd, sclang

from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.sysex import encode_voice

if TYPE_CHECKING:
    from dexed_host import DexedHost


DUMP, CHANGE = 163, 7  # bytes
CENTRE = (0.0,) * 8
ASIDE = (1.5, -1.5, 1.0, -1.0, 1.5, -0.5, 1.0, 0.5)


def tone(name: str, algorithm: int, feedback: int, levels: Sequence[int], ratios: Sequence[int]) -> Voice:
    """A plain voice of six operators: their output levels and whole-numbered ratios, OP1 first."""
    voice = INIT_VOICE.with_value("algorithm", algorithm).with_value("feedback", feedback).with_name(name)
    for number, (level, ratio) in enumerate(zip(levels, ratios, strict=True), 1):
        voice = voice.with_value(f"op{number}.output_level", level).with_value(f"op{number}.coarse", ratio)
    return voice


BRASS = tone("BRASS", 21, 7, (99, 86, 96, 90, 92, 80), (1, 1, 1, 1, 1, 1))
BELL = tone("BELL", 4, 0, (95, 78, 95, 70, 90, 75), (1, 7, 2, 11, 1, 14))


def holds_what_the_bridge_says(synth: DexedHost, client: OscClient) -> bytes:
    """Wait until the synth holds the bridge's current voice; the SysEx of it.

    What came last is that very dump, byte for byte; or a parameter change, allowed for one changed value
    alone, which made the synth's voice the same.
    """
    sysex = client.sysex()
    synth.wait_until(lambda: synth.voice == sysex[6:161], "the voice of /dx7/sysex/get")
    assert synth.faults == []
    last = synth.received[-1]
    if len(last) != CHANGE:
        assert last == sysex
    return sysex


def assert_heard(before: np.ndarray, after: np.ndarray) -> None:
    """The change is heard: the difference has at least a tenth of the louder one's level, and that sounds.

    One of the two may be silent, as some real voices are.
    """
    loudest = max(float(np.sqrt(np.mean(audio**2))) for audio in (before, after))
    assert loudest > 1e-3
    assert float(np.sqrt(np.mean((before - after) ** 2))) > 0.1 * loudest


def test_pd_moves_the_latents_and_samples_and_the_synth_plays_each_voice(
    jack_server: str, synth: DexedHost, tmp_path: Path
) -> None:
    options = ("--output", "jack", "--port", synth.port, "--profile", "dx7")
    with (
        bridge(tmp_path, *options, jack_server=jack_server) as served,
        OscClient(served.port) as client,
        pd(CLIENTS / "performer.pd", tmp_path) as player,
    ):
        player.send("connect", served.port)
        player.send("latent", *CENTRE)
        player.send("latent-get", 101)
        assert player.wait_for("dx7 latent ")[2:] == ["0"] * 8
        player.wait_for("dx7 done /dx7/latent/get 101")
        synth.wait_until(lambda: synth.received, "the first voice")
        assert holds_what_the_bridge_says(synth, client) == synth.received[-1]
        centre = synth.render()

        player.send("latent", *ASIDE)
        player.send("sysex-get", 102)
        player.wait_for("dx7 done /dx7/sysex/ints/get 102")
        aside_sysex = holds_what_the_bridge_says(synth, client)
        told = player.wait_for("dx7 sysex ints ")[3:]
        assert bytes(map(int, told)) == aside_sysex
        aside = synth.render()
        assert_heard(centre, aside)

        mark = len(player.program.lines)
        player.send("sample", 103)
        player.wait_for("dx7 done /dx7/sample 103", mark)
        assert len(player.wait_for("dx7 latent ", mark)[2:]) == 8
        assert len(player.wait_for("dx7 params ", mark)[2:]) == 155
        player.wait_for("dx7 name ", mark)
        assert holds_what_the_bridge_says(synth, client) == synth.received[-1]
        assert_heard(aside, synth.render())

        player.send("quit", 1)
        assert player.program.wait() == 0
        assert player.troubles == []


def test_sclang_encodes_stores_and_interpolates_and_the_synth_plays_each_voice(
    jack_server: str, synth: DexedHost, tmp_path: Path
) -> None:
    files: dict[str, str] = {}
    for key, voice in (("VOICE_A", BRASS), ("VOICE_B", BELL)):
        path = tmp_path / f"{key}.syx"
        path.write_bytes(encode_voice(voice))
        files[key] = str(path)
    options = ("--output", "jack", "--port", synth.port, "--profile", "dx7")
    with (
        bridge(tmp_path, *options, jack_server=jack_server) as served,
        OscClient(served.port) as client,
        sclang(CLIENTS / "performer.scd", tmp_path, {"BRIDGE_PORT": str(served.port), **files}) as player,
    ):
        heard: list[np.ndarray] = []
        for step, voice in (("encoded", BRASS), ("stored", BELL)):
            player.program.wait_for(f"^STEP {step}")
            assert holds_what_the_bridge_says(synth, client) == encode_voice(voice) == synth.received[-1]
            heard.append(synth.render())
            player.go_on()
        player.program.wait_for("^STEP interpolated")
        between = holds_what_the_bridge_says(synth, client)
        told = player.program.wait_for("^SYSEX ").split()[1:]
        assert bytes(map(int, told)) == between
        heard.append(synth.render())
        player.go_on()
        assert player.program.wait() == 0

        for one, other in ((0, 1), (0, 2), (1, 2)):
            assert_heard(heard[one], heard[other])
        client.ask("/dx7/slot/recall", 1, 0.0)
        synth.wait_until(lambda: synth.received[-1] == encode_voice(BRASS), "the voice kept in slot 1")


def test_a_turned_knob_reaches_dexed_as_parameter_changes_and_ends_at_the_voice_of_the_bridge(
    jack_server: str, synth: DexedHost, tmp_path: Path
) -> None:
    options = ("--output", "jack", "--port", synth.port, "--profile", "dexed")
    with (
        bridge(tmp_path, *options, jack_server=jack_server) as served,
        OscClient(served.port) as client,
        pd(CLIENTS / "performer.pd", tmp_path) as player,
    ):
        player.send("connect", served.port)
        player.send("latent", *CENTRE)
        synth.wait_until(lambda: synth.voice is not None, "the first voice")
        client.ask("/dx7/lock", "lfo")  # a change of the LFO goes as a dump, and knobs reach it too
        for step in range(1, 101):
            player.send("knob", step / 50)
        player.send("latent-get", 104)
        player.wait_for("dx7 done /dx7/latent/get 104")
        assert player.wait_for("dx7 latent ")[2] == "2"
        holds_what_the_bridge_says(synth, client)
        assert {len(message) for message in synth.received} == {DUMP, CHANGE}
        assert player.troubles == []


def test_a_synth_that_comes_later_gets_the_current_voice_as_a_whole_dump(
    jack_server: str, synth: DexedHost, tmp_path: Path
) -> None:
    from dexed_host import DexedHost

    options = ("--output", "jack", "--port", "Late:midi_in", "--profile", "dx7")
    with (
        bridge(tmp_path, *options, jack_server=jack_server) as served,
        OscClient(served.port) as client,
    ):
        client.ask("/dx7/sample")
        sysex = client.sysex()
        with DexedHost(jack_server, "Late") as late:
            late.wait_until(lambda: late.received, "the voice sampled before it came")
            assert late.received[0] == sysex
        assert synth.received == []


def test_sigterm_ends_the_bridge_cleanly_and_leaves_the_synth_a_whole_voice(
    jack_server: str, synth: DexedHost, tmp_path: Path
) -> None:
    options = ("--output", "jack", "--port", synth.port, "--profile", "dx7")
    with (
        bridge(tmp_path, *options, jack_server=jack_server) as served,
        OscClient(served.port) as client,
    ):
        for step in range(200):
            client.send("/dx7/latent/1", step / 100)
        client.ask("/dx7/latent/get")
        sysex = client.sysex()
        served.program.signal(signal.SIGTERM)
        # Within two seconds on a quiet machine; a busy one is given more, and a hang still fails.
        assert served.program.wait(deadline=20.0) == 0
        assert "Traceback" not in served.program.output
        synth.wait_until(lambda: synth.voice == sysex[6:161], "the last voice, whole")
        assert synth.faults == []
