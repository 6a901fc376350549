"""Rows of the address table: favourites and sessions to browse."""

from __future__ import annotations

from typing import Final

from dx7bridge import playing as p
from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.rows.common import SOUND
from dx7bridge.voice.parameters import NAME_LENGTH

FAVOURITE: Final = Arg("number", "i", 0, 100_000)
NAME: Final = Arg("name", "s", 0, 200)

ROWS: Final[tuple[Address, ...]] = (
    Address(
        "/dx7/favourites/get",
        "List the favourites",
        p.ListFavourites,
        before=("/dx7/favourite",),
        more="Answers one `/dx7/favourite i number s name` for each; done reports how many there are.",
    ),
    Address(
        "/dx7/favourite/get",
        "Get which favourite is at hand",
        p.GetFavourite,
        before=("/dx7/favourite/at",),
        wild=True,
        more="Answers `/dx7/favourite/at i number s name`, 0 for none: the one kept or loaded last.",
    ),
    Address(
        "/dx7/favourite/load",
        "Play a favourite",
        p.LoadFavourite,
        (Arg("number", "i", 1, 100_000),),
        after=SOUND,
        more="done reports its number and name. Also answers the latent, name and params.",
    ),
    Address(
        "/dx7/favourite/next",
        "Play the next favourite",
        lambda: p.StepFavourite(1),
        after=SOUND,
        more="After the last one comes the first. Answers like load.",
    ),
    Address(
        "/dx7/favourite/previous",
        "Play the favourite before this one",
        lambda: p.StepFavourite(-1),
        after=SOUND,
        more="Before the first one comes the last. Answers like load.",
    ),
    Address(
        "/dx7/favourite/rename",
        "Rename a favourite",
        build.rename_favourite,
        (FAVOURITE, Arg("name", "s", 0, NAME_LENGTH)),
        more="0 is the one at hand.",
    ),
    Address(
        "/dx7/favourite/delete",
        "Delete a favourite",
        p.DeleteFavourite,
        (FAVOURITE,),
        more=(
            "0 is the one at hand. It goes to deleted/favourites.syx; restore brings it back. done reports"
            " its name and how many are left."
        ),
    ),
    Address(
        "/dx7/favourite/restore",
        "Bring back the favourite deleted last, and play it",
        p.RestoreFavourite,
        after=SOUND,
        more="It becomes the last one. Answers like load.",
    ),
    Address(
        "/dx7/sessions/get",
        "List the saved sessions",
        p.ListSessions,
        before=("/dx7/session",),
        more="Answers one `/dx7/session s name` for each; done reports how many there are.",
    ),
    Address(
        "/dx7/session/get",
        "Get the name of the session saved or loaded last",
        p.GetSessionName,
        before=("/dx7/session/at",),
        wild=True,
        more='Answers `/dx7/session/at s name`, "" for none.',
    ),
    Address(
        "/dx7/session/next",
        "Load the next session",
        lambda: p.StepSession(1),
        after=SOUND,
        more="In alphabetical order; after the last one comes the first. done reports its name.",
    ),
    Address(
        "/dx7/session/previous",
        "Load the session before this one",
        lambda: p.StepSession(-1),
        after=SOUND,
        more="Before the first one comes the last. done reports its name.",
    ),
    Address(
        "/dx7/session/rename",
        "Rename a saved session",
        p.RenameSession,
        (NAME, Arg("new name", "s", 1, 200)),
        more='"" is the one at hand. Fails if there is a session of the new name.',
    ),
    Address(
        "/dx7/session/delete",
        "Delete a saved session",
        p.DeleteSession,
        (NAME,),
        more='"" is the one at hand. It goes to the folder deleted, and restore brings it back.',
    ),
    Address(
        "/dx7/session/restore",
        "Bring back a deleted session",
        build.restore_session,
        optional=(Arg("name", "s", 0, 200, default=""),),
        more="Without a name, the one deleted last. done reports its name; load it to play it.",
    ),
)
