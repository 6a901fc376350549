"""The voice room: the parameter table, the voice, its bytes and its files."""

from dx7bridge.voice.parameters import PARAMETERS, Parameter
from dx7bridge.voice.voice import INIT_VOICE, Change, Clamp, DeviceReport, Voice

__all__ = ["INIT_VOICE", "PARAMETERS", "Change", "Clamp", "DeviceReport", "Parameter", "Voice"]
