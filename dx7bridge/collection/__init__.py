"""Folders of voices: an index by sound and by latent, statistics, cleaning."""
