"""Rows of the address table: notes, and slots in a row."""

from __future__ import annotations

from typing import Final

from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.requests import AskParts, Spread
from dx7bridge.osc.rows.common import SLOT, SOUND
from dx7bridge.playing import NOTE_SECONDS, GetSlot, Panic, PlayNote, StepSlot, SwapSlots
from dx7bridge.voice.parameters import GROUPS, PARAMETERS

WORDS: Final = ("all", *GROUPS, *(p.name for p in PARAMETERS))
MOST_PARTS: Final = 6
PARTS: Final = tuple(
    Arg(f"part {n}" if n > 1 else "part", "s", 1, 40, choices=WORDS) for n in range(1, MOST_PARTS + 1)
)

ROWS: Final[tuple[Address, ...]] = (
    Address(
        "/dx7/note",
        "Play a note on the synth",
        PlayNote,
        (Arg("note", "i", 0, 127), Arg("velocity", "i", 0, 127)),
        (Arg("seconds", "f", 0.01, NOTE_SECONDS, unit="s"),),
        more=(
            "Velocity 0 releases the key; with seconds it is released by itself. Where no synth is connected,"
            " the Dexed engine plays the note; done says where it is heard."
        ),
    ),
    Address(
        "/dx7/panic",
        "Stop every note, whoever played it",
        Panic,
        more=(
            "Releases every key and the pedal on every output and part, and sends all notes off and all"
            " sound off. What moves goes on moving."
        ),
    ),
    Address(
        "/dx7/sample/part",
        "Draw a part of the voice anew",
        build.sample_part,
        (PARTS[0],),
        PARTS[1:],
        after=SOUND,
        more=(
            f"Give up to {MOST_PARTS} groups ({', '.join(GROUPS)}) or parameters: they are drawn to fit the"
            " rest of the voice, which stays; so do locked values. Also answers the latent, name and params."
        ),
    ),
    Address(
        "/dx7/slot/next",
        "Recall the next filled slot",
        lambda: StepSlot(1),
        after=SOUND,
        more="After the last one comes the first. Also answers the latent, name and params.",
    ),
    Address(
        "/dx7/slot/previous",
        "Recall the filled slot before this one",
        lambda: StepSlot(-1),
        after=SOUND,
        more="Before the first one comes the last. Also answers the latent, name and params.",
    ),
    Address(
        "/dx7/slot/get",
        "Get the number of the slot stored or recalled last",
        GetSlot,
        before=("/dx7/slot/at",),
        wild=True,
        more="Answers `/dx7/slot/at i`, 0 for none.",
    ),
    Address(
        "/dx7/slot/swap",
        "Exchange what two slots hold",
        SwapSlots,
        (Arg("a", "i", *SLOT), Arg("b", "i", *SLOT)),
        more="Names move along. One of the two may be empty.",
    ),
    Address(
        "/dx7/parts/get",
        "List the parts",
        AskParts,
        before=("/dx7/part",),
        wild=True,
        more=(
            "Answers one `/dx7/part i number s name` for each; done reports how many there are. With"
            " `serve --parts`, each address reaches a part as /dx7/part/2/latent/1, several as"
            " /dx7/part/*/latent/1; without a number, it is the first's. /dx7/part/2/subscribe follows one."
        ),
    ),
    Address(
        "/dx7/spread",
        "Put all parts around the sound of the first",
        Spread,
        (Arg("amount", "f", 0, 1),),
        more=(
            "0 makes them all alike, 1 as different as unrelated voices; each goes its own way, and the"
            " middle of all is the sound. done reports how many there are. Undo it with /dx7/part/*/undo."
        ),
    ),
)
