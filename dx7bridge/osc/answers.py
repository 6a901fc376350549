"""What the bridge sends: the state, each part under its address, and the messages of an answer.

Pure values and functions, any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import mode
from types import MappingProxyType
from typing import Final

from dx7bridge.commands import LATENT_DIMS, Reply, State
from dx7bridge.osc.codec import Atom
from dx7bridge.osc.setting import setting_state
from dx7bridge.settings.instrument import (
    GUARD,
    KEY,
    LEVEL,
    LOOP,
    MODE,
    SEED,
    SMOOTH,
    TEMPERATURE,
    TEMPO,
    TRIM,
)
from dx7bridge.voice.parameters import PARAMETERS, find
from dx7bridge.voice.sysex import encode_bank, encode_voice

Atoms = tuple[Atom, ...]


def _each(address: str, of: Callable[[State], Sequence[float]]) -> Mapping[str, Callable[[State], Atoms]]:
    """One address a dimension, `address/1` to `/8`."""

    def one(dimension: int) -> Callable[[State], Atoms]:
        return lambda state: (of(state)[dimension],)

    return {f"{address}/{n + 1}": one(n) for n in range(LATENT_DIMS)}


_LATENTS: Final = _each("/dx7/latent", lambda state: state.latent)
_NORMS: Final = _each("/dx7/latent/norm", lambda state: state.norm)
GLIDES: Final = _each("/dx7/glide", lambda state: state.glide)


# The state, each part under the address it is set with, so that a client's sliders follow.
STATE: Final[Mapping[str, Callable[[State], Atoms]]] = MappingProxyType(
    {
        "/dx7/latent": lambda state: state.latent,
        **_LATENTS,
        "/dx7/latent/xy": lambda state: tuple(state.latent[dim] for dim in state.pad_dims),
        "/dx7/latent/norm": lambda state: state.norm,
        **_NORMS,
        "/dx7/latent/norm/xy": lambda state: tuple(state.norm[dim] for dim in state.pad_dims),
        "/dx7/latent/axes": lambda state: tuple(dim + 1 for dim in state.pad_dims),
        **dict([setting_state(TEMPERATURE), setting_state(SEED)]),
        "/dx7/interpolate/slots": lambda state: state.ends,
        "/dx7/interpolate": lambda state: (state.t,),
        "/dx7/interpolate/xy/slots": lambda state: state.corners,
        "/dx7/interpolate/xy": lambda state: state.xy,
        **dict(map(setting_state, (MODE, GUARD, LEVEL, TRIM, KEY, SMOOTH))),
        "/dx7/transpose": lambda state: (state.voice["transpose"] - find("transpose").default,),
        "/dx7/glide": lambda state: (mode(state.glide),),  # one dimension alone does not move the master
        **GLIDES,
        "/dx7/drift": lambda state: state.drift,
        **dict([setting_state(TEMPO)]),
        "/dx7/glide/beats": lambda state: (state.glide_beats,),
        "/dx7/drift/beats": lambda state: (state.drift_beats, state.drift[1]),
        "/dx7/path/at": lambda state: (state.path,),
        **dict([setting_state(LOOP)]),
        "/dx7/slots": lambda state: tuple(atom for slot in state.slots for atom in slot),
        "/dx7/slot/at": lambda state: (state.slot,),
        "/dx7/favourite/at": lambda state: state.favourite,
        "/dx7/session/at": lambda state: (state.session,),
        "/dx7/locks": lambda state: state.locks,
        "/dx7/history": lambda state: state.history,
        "/dx7/name": lambda state: (state.voice.name,),
        "/dx7/params": lambda state: tuple(state.voice.values),
    }
)


def _one_line(of: Callable[[State], Atoms]) -> Callable[[Reply], Sequence[Atoms]]:
    return lambda reply: [of(reply.state)]


def _kind(row: Atoms) -> str:
    """The type tags of a row."""
    return "".join(type(atom).__name__[0] for atom in row)


def _bank(state: State) -> bytes:
    return encode_bank(state.cart) if state.cart else b""


# Every message that can be part of an answer: from a reply, the arguments of each.
OUT: Final[Mapping[str, Callable[[Reply], Sequence[Atoms]]]] = MappingProxyType(
    {
        **{address: _one_line(of) for address, of in STATE.items()},
        "/dx7/sysex": lambda reply: [(encode_voice(reply.state.voice),)],
        "/dx7/sysex/ints": lambda reply: [tuple(encode_voice(reply.state.voice))],
        "/dx7/cart": lambda reply: [(_bank(reply.state),)],
        "/dx7/cart/ints": lambda reply: [tuple(_bank(reply.state))],
        "/dx7/axis": lambda reply: reply.rows,
        "/dx7/part": lambda reply: reply.rows,
        "/dx7/favourite": lambda reply: reply.rows,
        "/dx7/session": lambda reply: reply.rows,
        "/dx7/description": lambda reply: reply.rows,
        "/dx7/file": lambda reply: [row for row in reply.rows if _kind(row) == "si"],
        "/dx7/file/voice": lambda reply: [row for row in reply.rows if _kind(row) == "issb"],
        "/dx7/file/problem": lambda reply: [row for row in reply.rows if _kind(row) == "ss"],
        "/dx7/midi/port": lambda reply: reply.rows,
        "/dx7/midi/control": lambda reply: reply.rows,
    }
)

LATENT_STATE: Final = frozenset(
    ("/dx7/latent", "/dx7/latent/xy", *_LATENTS, "/dx7/latent/norm", "/dx7/latent/norm/xy", *_NORMS)
)

ANSWERS: Final = frozenset(("/dx7/done", "/dx7/fail", "/dx7/pong"))  # never answered themselves

# Messages that only the bridge sends: type tags (... for more of the same, or of anything) and doc.
SENT: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "/dx7/done": ("si...", "command, id, and further results"),
        "/dx7/fail": ("siss", "command, id, code, message"),
        "/dx7/pong": ("sii", "version, protocol, id"),
        "/dx7/status.reply": ("siisii", "model, dims, busy, output, subscribers, id"),
        "/dx7/path/at": ("f", "state: position on the path, in legs; 0 when no path is playing"),
        "/dx7/slots": ("is...", "state: number and name of each filled slot"),
        "/dx7/slot/at": ("i", "state: the slot stored or recalled last; 0 for none"),
        "/dx7/favourite/at": (
            "is",
            "state: number and name of the favourite kept or loaded last; 0 for none",
        ),
        "/dx7/session/at": ("s", "state: name of the session saved or loaded last"),
        "/dx7/locks": ("s...", "state: groups and parameters that are locked"),
        "/dx7/history": ("ii", "state: undos, redos"),
        "/dx7/params": ("i*155", "state: the voice's values"),
        "/dx7/axis": ("isff", "dimension, label, the coordinates at 0 and at 1"),
        "/dx7/description": ("isffffs", "algorithm, carriers, brightness, attack, decay, loudness, verdict"),
        "/dx7/file": ("si", "path of a file in the bridge's folder, bytes"),
        "/dx7/file/voice": ("issb", "number in the file, name, remark, the voice's 155 values"),
        "/dx7/file/problem": ("ss", "where in the file, message"),
        "/dx7/part": ("is", "number of a part, name of its voice"),
        "/dx7/favourite": ("is", "number and name of a favourite"),
        "/dx7/session": ("s", "name of a saved session"),
        "/dx7/sysex": ("b", "the voice as a dump"),
        "/dx7/sysex/ints": ("i*163", "the voice as a dump"),
        "/dx7/cart": ("b", "the cartridge as a dump"),
        "/dx7/cart/ints": ("i*4104", "the cartridge as a dump"),
        "/dx7/midi/port": ("s", "a MIDI port"),
        "/dx7/midi/control": ("is", "dimension, controller"),
    }
)


def parameter_edit(index: int) -> Callable[[State], Atoms]:
    """`/dx7/param` as state: the name and value of one parameter."""
    return lambda state: (PARAMETERS[index].name, state.voice[index])


def changed(old: State, new: State) -> set[str]:
    """The addresses of the state whose arguments differ between `old` and `new`."""
    return {address for address, of in STATE.items() if of(old) != of(new)}
