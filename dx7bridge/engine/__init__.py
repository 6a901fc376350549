"""The engine room: the state of the instrument, and the thread that changes it."""

from dx7bridge.engine.engine import Engine
from dx7bridge.engine.errands import Errands
from dx7bridge.engine.instrument import Instrument
from dx7bridge.engine.queue import Job, Result
from dx7bridge.engine.seams import Decoder, PortLister, VoiceFiles, VoiceOutput

__all__ = [
    "Decoder",
    "Engine",
    "Errands",
    "Instrument",
    "Job",
    "PortLister",
    "Result",
    "VoiceFiles",
    "VoiceOutput",
]
