"""One line for each command, for `--help`, which imports none of them.

Each line is the first sentence of the command's docstring, cut to LENGTH; a test checks this.
"""

from __future__ import annotations

from typing import Final

LENGTH: Final = 80  # characters

SUMMARIES: Final[dict[str, str]] = {
    "clean": "Make clean banks from a messy folder: bank-001.syx, bank-002.syx … and a...",
    "clients": "List the clients for other programs, or install one.",
    "completion": "Print the completion script for a shell, or install it.",
    "config": "Show all settings and the source of each non-default, or create a...",
    "decode": "Decode coordinates to voices: 8 numbers, or JSON from encode --json (- is...",
    "diff": "List the parameters in which two voices differ, and how different they sound.",
    "doctor": "Check this machine: Python, model, engine, audio, JACK, MIDI ports, and a...",
    "dump": "Send a bank or a voice to the synth.",
    "encode": "Print the 8 coordinates of each selected voice.",
    "extract": "Write selected voices to a new file.",
    "inspect": "List the voices in files and folders, and everything that is wrong with them.",
    "interpolate": "Interpolate between two voices.",
    "man": "Print the manual page: dx7bridge man | man -l -",
    "map": "Draw a map of a folder: similar sounds are close together, colours show a...",
    "match": "Find a voice that sounds like a recording.",
    "merge": "Join the voices of several files in one file, bank after bank.",
    "monitor": "Print each incoming MIDI message, decoded, with its time in seconds.",
    "morph": "Morph through 2 to 32 voices, each of which appears unchanged.",
    "near": "List the voices of a folder that are most like a voice.",
    "osc": "Send an OSC request to a running bridge and print its answers: dx7bridge osc...",
    "phrase": "Play a short phrase with each voice: a line over two octaves, soft and hard...",
    "play": "Play voices on this machine's audio device, one after another.",
    "ports": "List the MIDI ports that can be used as outputs and inputs.",
    "profiles": "List the profiles: timing and messages for each kind of synth.",
    "receive": "Receive a voice or a bank from the synth and write it to a file.",
    "reconstruct": "Encode and decode each selected voice.",
    "rename": 'Rename voices of a file: dx7bridge rename bank.syx 3="GLASS BELL" -o new.syx.',
    "render": "Render voices to WAV files with the Dexed engine: mono, 44.1 kHz, 16 bit.",
    "sample": "Draw new voices: a cartridge, variations of a favourite, or the rest of a bank.",
    "send": "Send raw MIDI messages, given in hex: dx7bridge send F0 43 10 01 06 03 F7...",
    "serve": "Start the bridge: receive OSC and play the synth until stopped.",
    "set": "Change parameters of a voice: dx7bridge set bank.syx:3 op1.output_level=80...",
    "show": "Show voices in the terminal: algorithm, frequencies, levels, envelopes, scaling.",
    "sort": "Sort voices by name, algorithm or file; equal ones keep their order.",
    "stats": "Print statistics of a folder of voices: counts, algorithms, and the range of...",
    "sweep": "Turn one knob from end to end, starting from a voice, and write a picture,...",
}
