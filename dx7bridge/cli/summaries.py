"""One line for each command, for `--help`, which imports none of them.

Each line is the first sentence of the command's docstring, at most LENGTH characters; a test checks this.
"""

from __future__ import annotations

from typing import Final

LENGTH: Final = 62  # characters: what a terminal of 80 columns has room for

SUMMARIES: Final[dict[str, str]] = {
    "clean": "Make clean banks from a messy folder, and report the losses.",
    "clients": "List the clients for other programs, or install one.",
    "completion": "Print the completion script for a shell, or install it.",
    "config": "Show all settings, or create a configuration file.",
    "decode": "Decode coordinates to voices.",
    "diff": "List how two voices differ, in parameters and in sound.",
    "doctor": "Check this machine, and say what to do about what is missing.",
    "dump": "Send a bank or a voice to the synth.",
    "encode": "Print the 8 coordinates of each selected voice.",
    "extract": "Write selected voices to a new file.",
    "inspect": "List voices in files and folders, and what is wrong there.",
    "interpolate": "Interpolate between two voices.",
    "man": "Print or install the manual page.",
    "map": "Draw a map of a folder by how its voices sound.",
    "match": "Find a voice that sounds like a recording.",
    "merge": "Join the voices of several files in one file.",
    "monitor": "Print incoming MIDI messages, decoded, with their times.",
    "morph": "Morph through 2 to 32 voices.",
    "near": "List the voices of a folder that are most like a voice.",
    "osc": "Send an OSC request to a running bridge; print the answers.",
    "phrase": "Play a short phrase with each voice, or a MIDI file.",
    "play": "Play voices on this machine's audio device.",
    "ports": "List the MIDI ports for outputs and inputs.",
    "profiles": "List the timing and messages for each kind of synth.",
    "receive": "Receive a voice or a bank from the synth, into a file.",
    "reconstruct": "Encode and decode each selected voice.",
    "rename": "Rename voices of a file.",
    "render": "Render voices to WAV files with the Dexed engine.",
    "sample": "Draw new voices: a cartridge, or variations of a favourite.",
    "send": "Send raw MIDI messages, given in hex.",
    "serve": "Start the bridge: receive OSC and play the synth.",
    "set": "Change parameters of a voice.",
    "show": "Show voices in the terminal, or draw one as a picture.",
    "sort": "Sort voices by name, algorithm or file.",
    "stats": "Print statistics of a folder of voices.",
    "sweep": "Turn one knob from end to end, and write what comes.",
}
