"""Rows of the address table: slots, morphs, motion, undo and locks."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dx7bridge import commands as c
from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.answers import GLIDES
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.rows.common import SECONDS, SLOT, SOUND, WHAT
from dx7bridge.osc.setting import setting_row
from dx7bridge.settings import instrument as settings
from dx7bridge.voice.parameters import GROUPS

ROWS: Final[tuple[Address, ...]] = (
    Address("/dx7/slot/store", "Store this sound in a slot", c.StoreSlot, (Arg("slot", "i", *SLOT),)),
    Address(
        "/dx7/slot/recall",
        "Recall the sound in a slot, exactly",
        build.recall,
        (Arg("slot", "i", *SLOT),),
        (replace(SECONDS, default=0.0),),
        after=SOUND,
        more=(
            "With seconds, fades over from the sound that plays. Also answers the latent, name and params."
        ),
    ),
    Address(
        "/dx7/slot/name",
        "Name a filled slot",
        c.NameSlot,
        (Arg("slot", "i", *SLOT), Arg("name", "s", 0, c.SLOT_NAME_LENGTH)),
    ),
    Address("/dx7/slot/clear", "Empty a slot", c.ClearSlot, (Arg("slot", "i", *SLOT),)),
    Address(
        "/dx7/slots/get",
        "List the filled slots",
        c.GetSlots,
        before=("/dx7/slots",),
        wild=True,
        more="Answers `/dx7/slots i slot s name …`.",
    ),
    Address(
        "/dx7/interpolate",
        "Go to a point between two slots",
        c.Interpolate,
        (Arg("t", "f", 0, 1),),
        sets=frozenset(("/dx7/interpolate",)),
        wild=True,
        more="0 and 1 give exactly the stored voices.",
    ),
    Address(
        "/dx7/interpolate/slots",
        "Choose the two slots to interpolate between",
        c.SetInterpolationSlots,
        (Arg("a", "i", *SLOT), Arg("b", "i", *SLOT)),
        sets=frozenset(("/dx7/interpolate/slots",)),
        wild=True,
        more="Both must be filled.",
    ),
    Address(
        "/dx7/interpolate/xy",
        "Go to a point of the morph pad between four slots",
        c.MorphXY,
        (Arg("x", "f", 0, 1), Arg("y", "f", 0, 1)),
        sets=frozenset(("/dx7/interpolate/xy",)),
        wild=True,
        more="The corners give exactly the stored voices.",
    ),
    Address(
        "/dx7/interpolate/xy/slots",
        "Choose the four slots of the morph pad",
        c.SetMorphCorners,
        tuple(Arg(corner, "i", *SLOT) for corner in "abcd"),
        sets=frozenset(("/dx7/interpolate/xy/slots",)),
        wild=True,
        more="a is at 0 0, b at 1 0, c at 0 1, d at 1 1; all must be filled.",
    ),
    setting_row(settings.GUARD),
    setting_row(settings.LEVEL),
    setting_row(settings.TRIM),
    setting_row(settings.KEY),
    setting_row(settings.SMOOTH),
    Address(
        "/dx7/transpose",
        "Transpose the voice, in semitones: 0 is C",
        c.SetTranspose,
        (Arg("semitones", "i", -c.TRANSPOSE_LIMIT, c.TRANSPOSE_LIMIT),),
        sets=frozenset(("/dx7/transpose",)),
        wild=True,
    ),
    setting_row(settings.MODE),
    Address(
        "/dx7/glide",
        "Set how long moves to new coordinates take, in all dimensions; 0 jumps",
        build.glide,
        (SECONDS,),
        sets=frozenset(("/dx7/glide", *GLIDES)),
        wild=True,
    ),
    *(
        Address(
            f"/dx7/glide/{n + 1}",
            f"Set how long moves to new coordinates take in dimension {n + 1}",
            build.one_glide(n),
            (SECONDS,),
            sets=frozenset((f"/dx7/glide/{n + 1}",)),
            wild=True,
        )
        for n in range(c.LATENT_DIMS)
    ),
    Address(
        "/dx7/drift",
        "Wander around the current place",
        c.SetDrift,
        (Arg("rate", "f", 0, c.DRIFT_RATE_LIMIT, unit="Hz"), Arg("depth", "f", 0, c.DRIFT_DEPTH_LIMIT)),
        sets=frozenset(("/dx7/drift",)),
        wild=True,
        more="rate is in cycles per second, depth the largest distance in coordinates. Either at 0 stops it.",
    ),
    Address(
        "/dx7/path",
        f"Travel along up to {c.PATH_STOPS} slots",
        build.path,
        (
            Arg(
                "slot and seconds",
                "f",
                counts=tuple(range(2, 2 * c.PATH_STOPS + 1, 2)),
                each=(Arg("slot", "i", *SLOT), SECONDS),
            ),
        ),
        more=(
            "For each stop, give a slot and the seconds to get there. At a stop, exactly the stored"
            " voice plays. done reports the total, `f seconds`."
        ),
    ),
    Address("/dx7/path/stop", "Stop the path at the current place", c.StopPath),
    setting_row(settings.LOOP),
    Address(
        "/dx7/path/get",
        "Get the position on the path",
        c.GetPath,
        before=("/dx7/path/at",),
        wild=True,
        more=(
            "Answers `/dx7/path/at f`: the number of legs completed, plus the fraction of the current"
            " one; 0 when no path is playing."
        ),
    ),
    Address(
        "/dx7/vary",
        "Make a variation of the sound; 0.1 is almost the same, 1 is a new sound",
        c.Vary,
        (Arg("amount", "f", 0, 1),),
        after=SOUND,
        wild=True,
        more="Also answers the latent, name and params.",
    ),
    Address(
        "/dx7/undo",
        "Undo the last gesture",
        c.Undo,
        after=SOUND,
        more="Also answers the latent, name and params; done reports the steps left, `i undos i redos`.",
    ),
    Address("/dx7/redo", "Redo what was undone", c.Redo, after=SOUND, more="Answers like undo."),
    Address(
        "/dx7/history/get",
        "Get how many steps can be undone and redone",
        c.GetHistory,
        before=("/dx7/history",),
        wild=True,
        more="Answers `/dx7/history i undos i redos`.",
    ),
    Address(
        "/dx7/lock",
        "Lock parameters",
        build.lock,
        (WHAT,),
        sets=frozenset(("/dx7/locks",)),
        before=("/dx7/locks",),
        more=(
            f"Give all, a group ({', '.join(GROUPS)}) or a parameter. Locked values survive sample, vary,"
            " morph, encode and recall. done reports how many values are locked."
        ),
    ),
    Address(
        "/dx7/unlock",
        "Unlock parameters; all of them if no argument is given",
        build.unlock,
        optional=(replace(WHAT, default=build.ALL),),
        sets=frozenset(("/dx7/locks",)),
        before=("/dx7/locks",),
        more="Values that another lock also holds stay locked. A single number is read as an id.",
    ),
    Address(
        "/dx7/locks/get",
        "List what is locked",
        c.GetLocks,
        before=("/dx7/locks",),
        wild=True,
        more="Answers `/dx7/locks s…`: each completely locked group, then single parameters.",
    ),
)
