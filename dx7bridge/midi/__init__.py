"""The MIDI room: transport that inputs and outputs share."""
