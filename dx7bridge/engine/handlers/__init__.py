"""The handlers of commands: one file for each family, one function for each command."""

from dx7bridge.engine.handlers import devices, memory, motion, playing, settings, sounds, tempo

__all__ = ["devices", "memory", "motion", "playing", "settings", "sounds", "tempo"]
