"""The Pd library and its examples in real Pd, headless, playing to a bridge that keeps a record."""

from __future__ import annotations

import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import combinations, cycle, islice, pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from live_bridge import live_bridge
from servers import CLIENTS, Message, OscClient, PureData, free_udp_port, need, program, wait_until
from stage import ROOT, Stage, refused, stage

from dx7bridge.engine.calibration import AxisCalibration
from dx7bridge.osc.answers import OUT, STATE
from dx7bridge.osc.table import ADDRESSES
from dx7bridge.voice.parameters import NAME_LENGTH
from generators.addresses import ALGORITHM
from generators.pd_screen import PROGRAMS, Box, Item, Look, Window, screen
from training.sound import FEATURES

LIBRARY = ROOT / "pd_patches" / "dx7bridge"
PATCHES = sorted(LIBRARY.rglob("*.pd"))
EXAMPLES = LIBRARY / "examples"
OBJECTS = [path for path in sorted(LIBRARY.glob("*.pd")) if not path.stem.endswith(("-help", "-meta"))]
HEADLESS = ("-nogui", "-noprefs", "-nosound", "-nomidi", "-stderr")


class Player:
    """An open patch. `to` speaks to a receiver by name, `touch` to a widget of any of its abstractions."""

    def __init__(self, pure_data: PureData, scene: Stage) -> None:
        self.pd, self.scene = pure_data, scene
        self._questions = 90000

    def heard(self, address: str, *arguments: object) -> None:
        """Wait until this is the last that the patch was sent from this address, and it has taken it in."""

        def last() -> bool:
            said = [message.arguments for message in self.scene.told if message.address == address]
            return said[-1:] == [arguments]

        wait_until(last, f"the patch to be sent {address} {arguments}")
        self.take_turns()

    def follows(self) -> None:
        """Wait until the patch has taken in its first state, which would undo an earlier touch."""
        wait_until(lambda: any(m.address == "/dx7/params" for m in self.scene.told), "the state")
        self.take_turns()

    def rest(self) -> None:
        """Wait until the bridge has done all that the patch has asked for: others' requests come later."""
        self._questions += 1
        done = Message("/dx7/done", ("/dx7/name/get", self._questions))
        self.to("dx7bridge", "name/get", self._questions)
        wait_until(lambda: done in self.scene.told, "the bridge to have done it all")

    def take_turns(self) -> None:
        """Wait until Pd has read what lies in its sockets by now.

        It reads them in turns, up to 4 KiB from each, and the whole state is less than 8.
        """
        for _ in range(4):
            self._questions += 1
            self.to("dx7bridge", "ping", self._questions)
            wait_until(lambda: self._pong(self._questions), "Pd to take its turn")

    def _pong(self, number: int) -> bool:
        return any(m.address == "/dx7/pong" and m.arguments[-1] == number for m in self.scene.told)

    def to(self, *atoms: object) -> None:
        self.pd.send(*atoms)

    def touch(self, widget: str, *atoms: object) -> None:
        # Receivers carry the number of their abstraction, counted from 1000: one of these is it.
        for number in range(1000, 1040):
            self.pd.send(f"{number}-{widget}-in", *atoms)

    def wait_for(self, pattern: str, after: int = 0) -> str:
        return self.pd.program.wait_for(pattern, after)


@contextmanager
def playing(
    patch: Path, folder: Path, scene: Stage, *others: Path, look: Look | None = None
) -> Iterator[Player]:
    """The patch in real Pd, connected to the stage; with `look`, in its window. In the end Pd has not
    complained."""
    port = free_udp_port()
    command: list[str | Path] = [need("pd", "puredata-core"), *(look.arguments if look else HEADLESS)]
    command += ["-open", CLIENTS / "remote.pd"]
    for each in (*others, patch):
        command += ["-open", each]
    command += ["-send", f"remote {port}", "-send", f"dx7bridge connect {scene.port}"]
    home = folder / "pd-home"
    home.mkdir()
    with program(command, look.environment if look else {"HOME": str(home)}) as running:
        pure_data = PureData(running, port)
        try:
            running.wait_for("^PD: loaded")
            scene.wait_for("/dx7/subscribe")
            player = Player(pure_data, scene)
            if isinstance(scene, Stage):
                player.follows()
            yield player
            assert pure_data.troubles == []
        finally:
            pure_data.close()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda path: path.name)
def test_every_patch_opens_without_a_complaint(patch: Path, tmp_path: Path) -> None:
    command = [need("pd", "puredata-core"), *HEADLESS, "-open", patch, "-send", "pd quit"]
    with program(command, {"HOME": str(tmp_path)}) as running:
        running.wait()
        assert [line for line in running.lines if PureData.TROUBLE.search(line)] == []
        assert running.lines == []


def test_the_library_works_from_where_pd_looks_for_libraries(tmp_path: Path) -> None:
    """As deken unpacks it: a folder of the library's name, and `declare` in one's own patch."""
    shutil.copytree(LIBRARY, tmp_path / ".local" / "lib" / "pd" / "extra" / LIBRARY.name)
    patch = tmp_path / "mine.pd"
    patch.write_text(
        "#N canvas 0 0 400 300 12;\n"
        f"#X declare -path {LIBRARY.name};\n"
        f"#X obj 10 10 declare -path {LIBRARY.name};\n"
        "#X obj 10 40 dx7bridge;\n#X obj 200 40 dx7bridge-panel;\n#X obj 10 80 dx7bridge-pad;\n"
    )
    command = [need("pd", "puredata-core"), *HEADLESS, "-open", patch, "-send", "pd quit"]
    with program(command, {"HOME": str(tmp_path)}) as running:
        running.wait()
        assert running.lines == []


def test_the_client_asks_and_hears_answers_state_and_refusals(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        player.wait_for("^answer: done /dx7/subscribe 0$")
        player.wait_for("^state: interpolate/slots 1 2$")
        player.to("dx7bridge", "sample", 5)
        player.wait_for("^answer: done /dx7/sample 5$")
        player.to("dx7bridge", "latent", 1, -1, 0.5, -0.5, 2, -2, 0, 0.25)
        player.to("dx7bridge", "latent/1", 1.5)
        player.to("dx7bridge", "latent/get", 6)
        player.wait_for("^state: latent 1.5 -1 0.5 -0.5 2 -2 0 0.25$")
        player.wait_for("^answer: done /dx7/latent/get 6$")
        player.to("dx7bridge", "slot/recall", 9, 0, 7)
        player.wait_for("^answer: fail /dx7/slot/recall 7 no_slot slot")
        player.wait_for("^dx7bridge: fail /dx7/slot/recall 7 no_slot slot")
        player.to("dx7bridge", "sysex/ints/get", 8)
        told = player.wait_for("^state: sysex/ints ").split()[2:]
        assert len(told) == 163
        assert told[0] == "240"


def test_the_client_sends_the_number_of_a_hello_back(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        player.wait_for("^answer: done /dx7/subscribe 0$")
        player.to("dx7bridge", "hello")
        player.wait_for("^answer: done /dx7/hello 0$")
        asked, proved = scene.wait_for("/dx7/hello", 2)
        assert asked.arguments == ()
        assert [m.arguments for m in scene.told if m.address == "/dx7/hello"] == [proved.arguments]
        assert scene.faults == []


def test_a_ping_of_the_performer_is_answered(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        player.to("dx7bridge", "ping", 5)
        player.wait_for(r"^answer: pong \S+ \d+ 5$")


def test_the_client_hears_what_another_client_does(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        player.wait_for("^answer: done /dx7/subscribe 0$")
        with OscClient(scene.port) as other:
            other.ask("/dx7/name", "GLASS BELL")
            other.ask("/dx7/temperature", 0.25)
        player.wait_for(r"^state: name GLASS\\ BELL$")
        player.wait_for("^state: temperature 0.25$")


def test_the_client_sends_what_begins_with_an_address_and_says_what_does_not(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        for nothing in ((3,), ("list", 1, 2), ("bang",)):
            player.to("dx7bridge", *nothing)
            player.wait_for(
                f"^dx7bridge: no address before: {' '.join(map(str, nothing)).removeprefix('list ')}$"
            )
        for number, words in enumerate(
            (("symbol", "sample"), ("list", "sample"), ("sample",), ("/dx7/sample",)), 1
        ):
            player.to("dx7bridge", *words)
            assert [message.arguments for message in scene.wait_for("/dx7/sample", number)] == [()] * number
        player.to("dx7bridge", "/dx7/latent/1", 0.5)
        assert scene.wait_for("/dx7/latent/1")[0].arguments == (0.5,)
        assert {m.address for m in scene.sent} - {"/dx7/ping"} == {
            "/dx7/status",
            "/dx7/subscribe",
            "/dx7/sample",
            "/dx7/latent/1",
        }
        assert scene.faults == []


def test_the_words_of_a_name_become_one_and_a_number_behind_them_is_the_id(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        for count, (words, name) in enumerate(
            (
                (("name", "A", "long", "name", "for", "a", "voice"), ("A long name for a voice",)),
                (("name", "MY", 2, "ND", 17), ("MY 2 ND", 17)),
                (("/dx7/name", "BELL"), ("BELL",)),
                (("name",), ()),
            ),
            1,
        ):
            player.to("dx7bridge", *words)
            assert scene.wait_for("/dx7/name", count)[-1].arguments == name
        player.wait_for(r"^answer: done /dx7/name 0 cut\\ to\\ 10\\ characters:")
        player.to("dx7bridge", "name", 18)  # which a button may have sent
        player.wait_for("^answer: fail /dx7/name 0 bad_args ")
        player.to("dx7bridge", "slot/store", 3)
        player.to("dx7bridge", "slot/name", 3, "glass", "and", "steel", 19)
        assert scene.wait_for("/dx7/slot/name")[-1].arguments == (3, "glass and steel", 19)
        player.wait_for("^answer: done /dx7/slot/name 19$")


def test_what_cannot_be_sent_is_said(tmp_path: Path) -> None:
    with stage() as scene, playing(LIBRARY / "dx7bridge-help.pd", tmp_path, scene) as player:
        player.to("dx7bridge", "reply", 7750)
        player.wait_for(r"^dx7bridge: refused \(answers come here by themselves\): reply: 7750$")
        player.to("dx7bridge", "disconnect")
        player.to("dx7bridge", "slot/recall", 3)
        player.wait_for("^dx7bridge: not connected: slot/recall 3$")
        assert scene.said("/dx7/reply") == scene.said("/dx7/slot/recall") == []


def two_clients(folder: Path) -> Path:
    patch = folder / "two.pd"
    patch.write_text(
        "#N canvas 0 0 400 300 12;\n"
        f"#X declare -path {LIBRARY};\n"
        f"#X obj 10 10 declare -path {LIBRARY};\n"
        "#X obj 10 40 dx7bridge;\n#X obj 10 80 print one;\n"
        "#X obj 200 40 dx7bridge;\n#X obj 200 80 print two;\n"
        "#X connect 1 1 2 0;\n#X connect 3 1 4 0;\n#X connect 1 0 2 0;\n#X connect 3 0 4 0;\n"
        "#X connect 1 2 2 0;\n#X connect 3 2 4 0;\n"
    )
    return patch


def test_two_clients_follow_on_when_the_bridge_is_restarted_in_a_moment(tmp_path: Path) -> None:
    """Faster than the light would notice. The second to look finds the first among the followers."""
    port = free_udp_port()
    scene = SimpleNamespace(port=port, wait_for=lambda _: None)
    with ExitStack() as first:
        first.enter_context(live_bridge(port))
        with playing(two_clients(tmp_path), tmp_path, scene) as player:  # type: ignore[arg-type]
            for which in ("one", "two"):
                player.wait_for(f"^{which}: done /dx7/subscribe 0$")
            with OscClient(port) as other:
                wait_until(lambda: other.ask("/dx7/status").heard[-1].arguments[4] == 2, "two followers")
                time.sleep(1.2)  # both have heard of both
            first.close()
            began = len(player.pd.program.lines)
            with live_bridge(port), OscClient(port) as other:
                for which in ("one", "two"):
                    player.wait_for(f"^{which}: done /dx7/subscribe 0$", began)
                other.ask("/dx7/name", "AGAIN")
                for which in ("one", "two"):
                    player.wait_for(f"^{which}: name AGAIN$", began)
                time.sleep(2.2)
                lines = player.pd.program.lines[began:]
                assert [line for line in lines if re.match("(one|two): [01]$", line)] == []  # always green
                assert len([line for line in lines if "/dx7/subscribe" in line]) == 2


def test_what_two_clients_are_refused_at_once_comes_to_both_and_is_printed_once(tmp_path: Path) -> None:
    patch = two_clients(tmp_path)
    with stage() as scene, playing(patch, tmp_path, scene) as player:
        for which in ("one", "two"):
            player.wait_for(f"^{which}: done /dx7/subscribe 0$")
        player.to("dx7bridge", "slot/recall", 9, 0, 7)
        for which in ("one", "two"):
            player.wait_for(f"^{which}: fail /dx7/slot/recall 7 no_slot slot")
        player.to("dx7bridge", "slot/recall", 10, 0, 8)
        for which in ("one", "two"):
            player.wait_for(f"^{which}: fail /dx7/slot/recall 8 no_slot slot")
        printed = [line for line in player.pd.program.lines if line.startswith("dx7bridge: fail")]
        assert [line.split()[3] for line in printed] == ["7", "8"]


def test_the_client_finds_a_bridge_that_comes_late_and_one_elsewhere(tmp_path: Path) -> None:
    with (
        stage() as first,
        playing(LIBRARY / "dx7bridge-help.pd", tmp_path, first) as player,
        stage() as second,
    ):
        player.to("dx7bridge", "connect", "127.0.0.1", free_udp_port())
        player.to("dx7bridge", "sample")
        player.to("dx7bridge", "connect", second.port)
        second.wait_for("/dx7/subscribe")
        player.to("dx7bridge", "sample", 3)
        player.wait_for("^answer: done /dx7/sample 3$")
        assert len(second.said("/dx7/sample")) == 1
        assert first.said("/dx7/sample") == []


def test_the_sliders_of_the_panel_drive_the_bridge_and_follow_it(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:
        player.touch("z1", 1.5)
        assert scene.wait_for("/dx7/latent/1")[0].arguments == (1.5,)
        player.rest()
        places = (-3.0, -2.0, -1.0, 0.5, 1.0, 2.0, 3.0, 3.5)
        with OscClient(scene.port) as other:
            other.send("/dx7/latent", *places)
            other.ask("/dx7/temperature", 0.5)
            other.ask("/dx7/lock", "lfo")
            for slot in range(1, 5):
                other.ask("/dx7/slot/store", slot)
            other.ask("/dx7/interpolate/xy/slots", 4, 3, 2, 1)
        player.heard("/dx7/interpolate/xy/slots", 4, 3, 2, 1)
        # A slider that is banged says where it stands.
        for number, place in enumerate(places, 1):
            player.touch(f"z{number}", "bang")
            count = 2 if number == 1 else 1
            assert scene.wait_for(f"/dx7/latent/{number}", count)[-1].arguments == (place,)
        player.touch("temperature", "bang")
        assert scene.wait_for("/dx7/temperature", 2)[-1].arguments == (0.5,)
        assert scene.faults == []


def test_the_switches_and_the_transposition_of_the_panel_ask_and_follow(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:
        with OscClient(scene.port) as other:
            for message in (("key", "free"), ("smooth", 0), ("transpose", -12)):
                other.ask(f"/dx7/{message[0]}", message[1])
        player.heard("/dx7/transpose", -12)
        player.touch("transpose", "bang")  # says where it stands
        assert scene.wait_for("/dx7/transpose", 2)[-1].arguments == (-12,)
        for name, turns in (("key", ("keep", "free")), ("level", ("match", "off")), ("smooth", (1, 0))):
            before = len(scene.said(f"/dx7/{name}"))
            for on, said in zip((1, 0), turns, strict=True):
                player.touch(name, on)
                before += 1
                assert scene.wait_for(f"/dx7/{name}", before)[-1].arguments == (said,)
        fails = [m.arguments for m in scene.told if m.address == "/dx7/fail"]
        assert {command for command, *_ in fails} <= {"/dx7/level"}  # the stand-in has no ears


def test_every_button_of_the_panel_asks_for_what_it_says(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:
        player.touch("sample", "bang")
        scene.wait_for("/dx7/sample")
        player.touch("amount", 0.5)
        player.touch("vary", "bang")
        assert scene.wait_for("/dx7/vary")[0].arguments == (0.5,)
        player.touch("listen", "bang")
        scene.wait_for("/dx7/audition")
        for word in ("undo", "redo", "init"):
            player.touch(word, "bang")
            scene.wait_for(f"/dx7/{word}")
        for slot in range(1, 9):
            player.touch(f"store{slot}", "bang")
            assert scene.wait_for("/dx7/slot/store", slot)[-1].arguments == (slot,)
            player.touch(f"recall{slot}", "bang")
            assert scene.wait_for("/dx7/slot/recall", slot)[-1].arguments == (slot,)
        groups = ("algorithm", "ratios", "levels", "envelopes", "pitch", "lfo")
        for count, group in enumerate((*groups, *(f"op{n}" for n in range(1, 7))), 1):
            player.touch(f"lock-{group}", 1)
            assert scene.wait_for("/dx7/lock", count)[-1].arguments == (group,)
            player.touch(f"lock-{group}", 0)
            assert scene.wait_for("/dx7/unlock", count)[-1].arguments == (group,)
        assert scene.faults == []


def labels(folder: Path, *names: str) -> Path:
    """A patch that prints what the panel writes on its canvases of these names."""
    lines = ["#N canvas 0 0 400 300 12;"]
    wires = []
    for number in range(1000, 1040):
        for name in names:
            wires.append(f"#X connect {len(lines) - 1} 0 {len(lines)} 0;")
            lines += [f"#X obj 10 10 r {number}-{name};", f"#X obj 10 40 print {name};"]
    patch = folder / "labels.pd"
    patch.write_text("\n".join([*lines, *wires]) + "\n")
    return patch


def test_the_sliders_are_labelled_as_the_model_says_and_follow_another_model(tmp_path: Path) -> None:
    names = [f"label{n}" for n in range(1, 9)]
    with (
        stage() as scene,
        playing(EXAMPLES / "start-here.pd", tmp_path, scene, labels(tmp_path, *names)) as player,
    ):
        for number, name in enumerate(names, 1):
            player.wait_for(rf"^{name}: label axis\\ {number}$")
        scene.rig.decoder.axes = [AxisCalibration(f"more colour{n}", (-1.0, 1.0)) for n in range(8)]
        scene.model.append("another")
        for number, name in enumerate(names):
            player.wait_for(rf"^{name}: label more\\ colour{number}$")
        assert scene.faults == []


def test_the_panel_shows_what_was_refused_and_takes_it_away_again(tmp_path: Path) -> None:
    with (
        stage() as scene,
        playing(EXAMPLES / "start-here.pd", tmp_path, scene, labels(tmp_path, "complaint")) as player,
    ):
        player.touch("recall7", "bang")
        player.wait_for(r"^complaint: label slot\\ 7:\\ empty")
        player.wait_for(r"^complaint: label empty$")


def test_the_panel_shows_an_algorithm_that_another_client_edits(tmp_path: Path) -> None:
    with (
        stage() as scene,
        playing(EXAMPLES / "start-here.pd", tmp_path, scene, labels(tmp_path, "algorithm-in")) as player,
        OscClient(scene.port) as other,
    ):
        other.ask("/dx7/param", "algorithm", 21)
        player.wait_for("^algorithm-in: label 22$")
        other.ask("/dx7/param", "feedback", 3)
        other.ask("/dx7/param", "algorithm", 4)
        player.wait_for("^algorithm-in: label 5$")
        assert [line for line in player.pd.program.lines if line.endswith("label 4")] == []


def test_glide_and_drift_of_the_panel_drive_the_bridge_and_follow_it(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:
        player.touch("glide", 2.5)
        assert scene.wait_for("/dx7/glide")[0].arguments == (2.5,)
        # A depth alone wanders nowhere, and is not sent.
        player.touch("drift-depth", 1)
        player.touch("drift-rate", 0.25)
        assert scene.wait_for("/dx7/drift")[0].arguments == (0.25, 1)
        player.touch("drift-depth", 0.5)
        assert scene.wait_for("/dx7/drift", 2)[-1].arguments == (0.25, 0.5)
        player.rest()
        with OscClient(scene.port) as other:
            other.ask("/dx7/glide", 4.0)
            other.ask("/dx7/drift", 0.5, 1.5)
        player.heard("/dx7/drift", 0.5, 1.5)
        for widget in ("glide", "drift-depth", "drift-rate"):
            player.touch(widget, "bang")
        assert scene.wait_for("/dx7/glide", 3)[-1].arguments == (4.0,)
        assert [message.arguments for message in scene.wait_for("/dx7/drift", 5)[-2:]] == [(0.5, 1.5)] * 2
        player.rest()
        # Still again: the depth is kept for the next time.
        with OscClient(scene.port) as other:
            other.ask("/dx7/drift", 0, 0)
        player.heard("/dx7/drift", 0.0, 0.0)
        player.touch("drift-depth", "bang")
        player.touch("drift-rate", 0.75)
        assert scene.wait_for("/dx7/drift", 7)[-1].arguments == (0.75, 1.5)
        assert scene.faults == []


def test_a_number_typed_beside_a_small_slider_moves_it(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:

        def typed(name: str, value: float) -> None:
            for number in range(1000, 1040):
                player.to(f"{number}-{name}", value)

        player.heard("/dx7/temperature", 1.0)
        typed("temperature", 1.5)
        assert scene.wait_for("/dx7/temperature")[-1].arguments == (1.5,)
        player.touch("temperature", "bang")
        assert scene.wait_for("/dx7/temperature", 2)[-1].arguments == (1.5,)
        typed("amount", 0.75)
        player.touch("vary", "bang")
        assert scene.wait_for("/dx7/vary")[-1].arguments == (0.75,)
        typed("drift-depth", 1.25)
        typed("drift-rate", 0.5)
        assert scene.wait_for("/dx7/drift")[-1].arguments == (0.5, 1.25)
        assert scene.faults == []


def test_the_holds_of_the_panel_follow_what_another_client_locks(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:
        with OscClient(scene.port) as other:
            other.ask("/dx7/lock", "lfo")

        player.heard("/dx7/locks", "lfo")
        # A toggle that is banged turns over: one that followed to 1 asks to unlock.
        player.touch("lock-lfo", "bang")
        assert scene.wait_for("/dx7/unlock")[0].arguments == ("lfo",)
        assert len(scene.said("/dx7/lock")) == 1


def test_the_pad_of_the_panel_follows_and_tells_where_it_is(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "start-here.pd", tmp_path, scene) as player:
        for slot in range(1, 5):
            player.touch(f"store{slot}", "bang")
        scene.wait_for("/dx7/slot/store", 4)
        player.rest()
        with OscClient(scene.port) as other:
            other.ask("/dx7/interpolate/xy", 0.25, 0.75)
        player.heard("/dx7/interpolate/xy", 0.25, 0.75)
        player.touch("pad", "bang")
        assert scene.wait_for("/dx7/interpolate/xy", 2)[-1].arguments == (0.25, 0.75)
        assert scene.faults == []


def test_the_random_walk_takes_small_steps_and_stays_in_the_middle(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "random-walk.pd", tmp_path, scene) as player:
        player.touch("rate", 30)
        player.touch("size", 0.5)
        player.touch("walk", 1)
        walk = [message.arguments for message in scene.wait_for("/dx7/latent", 60)]
        large = 0
        for one, other in pairwise(walk):
            steps = [abs(b - a) for a, b in zip(one, other, strict=True)]
            assert max(steps) > 0
            assert min(steps) < max(steps)
            large += max(steps) > 0.5 + 0.03 + 1e-6
        assert large <= 2  # a busy machine may lose a datagram, and two steps look like one
        assert all(-3 <= z <= 3 for place in walk for z in place)
        player.touch("walk", 0)
        wait_until(lambda: len({voice for voice, _ in scene.output.offered}) > 5, "voices at the output")
        # Moved by another, it goes on from there, in steps too small to lead far.
        player.touch("size", 0.02)
        player.rest()
        with OscClient(scene.port) as other:
            other.send("/dx7/latent", *[2.0] * 8)
        player.heard("/dx7/latent", *[2.0] * 8)

        def goes_on_from_there() -> bool:
            player.touch("walk", "bang")
            player.touch("walk", 0)
            last = scene.said("/dx7/latent")[-1].arguments
            return scene.said("/dx7/latent")[-1].at > began and all(abs(z - 2) < 1.2 for z in last)

        began = scene.said("/dx7/latent")[-1].at
        wait_until(goes_on_from_there, "the walk to go on from where it was moved to")
        assert scene.faults == []


def test_the_sequencer_draws_eight_voices_and_steps_through_their_slots(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "slot-sequencer.pd", tmp_path, scene) as player:
        player.touch("fill", "bang")
        stored = scene.wait_for("/dx7/slot/store", 8)
        assert [message.arguments for message in stored] == [(slot,) for slot in range(1, 9)]
        player.touch("bpm", 240)
        player.touch("step2", 1)
        player.touch("run", 1)
        recalled = [message.arguments[0] for message in scene.wait_for("/dx7/slot/recall", 12)]
        assert recalled == list(islice(cycle((1, 2, 1, 4, 5, 6, 7, 8)), len(recalled)))
        assert scene.faults == []


def test_a_morph_by_mouse_draws_its_corners_and_sends_where_the_puck_is(tmp_path: Path) -> None:
    with stage() as scene, playing(EXAMPLES / "morph-by-mouse.pd", tmp_path, scene) as player:
        player.touch("fill", "bang")
        assert [m.arguments for m in scene.wait_for("/dx7/slot/store", 4)] == [(n,) for n in range(1, 5)]
        assert scene.wait_for("/dx7/interpolate/xy/slots")[0].arguments == (1, 2, 3, 4)
        player.touch("mode", 1)
        assert scene.wait_for("/dx7/morph/mode")[0].arguments == ("parameters",)
        for number in range(1000, 1040):
            player.to(f"{number}-follow", 0.5, 0.25)
            player.to(f"{number}-follow", "bang")
        assert scene.wait_for("/dx7/interpolate/xy")[-1].arguments == (0.5, 0.25)
        assert scene.faults == []


# --- what it looks like: Pd with its windows, on a screen that nobody sees ------------------------


@contextmanager
def looking(folder: Path) -> Iterator[Look]:
    for each, package in PROGRAMS.items():
        need(each, package)
    place = folder / "look"
    place.mkdir()
    with screen() as display:
        yield Look(display, place)


def size_of(patch: Path) -> tuple[int, int]:
    """Width and height of its window, as the file says: `#N canvas x y width height`."""
    width, height = patch.read_text().split()[4:6]
    return int(width), int(height)


def apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def inside(a: Box, b: Box) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def edges(window: Window) -> Iterator[Item]:
    """Shapes whose edge is seen: no inlets, and no canvas of the colour that it lies on."""
    canvases: list[Item] = []
    for item in window.items:
        x, y, right, bottom = item.box
        if item.kind not in ("rectangle", "oval", "polygon") or min(right - x, bottom - y) <= 13:
            continue
        if item.kind == "rectangle" and item.fill and item.fill == item.line:
            under = ["#ffffff", *(canvas.fill for canvas in canvases if inside(item.box, canvas.box))]
            canvases.append(item)
            if under[-1] == item.fill:
                continue
        yield item


def clashes(window: Window) -> list[tuple[Item, Item]]:
    """Texts that lie on each other or on an edge, as Pd draws them."""
    on_text = [(a, b) for a, b in combinations(window.texts, 2) if not apart(a.box, b.box)]
    shapes = list(edges(window))
    return on_text + [
        (text, shape)
        for text in window.texts
        for shape in shapes
        if not apart(text.box, shape.box) and not inside(text.box, shape.box)
    ]


def test_every_patch_fits_its_window_and_no_text_lies_on_another(tmp_path: Path) -> None:
    with looking(tmp_path) as look:
        command: list[str | Path] = [need("pd", "puredata-core"), *look.arguments]
        for patch in PATCHES:
            command += ["-open", patch]
        with program(command, look.environment):
            stems = {patch.stem for patch in PATCHES}

            def finished(shown: dict[str, Window]) -> bool:
                unplaced = [i for each in shown.values() for i in each.texts if not i.text and i.box[0] < 0]
                return shown.keys() >= stems and not unplaced

            windows = look.until(finished, "a window for each patch, with its texts in their places")
    for patch in PATCHES:
        window = windows[patch.stem]
        assert window.canvas == size_of(patch), "scroll bars"
        assert [item for item in window.items if not inside(item.box, (0, 0, *window.canvas))] == [], patch
        assert clashes(window) == [], patch


def test_the_window_of_the_panel_shows_the_bridge_and_the_longest_labels_fit(tmp_path: Path) -> None:
    start = EXAMPLES / "start-here.pd"
    size = size_of(start)
    longest = sorted((feature.more for feature in FEATURES), key=len)[-8:]  # Pd's letters are all as wide
    with (
        looking(tmp_path) as look,
        stage() as scene,
        playing(start, tmp_path, scene, look=look) as player,
    ):

        def shows(*texts: str) -> Window:
            def there(windows: dict[str, Window]) -> bool:
                shown = [item.text for item in windows[start.stem].texts] if start.stem in windows else []
                return all(any(text in each for each in shown) for text in texts)

            return look.until(there, f"{texts}")[start.stem]

        with OscClient(scene.port) as other:
            other.ask("/dx7/name", "W" * NAME_LENGTH)
            other.ask("/dx7/param", "algorithm", 31)
            other.ask("/dx7/slot/store", 2)
        scene.rig.decoder.axes = [AxisCalibration(label, (-1.0, 1.0)) for label in longest]
        scene.model.append("another")
        window = shows("W" * NAME_LENGTH, "32", *longest)
        assert clashes(window) == []
        assert window.canvas == size
        picture = look.picture(window)
        assert picture.size == size
        found = {color: count for count, color in picture.getcolors(1 << 24) or ()}
        assert len(found) > 50  # letters have soft edges: a picture of nothing has a colour or two
        light, frame, plate = (0x3F, 0x9B, 0x5B), (0x3A, 0x6E, 0xA5), (0xF7, 0xF6, 0xF3)
        assert found[light] > 400  # the bridge answers
        assert found[frame] > 500  # a slot is filled, and SAMPLE
        assert found[plate] > 0.2 * size[0] * size[1]
        player.to("dx7bridge", "lock", "everything")
        window = shows("'everything'")
        assert max(len(text.text) for text in window.texts if "'everything'" in text.text) == 100
        assert clashes(window) == []


def middle(item: Item) -> tuple[float, float]:
    x, y, right, bottom = item.box
    return (x + right) / 2, (y + bottom) / 2


def test_a_mouse_clicks_sample_turns_a_slider_and_drags_the_puck(tmp_path: Path) -> None:
    start = EXAMPLES / "start-here.pd"
    with (
        looking(tmp_path) as look,
        stage() as scene,
        playing(start, tmp_path, scene, look=look),
        OscClient(scene.port) as other,
    ):
        for slot in range(1, 5):
            other.ask("/dx7/slot/store", slot)
        other.ask("/dx7/interpolate/xy", 0.5, 0.5)

        def puck(window: Window) -> tuple[float, float]:
            return middle(shape(window))

        def shape(window: Window) -> Item:
            return next(i for i in window.items if i.kind == "polygon" and i.fill == "#40c0ff")

        def field(window: Window) -> Item:
            (pad,) = [i for i in window.items if i.box[2] - i.box[0] == 162 and i.fill == "#fcfcfc"]
            return pad

        def followed(windows: dict[str, Window]) -> bool:
            if start.stem not in windows:
                return False
            window = windows[start.stem]
            return max(abs(p - q) for p, q in zip(puck(window), middle(field(window)), strict=True)) < 3

        window = look.until(followed, "the puck to follow the bridge")[start.stem]
        x, y = next(
            middle(item)
            for item in window.items
            if item.line == "#000000" and item.box[2] - item.box[0] == 151
        )
        look.drag(window, (x, y), (x + 36, y))  # a quarter of the slider: from 0 to 1.25, or thereabouts
        wait_until(
            lambda: [0.9 < float(m.arguments[0]) < 1.6 for m in scene.said("/dx7/latent/1")[-1:]] == [True],
            "the slider to be where it was dragged to",
        )
        x, y = puck(window)
        look.drag(window, (x, y), (x + 17, y - 17), (x + 35, y - 35))
        wait_until(
            lambda: [m.arguments for m in scene.said("/dx7/interpolate/xy")[-1:]] == [(0.75, 0.75)],
            "the puck to be where it was dragged to",
        )
        # In a corner all of it is inside, and may be taken by any part.
        for number, (corner, aside) in enumerate(((0, -7), (0, 7), (1, -7), (1, 7))):
            other.ask("/dx7/interpolate/xy", corner, corner)

            def there(windows: dict[str, Window], corner: int = corner) -> bool:
                (x, y), pad = puck(windows[start.stem]), field(windows[start.stem]).box
                return abs(x - pad[2 * corner]) < 12 and abs(y - pad[3 - 2 * corner]) < 12

            window = look.until(there, "the puck to follow into a corner")[start.stem]
            assert inside(shape(window).box, field(window).box)
            x, y = puck(window)
            to = 35 * (1 - 2 * corner)
            look.drag(window, (x + aside, y - aside), (x + aside + to, y - aside - to))
            went = 0.25 if corner == 0 else 0.75
            wait_until(
                lambda went=went: (
                    [m.arguments for m in scene.said("/dx7/interpolate/xy")[-1:]] == [(went,) * 2]
                ),
                f"the puck to be dragged by its edge, {number}",
            )
        x, y = next(middle(text) for text in window.texts if text.text == "SAMPLE")
        look.drag(window, (x, y - 34), (x, y - 34))
        scene.wait_for("/dx7/sample")
        assert scene.faults == []


# --- what the files say --------------------------------------------------------------------------

# First words of message boxes that speak to Pd's own objects.
PD_WORDS = {"set", "label", "color", "connect", "disconnect", "stop", "args", "bang", "traverse", "list"}
# What Pd's own objects, and the client's answers, are routed by.
ROUTED = {"connect", "disconnect", "bang", "float", "symbol", "list", "pong", "done", "fail", "change", "all"}
ROUTED |= {"status.reply", "hello", "param", "set", ALGORITHM.name}
ROUTED |= {"match", "off", "keep", "free"}  # words of level and key
ROUTED |= {"reply", "slot/name"}  # requests that the client itself looks at


def statements(patch: Path) -> list[list[str]]:
    """The statements of a patch in words."""
    return [each.split() for each in re.split(r"(?<!\\);\s*", patch.read_text().replace("\n", " ")) if each]


def messages(patch: Path) -> Iterator[list[str]]:
    """Every message of every message box, and what `list prepend` makes of a list."""
    for words in statements(patch):
        if words[:2] == ["#X", "msg"]:
            inside = " ".join(words[4:]).split(", f ")[0]
            yield from (part.split() for part in re.split(r"\s*\\,\s*", inside) if part)
        elif words[:2] == ["#X", "obj"] and words[4:6] == ["list", "prepend"] and words[6:]:
            yield [words[6], r"\$1"]


@pytest.mark.parametrize("patch", PATCHES, ids=lambda path: path.name)
def test_every_message_to_the_bridge_is_in_the_table_with_legal_arguments(patch: Path) -> None:
    for words in messages(patch):
        if words[0] in PD_WORDS | {"done", "fail", "pong", "47", "status.reply"} or re.fullmatch(
            r"-?[\d.]+", words[0]
        ):
            continue
        address = f"/dx7/{words[0]}"
        assert address in ADDRESSES
        if not any("$" in word for word in words):
            arguments = tuple(float(w) if re.fullmatch(r"-?[\d.]+", w) else w for w in words[1:])
            assert refused(address, arguments) == ""


@pytest.mark.parametrize("patch", PATCHES, ids=lambda path: path.name)
def test_every_word_that_is_routed_is_one_the_bridge_says(patch: Path) -> None:
    known = {address.removeprefix("/dx7/") for address in (*STATE, *OUT)} | ROUTED
    for words in statements(patch):
        if words[:2] == ["#X", "obj"] and words[4:5] == ["route"]:
            routed = {word.rstrip(",") for word in words[5:]}
            if "all" in routed:  # words of a lock
                assert all(refused("/dx7/lock", (word,)) == "" for word in routed)
                continue
            assert {w for w in routed if not w.startswith("/dx7/")} - known == set()
            assert {w for w in routed if w.startswith("/dx7/")} - set(ADDRESSES) == set()


@pytest.mark.parametrize("path", OBJECTS, ids=lambda path: path.name)
def test_every_object_has_a_help_patch_that_describes_it(path: Path) -> None:
    text = path.with_name(f"{path.stem}-help.pd").read_text()
    assert re.search(r"#N canvas .* META 0;", text)
    for key in ("KEYWORDS", "LICENSE", "DESCRIPTION", "INLET_0", "OUTLET_0", "AUTHOR"):
        assert re.search(rf"#X text \d+ \d+ {key} \w", text)
    assert f" {path.stem}" in text


def test_the_ports_of_the_patches_are_the_bridge_s_own() -> None:
    from dx7bridge.settings.serve import DEFAULT_LISTEN

    host, _, port = DEFAULT_LISTEN.rpartition(":")
    assert f"list append {host} {port};" in (LIBRARY / "dx7bridge.pd").read_text()
    assert socket.gethostbyname(host) == "127.0.0.1"
