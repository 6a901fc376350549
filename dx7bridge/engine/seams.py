"""The protocols that the engine needs from the outside: it does no I/O of its own.

All of it is called on the engine's worker thread, one call at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Protocol, TypedDict, Unpack

from dx7bridge.commands import Encoding
from dx7bridge.errors import NoMidi
from dx7bridge.voice import DeviceReport, Voice

PortLister = Callable[[], Sequence[str]]
Clock = Callable[[], float]  # seconds, monotonic
Near = Sequence[tuple[Voice, float]]  # voices that one comes from, each with how firmly it holds, 0 to 1


class DecodeOptions(TypedDict, total=False):
    """The options of `Decoder.decode`, for whoever hands them on."""

    temperature: float
    seed: int
    names: bool
    held: Mapping[int, int] | None
    near: Sequence[Near]


Judge = Callable[[Any, Voice], float]  # how unlike the sound that a place foretells a voice is, dB


class SampleOptions(TypedDict, total=False):
    """The options of `Decoder.sample`, for whoever hands them on."""

    held: Mapping[int, int] | None
    draws: int
    judge: Judge


class Decoder(Protocol):
    """The model. Each method may raise NoModel, and may block while the model is still being loaded.

    It may have `axes` too, one `CalibratedAxis` a dimension: they must not block, and are None until known.
    And `ready`, a future that is done when the model is there or will not come.
    """

    def decode(
        self,
        latents: Sequence[Sequence[float]],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        names: bool = True,
        held: Mapping[int, int] | None = None,
        near: Sequence[Near] = (),
    ) -> list[Voice]:
        """The voices at these coordinates [n, 8]; without `names`, quickly and with any name.

        Sound values that are `held`, by VCED number, are kept, and the rest is made to fit them. `near`
        is empty, or says for each which voices it comes from: their detail has a say as they hold.
        """

    def encode(self, voices: Sequence[Voice]) -> Sequence[Sequence[float]]:
        """The coordinates of each voice, [n, 8]."""

    def sample(
        self, count: int, *, temperature: float, seed: int, **options: Unpack[SampleOptions]
    ) -> Sequence[tuple[Sequence[float], Voice]]:
        """New voices with their coordinates, drawn from the prior; the same seed gives the same.

        `held` as in `decode`. With a `judge`, which is given only where several `draws` are wanted, the best
        of so many voices at each place is kept.
        """


class VoiceOutput(Protocol):
    """An output for voices. Nothing here blocks."""

    def offer(self, voice: Voice, *, new_sound: bool, report: DeviceReport | None = None) -> None:
        """This is the voice now; an older one that still waits is forgotten. `report` is what a synth
        said that it holds, if the voice came from one."""

    def resend(self, voice: Voice) -> None:
        """The same as a whole dump, whatever the synth is thought to hold. NoMidi when there is none."""

    @property
    def plays_notes(self) -> bool:
        """Whether a synth is connected that would play a note now."""

    def play(self, message: bytes) -> None:
        """A channel message for the synth, on whatever channel."""

    def panic(self) -> None:
        """End every note, whoever played it."""


class VoiceFiles(Protocol):
    """The one folder that OSC may read and write. Called on the errands' thread.

    A file that is not ours is replaced only with `overwrite`; else it is Forbidden.
    """

    def read(self, path: str, number: int) -> tuple[Voice, str]:
        """Voice `number`, from 1, of a file, and what had to be mended in the file, or "". Forbidden outside
        the folder; BadArguments, OutOfRange.
        """

    def listing(self) -> Sequence[tuple[int | str | bytes, ...]]:
        """The .syx files in the folder and below: (path, bytes) each, in the order of their paths."""

    def contents(self, path: str) -> Sequence[tuple[int | str | bytes, ...]]:
        """The voices of a file and its problems, as `voice.listing` has them. Forbidden outside the folder;
        BadArguments.
        """

    def read_text(self, path: str) -> str:
        """The text of a file. Forbidden outside the folder; BadArguments if it cannot be read."""

    def save_text(self, path: str, text: str, *, overwrite: bool = False) -> str:
        """Write a text file, whole or not at all; where it went. Forbidden, BadArguments."""

    def save(self, path: str, voices: Sequence[Voice], *, overwrite: bool = False) -> str:
        """Write a bank; where it went. Forbidden outside the folder; BadArguments when it cannot be."""

    def append(self, path: str, voice: Voice, *, overwrite: bool = False) -> tuple[str, int]:
        """Add a voice to a .syx file of ours, made where it is missing: where, and how many it has now.

        A voice that is in it already is not added again. Forbidden, BadArguments.
        """


class Shelf(Protocol):
    """Favourites and sessions to browse. Called on the errands' thread.

    Forbidden and BadArguments as for VoiceFiles; OutOfRange for a favourite that is not there.
    """

    def favourites(self) -> Sequence[Voice]:
        """All favourites; none without a file."""

    def favourite(self, number: int) -> Voice:
        """Favourite `number`, from 1."""

    def rename_favourite(self, number: int, name: str) -> str:
        """Rename a favourite; its new name."""

    def delete_favourite(self, number: int) -> tuple[str, int]:
        """Delete a favourite: its name, and how many are left."""

    def restore_favourite(self) -> tuple[int, Voice]:
        """Bring back the favourite deleted last: its number, and the voice."""

    def sessions(self) -> Sequence[str]:
        """The names of the saved sessions, in order."""

    def rename_session(self, name: str, new: str) -> str:
        """Rename a session; where it is."""

    def delete_session(self, name: str) -> str:
        """Delete a session; where it is kept."""

    def restore_session(self, name: str) -> str:
        """Bring back a deleted session, without a name the one deleted last; its name."""


class Controllers(Protocol):
    """The MIDI inputs. NoMidi if none is open."""

    def learn(self, dimension: int, kind: Encoding = "absolute") -> None:
        """The next controller that moves takes this dimension, from 1, its values meaning `kind`."""

    def forget(self, dimension: int | None) -> None:
        """No controller moves this dimension, from 1, or any."""

    def rows(self) -> Sequence[tuple[int, str]]:
        """Each dimension, from 1, that a controller moves, and which."""

    def capture(self) -> Future[None]:
        """Have the synth send its voice; done, on the engine's worker, when that has been taken up.

        NoMidi too when it never would, now or from the future.
        """

    def bank(self) -> Sequence[Voice]:
        """The bank of 32 voices that the synth sent last; NoMidi when it has sent none."""


class Companion(Protocol):
    """Another part of the bridge whose settings belong to a session, such as the map of controllers."""

    def save(self) -> Any:
        """What is to be kept, as JSON has it: numbers, texts, lists, dictionaries with texts as keys."""

    def check(self, saved: Any) -> None:
        """BadArguments when `load` could not take that back."""

    def load(self, saved: Any) -> None:
        """Take back what `save` gave, after `check`."""


class Description(Protocol):
    """What a voice sounds like: Hz, seconds, seconds, dB, and ok, silent, clipped or runaway."""

    @property
    def brightness(self) -> float: ...
    @property
    def attack(self) -> float: ...
    @property
    def decay(self) -> float: ...
    @property
    def loudness(self) -> float: ...
    @property
    def verdict(self) -> str: ...


class Hearing(Protocol):
    """Hears voices before they are played: how loud they are, and how far apart they sound."""

    @property
    def target(self) -> float:
        """The loudness that drawn voices are brought to, dB."""

    def loudness(self, voice: Voice) -> float:
        """In dB, as people hear it; -80 for silence."""

    def levelled(
        self, voice: Voice, target: float, held: frozenset[int] = frozenset(), *, passes: int = 1
    ) -> Voice:
        """The voice as near to `target` dB as its carriers allow; `held` values, by VCED number, stay."""

    def distance(self, a: Voice, b: Voice) -> float:
        """The distance of two voices in sound, dB."""


class Ears(Hearing, Protocol):
    """A hearing for whoever looks for ways between voices. Used on one thread, not the engine's."""

    def complaint(self, voice: Voice) -> str | None:
        """'silent', 'clipped' or 'runaway'; None for a voice that can be played."""

    def noise(self, voice: Voice) -> float:
        """How noisy it is, dB."""

    def amount(self, voice: Voice, label: str) -> float | None:
        """How much of what a knob of this label turns up the voice has; None when that cannot be measured.

        In standard deviations of real voices, counted from anywhere.
        """


class Auditions(Protocol):
    """Something that can play a voice and hear it; NoMidi when it cannot.

    `audition` is called on the errands' thread, `describe` on the engine's.
    """

    def audition(self, voice: Voice, note: int, velocity: int, seconds: float) -> str:
        """Play one note of it, which is the voice that the output was offered last; where it is heard."""

    def describe(self, voice: Voice) -> Description:
        """What it sounds like."""


class NoAuditions:
    """Stand-in where nothing can play or describe a voice."""

    def audition(self, voice: Voice, note: int, velocity: int, seconds: float) -> str:  # noqa: ARG002
        raise NoMidi("no way to play a voice here")

    def describe(self, voice: Voice) -> Description:  # noqa: ARG002
        raise NoMidi("no way to render a voice here")
