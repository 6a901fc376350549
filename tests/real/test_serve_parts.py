"""`dx7bridge serve --parts`: engines of their own behind one server, one model and one port."""

from __future__ import annotations

from pathlib import Path

from servers import OscClient, bridge, wait_until

from dx7bridge.voice.sysex import decode_voice


def test_parts_play_on_channels_of_their_own_and_keep_what_is_theirs(tmp_path: Path) -> None:
    files = tmp_path / "files"
    with (
        bridge(tmp_path, "--parts", "3", "--output", "file", "--channel", "5", "--no-advertise") as served,
        OscClient(served.port) as client,
    ):
        client.ask("/dx7/part/2/sample")
        client.ask("/dx7/sample")
        client.ask("/dx7/part/3/name", "THREE")
        parts = client.ask("/dx7/parts/get")
        names = [m.arguments[1] for m in parts.heard if m.address == "/dx7/part"]
        assert names[2] == "THREE"
        assert len(set(names)) == 3  # one seed gives each part another voice
        for number in (1, 2, 3):
            client.ask(f"/dx7/part/{number}/midi/send")
        for number, folder in ((1, files), (2, files / "part-2"), (3, files / "part-3")):
            written = folder / "voice.syx"
            wait_until(written.exists, f"the voice of part {number}")
            wait_until(
                lambda written=written: written.read_bytes()[2] == 3 + written_channel(written), "its channel"
            )
            name = decode_voice(written.read_bytes())[0].name
            wait_until(
                lambda written=written, number=number: (
                    decode_voice(written.read_bytes())[0].name == names[number - 1]
                ),
                f"{names[number - 1]} in the place of {name}",
            )
        spread = client.ask("/dx7/spread", 0.3)
        assert spread.end.arguments[-1] == 3
        client.ask("/dx7/panic")
    assert [(files / folder / "last.json").exists() for folder in (".", "part-2", "part-3")] == [True] * 3


def written_channel(file: Path) -> int:
    """How far the part's channel is behind that of --channel 4."""
    return {"part-2": 2, "part-3": 3}.get(file.parent.name, 1)
