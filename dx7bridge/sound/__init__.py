"""The sound room: voices rendered to audio, checked, measured and auditioned. Training shares it."""
