"""What runs each command: a file for each family, a function for each command."""

from dx7bridge.engine.handlers import devices, memory, motion, settings, sounds

__all__ = ["devices", "memory", "motion", "settings", "sounds"]
