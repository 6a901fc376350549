"""The sizes that decide the shape of every weight."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Architecture:
    """Everything that decides the shape of the weights; stored beside them."""

    latents: int = 8
    details: int = 6  # a section
    width: int = 144
    heads: int = 4
    encoder_blocks: int = 2
    decoder_blocks: int = 4
    value_width: int = 24
    mixtures: int = 3
    flow_steps: int = 4
    coupling_steps: int = 0  # none while fitting; training.finish adds them, and the prior of the details
    detail_blocks: int = 0
    detail_width: int = 96
    timbre: bool = False  # key and overall level stay out of the latents
    places_blocks: int = 0  # none: the encoder that infers details says where a voice lies as well
    places_width: int = 128
    drawing: bool = False  # a decoder of its own draws and rebuilds; the other one is for knobs
    sampler: bool = False  # sample draws with a decoder, priors and latents that are its own
    frames: int = 0  # of the spectrum that a place foretells; none: it foretells nothing
    dropout: float = 0.15
