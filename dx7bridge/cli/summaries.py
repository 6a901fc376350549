"""What each command does, in a line, so that `--help` imports none of them.

As much of the first sentence of each command's docstring as there is room for; a test holds them equal.
"""

from __future__ import annotations

from typing import Final

LENGTH: Final = 80  # characters

SUMMARIES: Final[dict[str, str]] = {
    "clean": "Make clean banks of a messy folder: bank-001.syx, bank-002.syx … and a report...",
    "clients": "List the clients for other programs, or install one.",
    "completion": "Print the completion script of a shell, or install it.",
    "config": "Show every setting, and where those come from that are no defaults; or begin...",
    "decode": "Decode coordinates to voices: 8 numbers, or the JSON that encode --json...",
    "diff": "List the parameters in which two voices differ, and how far apart they sound.",
    "doctor": "Check this machine: Python, model, engine, audio, JACK, MIDI ports, and a...",
    "dump": "Send a bank or a voice to the synth.",
    "encode": "Print the 8 coordinates of every voice selected.",
    "extract": "Write chosen voices to a file of their own.",
    "inspect": "Say what is in a file or folder, and what is wrong with it.",
    "interpolate": "Walk from one voice to another.",
    "man": "Print the manual page in man's own format: dx7bridge man | man -l -",
    "map": "Draw a map of a folder: voices that sound alike stand together, coloured by a...",
    "merge": "Put the voices of several files into one, bank after bank.",
    "monitor": "Print each MIDI message that comes in, decoded, with its time in seconds.",
    "morph": "Walk through 2 to 32 voices; each of them is on the way exactly as it is.",
    "near": "List the voices of a folder that are nearest to a voice.",
    "osc": "Send one OSC request to a running bridge and print its answers: dx7bridge osc...",
    "phrase": "Play a short phrase with each voice: a line over two octaves, soft and hard...",
    "play": "Play voices on this machine's audio device, one after another.",
    "ports": "List the MIDI ports that voices could go to, and those that could be heard.",
    "profiles": "List how each kind of synth is addressed.",
    "receive": "Receive a voice or a bank from the synth and write it to a file.",
    "reconstruct": "Encode and decode every voice selected.",
    "rename": 'Give voices of a file other names: dx7bridge rename bank.syx 3="GLASS BELL"...',
    "render": "Render voices to WAV files with the Dexed engine: mono, 44.1 kHz, 16 bit.",
    "sample": "Draw new voices: a cartridge, variations of a favourite, or the rest of a bank.",
    "send": "Send raw MIDI messages given in hex: dx7bridge send F0 43 10 01 06 03 F7...",
    "serve": "Take OSC messages and play the synth until stopped.",
    "set": "Change parameters of a voice: dx7bridge set bank.syx:3 op1.output_level=80...",
    "show": "Show voices in the terminal: algorithm, frequencies, levels, envelopes, scaling.",
    "sort": "Sort voices by name, algorithm or file; equal ones keep their order.",
    "stats": "Print figures of a folder of voices: counts, algorithms, and the range of...",
    "sweep": "Turn one knob from end to end, starting from a voice, and keep what comes:...",
}
