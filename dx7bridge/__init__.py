"""dx7bridge: from OSC messages to a sounding Yamaha DX7, through a learned latent space."""

__version__ = "0.1.0"
