"""THE address table: every OSC address, its arguments, what it asks for, what it answers, what it is for.

The dispatcher, `/dx7/help`, OSCQuery, the documentation, the clients and the tests are derived from it;
nobody writes a second one. Pure values, any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dx7bridge import commands as c
from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.answers import GLIDES, LATENT_STATE
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.requests import HZ_LIMIT, AskHelp, AskStatus, Ping
from dx7bridge.osc.setting import argument_of, setting_row
from dx7bridge.settings.instrument import GLIDE, GUARD, LOOP, MODE, SEED, TEMPERATURE
from dx7bridge.voice.parameters import GROUPS, NAME_LENGTH, PACKED_SIZE, PARAMETERS, VOICE_SIZE
from dx7bridge.voice.sysex import VOICE_MESSAGE_SIZE

_COORDINATE: Final = (-c.LATENT_LIMIT, c.LATENT_LIMIT)
_DIMENSION: Final = (1, c.LATENT_DIMS)
_SLOT: Final = (1, c.SLOTS)
_SEED: Final = argument_of(SEED)
_TARGET: Final = Arg("target", "is", 0, 65535)
_SECONDS: Final = Arg("seconds", "f", GLIDE.low, GLIDE.high)
_WHAT: Final = Arg("what", "is", 0, VOICE_SIZE - 1, choices=("all", *GROUPS, *(p.name for p in PARAMETERS)))
_SHARE: Final = Arg("share", "f", 0, 1)
_OVERWRITE: Final = Arg("overwrite", "s", 1, 20, choices=(build.OVERWRITE,))
_SOUND: Final = ("/dx7/latent", "/dx7/name", "/dx7/params")

TABLE: Final[tuple[Address, ...]] = (
    Address("/dx7/ping", "are you there: answers `/dx7/pong s version i protocol i id`", Ping,
            ends="/dx7/pong", wild=True),
    Address("/dx7/status", "answers `/dx7/status.reply s model i dims i busy s output i subscribers i id`;"
            " dims is 0 until the model is loaded", AskStatus, ends="/dx7/status.reply", wild=True),
    Address("/dx7/help", "one `/dx7/help s address s types s doc` for each address that starts so; where the"
            " doc begins with `sent:`, the bridge alone sends it", AskHelp,
            optional=(Arg("prefix", "s", 0, 255),)),
    Address("/dx7/hello",
            "answers `/dx7/hello i number`: send that number back, and the bridge knows that you hear"
            " it; beyond this machine it sends at most tenfold until then", build.hello,
            optional=(Arg("number", "i", 0, 2**31 - 1),)),
    Address("/dx7/reply", "send my answers to this port of mine, for clients that cannot hear where they"
            " send from", build.register, (Arg("port", "is", 1, 65535),)),
    Address("/dx7/subscribe", "tell this port of mine (0 or none: where answers go) of every change, at most"
            " hz times a second; any message renews the 60 s lease", build.subscribe,
            optional=(_TARGET, Arg("hz", "f", 1, HZ_LIMIT))),
    Address("/dx7/unsubscribe", "no more of it", build.unsubscribe, optional=(_TARGET,)),
    Address("/dx7/latent", "go to these 8 coordinates", build.latent,
            (Arg("z", "f", *_COORDINATE, counts=(c.LATENT_DIMS,)),), ends="", sets=LATENT_STATE, wild=True),
    *(Address(f"/dx7/latent/{n + 1}", f"go to this coordinate of dimension {n + 1}", build.one_latent(n),
              (Arg("z", "f", *_COORDINATE),), ends="", sets=LATENT_STATE, wild=True) for n in
            range(c.LATENT_DIMS)),
    Address("/dx7/latent/xy", "move the two dimensions of the XY pad", c.MoveXY,
            (Arg("x", "f", *_COORDINATE), Arg("y", "f", *_COORDINATE)), ends="", sets=LATENT_STATE,
            wild=True),
    Address("/dx7/latent/norm", "the same on a scale of 0 to 1 on which no part is dead: equal steps hold"
            " equal shares of the voices there are", build.norm, (Arg("share", "f", 0, 1,
            counts=(c.LATENT_DIMS,)),),
            ends="", sets=LATENT_STATE, wild=True),
    *(Address(f"/dx7/latent/norm/{n + 1}", f"dimension {n + 1} on a scale of 0 to 1", build.one_norm(n),
              (_SHARE,),
              ends="", sets=LATENT_STATE, wild=True) for n in range(c.LATENT_DIMS)),
    Address("/dx7/latent/norm/xy", "move the two dimensions of the XY pad, on a scale of 0 to 1",
            c.MoveNormXY,
            (Arg("x", "f", 0, 1), Arg("y", "f", 0, 1)), ends="", sets=LATENT_STATE, wild=True),
    Address("/dx7/latent/axes", "which two dimensions the XY pad moves", build.axes,
            (Arg("x", "i", *_DIMENSION), Arg("y", "i", *_DIMENSION)), sets=frozenset(("/dx7/latent/axes",)),
            wild=True),
    Address("/dx7/latent/get", "where are we: answers `/dx7/latent f*8`", c.GetLatent,
            before=("/dx7/latent",), wild=True),
    Address("/dx7/axes/get", "one `/dx7/axis i n s label f low f high` for each dimension: what it does, and"
            " the coordinates at 0 and 1 of its normalised scale", c.GetAxes, before=("/dx7/axis",),
            wild=True),
    Address("/dx7/sample", "draw a new voice; answers its latent, name and params too", c.Sample,
            after=_SOUND, wild=True),
    setting_row(TEMPERATURE),
    setting_row(SEED),
    Address("/dx7/slot/store", "remember this sound", c.StoreSlot, (Arg("slot", "i", *_SLOT),)),
    Address("/dx7/slot/recall", "back to a remembered sound, exactly; answers its latent, name and params"
            " too", c.RecallSlot, (Arg("slot", "i", *_SLOT),), after=_SOUND),
    Address("/dx7/slot/name", "call a filled slot so", c.NameSlot,
            (Arg("slot", "i", *_SLOT), Arg("name", "s", 0, c.SLOT_NAME_LENGTH))),
    Address("/dx7/slot/clear", "forget the sound in a slot", c.ClearSlot, (Arg("slot", "i", *_SLOT),)),
    Address("/dx7/slots/get", "answers `/dx7/slots i slot s name …` with all that are filled", c.GetSlots,
            before=("/dx7/slots",), wild=True),
    Address("/dx7/interpolate", "go to a point between two slots; 0 and 1 are the stored voices themselves",
            c.Interpolate, (Arg("t", "f", 0, 1),), sets=frozenset(("/dx7/interpolate",)), wild=True),
    Address("/dx7/interpolate/slots", "which two slots to interpolate between", c.SetInterpolationSlots,
            (Arg("a", "i", *_SLOT), Arg("b", "i", *_SLOT)), sets=frozenset(("/dx7/interpolate/slots",)),
            wild=True),
    Address("/dx7/interpolate/xy", "go to a point of the morph pad between four slots; its corners are the"
            " stored voices themselves", c.MorphXY, (Arg("x", "f", 0, 1), Arg("y", "f", 0, 1)),
            sets=frozenset(("/dx7/interpolate/xy",)), wild=True),
    Address("/dx7/interpolate/xy/slots", "which four slots the morph pad spans: a at 0 0, b at 1 0, c at 0 1,"
            " d at 1 1", c.SetMorphCorners, tuple(Arg(corner, "i", *_SLOT) for corner in "abcd"),
            sets=frozenset(("/dx7/interpolate/xy/slots",)), wild=True),
    setting_row(GUARD),
    setting_row(MODE),
    Address("/dx7/glide", "latent sets travel over so many seconds, all dimensions; 0 jumps", build.glide,
            (_SECONDS,), sets=frozenset(("/dx7/glide", *GLIDES)), wild=True),
    *(Address(f"/dx7/glide/{n + 1}", f"the same for dimension {n + 1} alone", build.one_glide(n), (_SECONDS,),
              sets=frozenset((f"/dx7/glide/{n + 1}",)), wild=True) for n in range(c.LATENT_DIMS)),
    Address("/dx7/drift", "wander about from here by itself: rate in turns a second, depth in coordinates,"
            " how far at most; 0 of either is still", c.SetDrift, (Arg("rate", "f", 0, c.DRIFT_RATE_LIMIT),
            Arg("depth", "f", 0, c.DRIFT_DEPTH_LIMIT)), sets=frozenset(("/dx7/drift",)), wild=True),
    Address("/dx7/path", f"travel along up to {c.PATH_STOPS} slots: slot and seconds to get there each;"
            " the stops are the stored voices themselves; done tells f seconds in all", build.path,
            (Arg("slot and seconds", "f", counts=tuple(range(2, 2 * c.PATH_STOPS + 1, 2)),
                 each=(Arg("slot", "i", *_SLOT), _SECONDS)),)),
    Address("/dx7/path/stop", "stay where the path has led so far", c.StopPath),
    setting_row(LOOP),
    Address("/dx7/path/get", "answers `/dx7/path/at f`: legs that lie behind, with the fraction of this one;"
            " 0 when no path is under way", c.GetPath, before=("/dx7/path/at",), wild=True),
    Address("/dx7/vary", "a step from here, not a throw of dice: 0.1 is nearly the same sound, 1 a new one;"
            " answers its latent, name and params too", c.Vary, (Arg("amount", "f", 0, 1),), after=_SOUND,
            wild=True),
    Address("/dx7/undo", "back to the sound before the last gesture; answers its latent, name and params too,"
            " and done tells `i undos i redos` that are left", c.Undo, after=_SOUND),
    Address("/dx7/redo", "forward again to what was undone; answers as undo does", c.Redo, after=_SOUND),
    Address("/dx7/history/get", "answers `/dx7/history i undos i redos`: how many steps there are",
            c.GetHistory, before=("/dx7/history",), wild=True),
    Address("/dx7/lock", f"keep these values as they are: all, a group ({', '.join(GROUPS)}) or a parameter;"
            " they survive sample, vary, morph, encode and recall; done tells how many values are locked",
            build.lock, (_WHAT,), sets=frozenset(("/dx7/locks",)), before=("/dx7/locks",)),
    Address("/dx7/unlock", "let them change again; all of them without an argument. What other locks hold"
            " stays locked. A lone number is an id",
            build.unlock, optional=(_WHAT,), sets=frozenset(("/dx7/locks",)), before=("/dx7/locks",)),
    Address("/dx7/locks/get", "answers `/dx7/locks s…`: each group locked as a whole, then single"
            " parameters", c.GetLocks,
            before=("/dx7/locks",), wild=True),
    Address("/dx7/keep",
            "add this voice to a .syx file of favourites in the bridge's folder"
            f" ({c.FAVOURITES}); done tells where, and how many it holds. A file with anything but banks of"
            " voices is left alone unless the word `overwrite` follows: then its voices alone remain",
            build.keep, optional=(Arg("path", "s", 1, 1000), _OVERWRITE)),
    Address("/dx7/session/save", "write slots, locks, sound, settings and controllers to a file in the"
            " bridge's folder; done tells where. A file that the bridge did not write, or that has changed"
            " since, is replaced only if the word `overwrite` follows", build.save_session,
            optional=(Arg("name", "s", 1, 200), _OVERWRITE)),
    Address("/dx7/session/load", "take them all back from there", build.load_session,
            optional=(Arg("name", "s", 1, 200),), after=_SOUND),
    Address("/dx7/encode", "take this voice (128 packed, 155 or 163 bytes) and find where it lives; answers"
            " its latent too, and done tells what had to be mended in it, if anything",
            build.encode_blob, (Arg("voice", "b"),), after=("/dx7/latent",)),
    Address("/dx7/encode/ints", "the same as 155 values, the 163 bytes of a dump, or 128 of a bank",
            build.encode_ints, (Arg("value", "i", 0, 255, counts=(PACKED_SIZE, VOICE_SIZE,
            VOICE_MESSAGE_SIZE)),),
            after=("/dx7/latent",)),
    Address("/dx7/encode/file", "the same with a voice of a .syx file in the bridge's folder; done tells what"
            " had to be mended in it, if anything", build.encode_file, (Arg("path", "s", 1, 1000),),
            (Arg("voice", "i", 1, 100_000),), after=("/dx7/latent",)),
    Address("/dx7/param", "set one parameter, by name or by number, 0 to 154", build.param,
            (Arg("parameter", "is", 0, VOICE_SIZE - 1), Arg("value", "i")), wild=True),
    Address("/dx7/params/get", "answers `/dx7/params i*155`", c.GetParameters, before=("/dx7/params",),
            wild=True),
    Address("/dx7/name", "rename the voice, or ask its name: answers `/dx7/name s`. A name of more than"
            f" {NAME_LENGTH} characters is cut, and done tells so", build.name,
            optional=(Arg("name", "s", 0, 255),), before=("/dx7/name",),
            sets=frozenset(("/dx7/name",)), wild=True),
    Address("/dx7/name/get", "answers `/dx7/name s`", c.GetName, before=("/dx7/name",), wild=True),
    Address("/dx7/sysex/get", "answers `/dx7/sysex b`, the voice as a dump of 163 bytes", c.GetSysex,
            before=("/dx7/sysex",), wild=True),
    Address("/dx7/sysex/ints/get", "the same as `/dx7/sysex/ints i*163`", c.GetSysex,
            before=("/dx7/sysex/ints",), wild=True),
    Address("/dx7/cart/sample", "fill the cartridge with 32 new voices", c.SampleCart, (_SEED,)),
    Address("/dx7/cart/interpolate", "fill the cartridge with 32 steps from one slot to another",
            c.InterpolateCart, (Arg("a", "i", *_SLOT), Arg("b", "i", *_SLOT))),
    Address("/dx7/cart/get", "answers `/dx7/cart b`, a bank dump of 4104 bytes", c.GetCart,
            before=("/dx7/cart",), wild=True),
    Address("/dx7/cart/ints/get", "the same as `/dx7/cart/ints i*4104`", c.GetCart,
            before=("/dx7/cart/ints",), wild=True),
    Address("/dx7/cart/save", "write the cartridge as a .syx file in the bridge's folder; done tells where."
            " A file that the bridge did not write, or that has changed since, is replaced only if the word"
            " `overwrite` follows", build.save_cart, (Arg("path", "s", 1, 1000),), (_OVERWRITE,)),
    Address("/dx7/audition", "hear one note of the voice, on the synth or by the Dexed engine; done tells"
            " where",
            build.audition, optional=(Arg("note", "i", 0, 127), Arg("velocity", "i", 1, 127),
            Arg("seconds", "f", 0.1, c.AUDITION_LIMIT))),
    Address("/dx7/describe", "how it sounds, from a render: answers `/dx7/description i algorithm s carriers"
            " f brightness f attack f decay f loudness s verdict` in Hz, seconds, seconds and dB; verdict is"
            " ok, silent, clipped or runaway", c.Describe, before=("/dx7/description",)),
    Address("/dx7/midi/send", "send the voice to the synth once more, as a whole dump", c.SendMidi),
    Address("/dx7/midi/ports", "one `/dx7/midi/port s` for each MIDI port there is", c.ListPorts,
            before=("/dx7/midi/port",)),
    Address("/dx7/midi/learn", "the next MIDI controller that moves takes this dimension; it is remembered",
            c.LearnController, (Arg("dimension", "i", *_DIMENSION),)),
    Address("/dx7/midi/forget", "no MIDI controller moves this dimension any more; without an argument, or by"
            " the word all, any. Before an id say all", build.forget,
            optional=(Arg("dimension", "is", *_DIMENSION),)),
    Address("/dx7/midi/controls/get", "one `/dx7/midi/control i dimension s controller` for each dimension"
            " that a MIDI controller moves", c.ListControllers, before=("/dx7/midi/control",), wild=True),
    Address("/dx7/capture", "ask the synth for the voice it holds, which is then encoded as if it had been"
            " sent from its panel; done once it is there, fail when none has come in 3 s; a DX7 mk1 does not"
            " answer", c.Capture),
    Address("/dx7/capture/bank", "write the bank of 32 voices that the synth sent last, from its panel, as a"
            " .syx file in the bridge's folder; done tells where, fail (`no_midi`) when none has come. A file"
            " that the bridge did not write, or that has changed since, is replaced only if the word"
            " `overwrite` follows", build.save_bank,
            (Arg("path", "s", 1, 1000),), (_OVERWRITE,)),
)  # fmt: skip

ADDRESSES: Final[Mapping[str, Address]] = MappingProxyType({row.address: row for row in TABLE})
PERSONAL: Final = frozenset(("/dx7/reply", "/dx7/subscribe", "/dx7/unsubscribe"))  # no pattern reaches them
