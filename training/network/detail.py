"""Where the details of real voices lie, given their latents and what is known: a flow from N(0, I).

The detail of a voice, a small vector a section, is drawn from noise by following a velocity from time 0 to
1, in a few steps. The network that gives the velocity was fitted to straight lines between noise and details.
Source: Lipman et al., Flow Matching for Generative Modeling (ICLR 2023); a second stage for the latents of an
autoencoder: Rombach et al., High-Resolution Image Synthesis with Latent Diffusion Models (CVPR 2022).

Shapes: B voices, T = 21 sections, D details a section, W the width of the model's tokens.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from dx7bridge.model.sections import SECTIONS
from training.network.attention import Block, BySection

CLOCK = 8  # waves that tell the time
STEPS = 2  # of the midpoint rule: samples of 1 to 16 are told from real voices equally often


class DetailPrior(nn.Module):
    """`blocks` of attention that turn noise into details.

    forward(x [B, T, D], time [B], latents [B, dims], known [B, T, tokens]) -> velocity [B, T, D], where
    `known` is the model's own embedding of a partly known voice. Details are standardised inside.
    """

    def __init__(self, latents: int, details: int, tokens: int, width: int, blocks: int) -> None:
        super().__init__()
        self.read = BySection(details, width)
        self.known = nn.Linear(tokens, width, bias=False)
        self.place = nn.Parameter(0.02 * torch.randn(len(SECTIONS), width))
        self.condition = nn.Sequential(
            nn.Linear(latents + 2 * CLOCK, width), nn.SiLU(), nn.Linear(width, width), nn.SiLU()
        )
        self.blocks = nn.ModuleList(
            Block(width, heads=4, dropout=0.1, condition_size=width) for _ in range(blocks)
        )
        self.norm = nn.LayerNorm(width)
        self.velocity = BySection(width, details)
        self.register_buffer("centre", torch.zeros(len(SECTIONS), details))
        self.register_buffer("scale", torch.ones(len(SECTIONS), details))
        self.register_buffer("waves", math.pi * 2.0 ** torch.arange(CLOCK), persistent=False)
        self.centre: Tensor
        self.scale: Tensor
        self.waves: Tensor

    def forward(self, x: Tensor, time: Tensor, latents: Tensor, known: Tensor) -> Tensor:
        angle = time[:, None] * self.waves
        condition = self.condition(torch.cat([latents, angle.sin(), angle.cos()], dim=-1))
        tokens = self.read(x) + self.known(known) + self.place
        for block in self.blocks:
            tokens = block(tokens, condition)
        velocity: Tensor = self.velocity(self.norm(tokens))
        return velocity

    def draw(self, noise: Tensor, latents: Tensor, known: Tensor) -> Tensor:
        """Details [B, T, D] from `noise` of N(0, I), by a few steps of the midpoint rule."""
        x, length = noise, 1.0 / STEPS
        for step in range(STEPS):
            time = torch.full((len(x),), step * length, device=x.device)
            half = x + 0.5 * length * self(x, time, latents, known)
            x = x + length * self(half, time + 0.5 * length, latents, known)
        return x * self.scale + self.centre
