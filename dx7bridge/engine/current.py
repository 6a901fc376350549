"""The sound that plays: the state that clients follow, the home it came from, its edits and locks.

The one place where the state changes and where voices are offered to the output. Runs on the engine's
worker thread; `state` is an immutable snapshot that any thread may read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from dx7bridge.commands import State
from dx7bridge.engine.locks import Locks
from dx7bridge.engine.movement import Movement
from dx7bridge.engine.place import Place
from dx7bridge.engine.seams import VoiceOutput
from dx7bridge.engine.sounds import Edits, Latent, PlacedVoice, lock_words, with_values
from dx7bridge.voice import DeviceReport, Voice
from dx7bridge.voice.parameters import SOUND_SIZE


@dataclass(frozen=True, slots=True)
class Moment:
    """The state that undo restores: the sound and its origin."""

    latent: Latent
    voice: Voice
    home: PlacedVoice | None
    edits: Edits
    t: float
    xy: tuple[float, float]
    drift: tuple[float, float] = field(compare=False)  # switching it off changes no sound


class Current:
    """The current sound. `shares` gives the normalised values of coordinates."""

    def __init__(
        self,
        state: State,
        output: VoiceOutput,
        movement: Movement,
        shares: Callable[[Latent], tuple[float, ...]],
    ) -> None:
        self.state = state
        self.home: PlacedVoice | None = None
        self.edits: Edits = ()
        self.locks = Locks()
        self._output, self._movement, self._shares = output, movement, shares

    @property
    def here(self) -> PlacedVoice:
        """The current voice and where it lives."""
        return PlacedVoice(self.state.latent, self.state.voice, self.edits)

    @property
    def moment(self) -> Moment:
        """The state that undo would restore."""
        state = self.state
        return Moment(state.latent, state.voice, self.home, self.edits, state.t, state.xy, state.drift)

    def change(self, **fields: Any) -> None:
        """Set fields of the state."""
        self.state = replace(self.state, **fields)

    def stand(self, latent: Latent, **fields: Any) -> None:
        """Be at `latent`, and set further fields of the state; a drift goes on from there."""
        self._movement.stand(latent)
        self.change(latent=latent, norm=self._shares(latent), **fields)

    def arrive(self, sound: PlacedVoice, report: DeviceReport | None = None) -> None:
        """Leave the old sound for this one; locked values stay."""
        self._movement.rest()
        voice = self.held(sound.voice)
        self.home, self.edits = replace(sound, voice=voice), sound.edits
        self.stand(sound.latent, voice=voice, path=0.0)
        self._output.offer(voice, new_sound=True, report=report)

    def settle(self, place: Place, voice: Voice) -> None:
        """Take home and edits from `place`; a point of a morph becomes home itself."""
        between = place.parts and (place.home is None or place.home.latent != place.latent)
        self.home = PlacedVoice(place.latent, voice) if between else place.home
        self.edits = place.edits

    def edit(self, index: int, value: int, report: DeviceReport | None = None) -> None:
        """Set one of the 155 values by hand."""
        if index < SOUND_SIZE:  # the name stays of its own accord
            self.edits = (*(edit for edit in self.edits if edit[0] != index), (index, value))
        self.show(self.state.voice.with_value(index, value), report)

    def show(self, voice: Voice, report: DeviceReport | None = None) -> None:
        """The same sound, retouched."""
        if voice != self.state.voice:
            self.change(voice=voice)
            self._output.offer(voice, new_sound=False, report=report)

    def play(self, voice: Voice, before: Voice) -> None:
        """Offer a voice that a move has led to, unless it is the one `before`."""
        if voice != before:
            self._output.offer(voice, new_sound=False)

    @property
    def locked(self) -> frozenset[int]:
        """All values that are locked, by VCED number."""
        return self.locks.held

    def lock(self, locks: Locks) -> None:
        """Have exactly these locks."""
        self.locks = locks
        self.change(locks=lock_words(locks.held))

    def held(self, voice: Voice) -> Voice:
        """The voice with what is locked as it is now, whatever the model made of that."""
        return with_values(voice, {index: self.state.voice.values[index] for index in self.locked})

    def held_values(self) -> dict[int, int]:
        """The locked values of the sound, by VCED number, which the model fits the rest to."""
        return {index: self.state.voice.values[index] for index in self.locked if index < SOUND_SIZE}

    def wander(self, rate: float, depth: float) -> None:
        """Drift around here, or stop when rate or depth is 0."""
        self._movement.wander(self.state.seed, rate, depth)
        self.stand(self.state.latent, drift=(rate, depth))

    def go_back(self, moment: Moment, history: tuple[int, int]) -> None:
        """Be as it was at `moment`."""
        self._movement.rest()
        if self._movement.wandering and 0.0 in moment.drift:  # back to before it began
            self.wander(*moment.drift)
        changed = moment.voice != self.state.voice
        self.home, self.edits = moment.home, moment.edits
        self.stand(moment.latent, voice=moment.voice, t=moment.t, xy=moment.xy, path=0.0, history=history)
        if changed:
            self._output.offer(moment.voice, new_sound=True)

    def resume(self, sound: PlacedVoice, home: PlacedVoice | None, drift: tuple[float, float]) -> None:
        """Take up a sound of an earlier session as it was."""
        self.home, self.edits = home, sound.edits
        self.stand(sound.latent, voice=sound.voice, path=0.0)
        self.wander(*drift)
        self._output.offer(sound.voice, new_sound=True)
