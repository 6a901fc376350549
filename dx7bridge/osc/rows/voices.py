"""Rows of the address table: voices and files, the cartridge, sound and MIDI."""

from __future__ import annotations

from typing import Final

from dx7bridge import commands as c
from dx7bridge.osc import builders as build
from dx7bridge.osc.address import Address
from dx7bridge.osc.arguments import Arg
from dx7bridge.osc.rows.common import DIMENSION, OVERWRITE, SEED, SLOT, SOUND
from dx7bridge.voice.parameters import NAME_LENGTH, PACKED_SIZE, VOICE_SIZE
from dx7bridge.voice.sysex import VOICE_MESSAGE_SIZE

ROWS: Final[tuple[Address, ...]] = (
    Address(
        "/dx7/keep",
        "Add the voice to a .syx file of favourites",
        build.keep,
        optional=(Arg("path", "s", 1, 1000, default=c.FAVOURITES), OVERWRITE),
        more=(
            f"The file is in the bridge's folder, {c.FAVOURITES} unless you name another. done reports its"
            " path and how many voices it holds. A file that holds anything else is changed only if the"
            " word `overwrite` follows; then only its voices are kept."
        ),
    ),
    Address(
        "/dx7/session/save",
        "Save the session: slots, locks, sound, settings and controllers",
        build.save_session,
        optional=(Arg("name", "s", 1, 200, default=c.SESSION), OVERWRITE),
        more=(
            "To a file in the bridge's folder; done reports its path. A file that the bridge did not"
            " write, or that has changed since, is replaced only if the word `overwrite` follows."
        ),
    ),
    Address(
        "/dx7/session/load",
        "Load a session",
        build.load_session,
        optional=(Arg("name", "s", 1, 200, default=c.SESSION),),
        after=SOUND,
        more="From a file in the bridge's folder.",
    ),
    Address(
        "/dx7/encode",
        "Encode a voice and play it",
        build.encode_blob,
        (Arg("voice", "b"),),
        after=("/dx7/latent",),
        more=(
            "The voice has 128 (packed), 155 or 163 bytes. Also answers the latent; done reports values"
            " that had to be corrected."
        ),
    ),
    Address(
        "/dx7/encode/ints",
        "Encode a voice given as numbers",
        build.encode_ints,
        (Arg("value", "i", 0, 255, counts=(PACKED_SIZE, VOICE_SIZE, VOICE_MESSAGE_SIZE)),),
        after=("/dx7/latent",),
        more="155 values, the 163 bytes of a dump, or the 128 of a voice in a bank. Also answers the latent.",
    ),
    Address(
        "/dx7/encode/file",
        "Encode a voice from a .syx file and play it",
        build.encode_file,
        (Arg("path", "s", 1, 1000),),
        (Arg("voice", "i", 1, 100_000, default=1),),
        after=("/dx7/latent",),
        more=(
            "The file is in the bridge's folder. Also answers the latent; done reports values that had to"
            " be corrected."
        ),
    ),
    Address(
        "/dx7/file/list",
        "List the .syx files of the bridge's folder, or the voices of one of them",
        build.list_file,
        optional=(Arg("path", "s", 0, 1000, default=""),),
        before=("/dx7/file", "/dx7/file/voice", "/dx7/file/problem"),
        more=(
            "Without a path, answers one `/dx7/file s path i bytes` for each file, at most 500. With one,"
            " answers like `/dx7/file/scan`."
        ),
    ),
    Address(
        "/dx7/file/scan",
        "List the voices in the contents of a .syx file",
        build.scan,
        (Arg("contents", "b"),),
        before=("/dx7/file/voice", "/dx7/file/problem"),
        more=(
            "Answers one `/dx7/file/voice i number s name s remark b voice` for each voice, at most 512, and"
            " one `/dx7/file/problem s where s message` for whatever is wrong. The voice has 155 bytes, which"
            " `/dx7/encode` plays; the remark is empty if the voice is sound. Nothing is changed."
        ),
    ),
    Address(
        "/dx7/param",
        "Set a parameter, by name or number",
        build.param,
        (Arg("parameter", "is", 0, VOICE_SIZE - 1), Arg("value", "i")),
        wild=True,
    ),
    Address(
        "/dx7/params/get",
        "Get the 155 values",
        c.GetParameters,
        before=("/dx7/params",),
        wild=True,
        more="Answers `/dx7/params i*155`.",
    ),
    Address(
        "/dx7/name",
        "Rename the voice, or get its name",
        build.name,
        optional=(Arg("name", "s", 0, 255),),
        before=("/dx7/name",),
        sets=frozenset(("/dx7/name",)),
        wild=True,
        more=(
            f"Answers `/dx7/name s`. A name of more than {NAME_LENGTH} characters is cut, and done says so."
        ),
    ),
    Address(
        "/dx7/name/get",
        "Get the name",
        c.GetName,
        before=("/dx7/name",),
        wild=True,
        more="Answers `/dx7/name s`.",
    ),
    Address(
        "/dx7/sysex/get",
        "Get the voice as a dump of 163 bytes",
        c.GetSysex,
        before=("/dx7/sysex",),
        wild=True,
        more="Answers `/dx7/sysex b`.",
    ),
    Address(
        "/dx7/sysex/ints/get",
        "Get the voice as 163 numbers",
        c.GetSysex,
        before=("/dx7/sysex/ints",),
        wild=True,
        more="Answers `/dx7/sysex/ints i*163`.",
    ),
    Address("/dx7/cart/sample", "Fill the cartridge with 32 new voices", c.SampleCart, (SEED,)),
    Address(
        "/dx7/cart/interpolate",
        "Fill the cartridge with 32 steps from one slot to another",
        c.InterpolateCart,
        (Arg("a", "i", *SLOT), Arg("b", "i", *SLOT)),
    ),
    Address(
        "/dx7/cart/get",
        "Get the cartridge as a bank dump of 4104 bytes",
        c.GetCart,
        before=("/dx7/cart",),
        wild=True,
        more="Answers `/dx7/cart b`.",
    ),
    Address(
        "/dx7/cart/ints/get",
        "Get the cartridge as 4104 numbers",
        c.GetCart,
        before=("/dx7/cart/ints",),
        wild=True,
        more="Answers `/dx7/cart/ints i*4104`.",
    ),
    Address(
        "/dx7/cart/save",
        "Save the cartridge as a .syx file",
        build.save_cart,
        (Arg("path", "s", 1, 1000),),
        (OVERWRITE,),
        more=(
            "In the bridge's folder; done reports its path. A file that the bridge did not write, or that"
            " has changed since, is replaced only if the word `overwrite` follows."
        ),
    ),
    Address(
        "/dx7/audition",
        "Play one note of the voice",
        build.audition,
        optional=(
            Arg("note", "i", 0, 127, default=60),
            Arg("velocity", "i", 1, 127, default=100),
            Arg("seconds", "f", 0.1, c.AUDITION_LIMIT, default=1.5, unit="s"),
        ),
        more="On the synth or the Dexed engine; done says which.",
    ),
    Address(
        "/dx7/describe",
        "Describe how the voice sounds, from a rendered note",
        c.Describe,
        before=("/dx7/description",),
        more=(
            "Answers `/dx7/description i algorithm s carriers f brightness f attack f decay f"
            " loudness s verdict` in Hz, seconds, seconds and dB; verdict is ok, silent, clipped or"
            " runaway."
        ),
    ),
    Address("/dx7/midi/send", "Send the whole voice to the synth again", c.SendMidi),
    Address(
        "/dx7/midi/ports",
        "List the MIDI ports",
        c.ListPorts,
        before=("/dx7/midi/port",),
        more="Answers one `/dx7/midi/port s` for each.",
    ),
    Address(
        "/dx7/midi/learn",
        "Assign the next MIDI controller that moves to this dimension",
        build.learn,
        (Arg("dimension", "i", *DIMENSION),),
        (Arg("encoding", "s", 1, 20, default=c.ENCODINGS[0], choices=c.ENCODINGS),),
        more=(
            "The assignment is remembered. encoding says what its values mean: absolute, a position; for"
            " endless encoders twos-complement (1 up, 127 down), offset (65 up, 63 down) or signed (1 up,"
            " 65 down)."
        ),
    ),
    Address(
        "/dx7/midi/forget",
        "Unassign the controller of this dimension, or of all dimensions",
        build.forget,
        (Arg("dimension", "is", *DIMENSION),),
        more="`all` is all dimensions.",
    ),
    Address(
        "/dx7/midi/controls/get",
        "List the MIDI controllers that move a dimension",
        c.ListControllers,
        before=("/dx7/midi/control",),
        wild=True,
        more="Answers one `/dx7/midi/control i dimension s controller` for each.",
    ),
    Address(
        "/dx7/capture",
        "Ask the synth for its current voice",
        c.Capture,
        more=(
            "It is encoded as if it had been sent from the synth's panel. Answers done when it has arrived,"
            " or fail if none arrives within 3 s. A DX7 mk1 does not answer."
        ),
    ),
    Address(
        "/dx7/capture/bank",
        "Save the last bank of 32 voices that was sent from the synth's panel",
        build.save_bank,
        (Arg("path", "s", 1, 1000),),
        (OVERWRITE,),
        more="As a .syx file in the bridge's folder; done reports its path. Fails with `no_midi` if there is"
        " none. A file that the bridge did not write, or that has changed since, is replaced only if the word"
        " `overwrite` follows.",
    ),
)
