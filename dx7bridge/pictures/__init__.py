"""Pictures of voices: in a terminal as text, in files as SVG or PNG."""
