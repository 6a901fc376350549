"""A voice that sounds like a recording: candidates by sound, then evolution by the real engine."""
