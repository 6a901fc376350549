"""The inputs room: MIDI from controllers and synths, made into commands for the engine."""
