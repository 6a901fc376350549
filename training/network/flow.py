"""Two flows: triangular Sylvester steps that bend the posterior, and couplings that shape the prior.

TriangularSylvester, amortised: an exact change of density for the posterior of each voice.

    z' = z + P R1 tanh(R2 P^T z + b)

R1 and R2 are upper triangular, given by the encoder for each voice; P is the identity for even steps and
the reversing permutation for odd ones. The determinant is that of the triangular Jacobian:
log |det dz'/dz| = sum_i log(1 + tanh'(.)_i R1_ii R2_ii), and the flow is invertible because the
diagonals are squeezed to R1_ii R2_ii > -1.
Source: van den Berg et al., Sylvester Normalizing Flows for Variational Inference (UAI 2018), section 4.3.

Couplings, the same for all voices and invertible in closed form: where the encoder puts all voices
together is not N(0, I) but has holes and crowds. Fitted afterwards, they carry N(0, I) there, so that what
is drawn is a place where voices are. The knobs stay before them, where the decoder is smooth.
Source: Dinh et al., Density Estimation using Real NVP (ICLR 2017); a second stage for a VAE: Dai and
Wipf, Diagnosing and Enhancing VAE Models (ICLR 2019).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from dx7bridge.model.sections import coupled


class TriangularSylvester(nn.Module):
    """`steps` flows over `dims` latents, their parameters a linear map of a context vector.

    forward(z [..., dims], context [..., context_size]) -> (z_k [..., dims], log_det [...]).
    """

    def __init__(self, dims: int, steps: int, context_size: int) -> None:
        super().__init__()
        self.dims, self.steps = dims, steps
        self.amortise = nn.Linear(context_size, steps * (dims * dims + 3 * dims))
        nn.init.normal_(self.amortise.weight, std=0.01)
        nn.init.zeros_(self.amortise.bias)
        self.register_buffer("above", torch.ones(dims, dims).triu(1), persistent=False)
        self.above: Tensor

    def parameters_for(self, context: Tensor) -> list[tuple[Tensor, Tensor, Tensor]]:
        """Each step's (R1 [..., dims, dims], R2 [..., dims, dims], b [..., dims])."""
        dims = self.dims
        out = self.amortise(context).unflatten(-1, (self.steps, dims * dims + 3 * dims))
        square = out[..., : dims * dims].unflatten(-1, (dims, dims))
        diagonal1, diagonal2, b = out[..., dims * dims :].unflatten(-1, (3, dims)).unbind(-2)
        # One square holds both triangles: above the diagonal R1, below it (transposed) R2.
        r1 = square * self.above + torch.diag_embed(diagonal1.tanh())
        r2 = square.transpose(-1, -2) * self.above + torch.diag_embed(diagonal2.tanh())
        return [(r1[..., k, :, :], r2[..., k, :, :], b[..., k, :]) for k in range(self.steps)]

    def forward(self, z: Tensor, context: Tensor) -> tuple[Tensor, Tensor]:
        log_det = torch.zeros(z.shape[:-1], dtype=z.dtype, device=z.device)
        for k, (r1, r2, b) in enumerate(self.parameters_for(context)):
            turned = z.flip(-1) if k % 2 else z
            h = torch.tanh((r2 @ turned.unsqueeze(-1)).squeeze(-1) + b)
            step = (r1 @ h.unsqueeze(-1)).squeeze(-1)
            z = z + (step.flip(-1) if k % 2 else step)
            diagonals = r1.diagonal(dim1=-2, dim2=-1) * r2.diagonal(dim1=-2, dim2=-1)
            log_det = log_det + torch.log1p((1 - h.square()) * diagonals).sum(-1)
        return z, log_det


class Couplings(nn.Module):
    """`steps` affine couplings over `dims` latents; the identity until they are fitted.

    forward(z [B, dims]) -> (normal [B, dims], log_det [B]); inverse(normal) -> z.
    """

    HIDDEN = 64
    BOUND = 1.0  # of a step's log-scale

    def __init__(self, dims: int, steps: int) -> None:
        super().__init__()
        self.sides = [coupled(dims, step) for step in range(steps)]  # what is kept, what it moves
        self.nets = nn.ModuleList(self._net(len(kept), len(moved)) for kept, moved in self.sides)

    def forward(self, z: Tensor) -> tuple[Tensor, Tensor]:
        log_det = torch.zeros(len(z), dtype=z.dtype, device=z.device)
        for (kept, moved), net in zip(self.sides, self.nets, strict=True):
            log_scale, shift = self._step(net, z[:, kept])
            z = z.index_copy(1, _index(moved, z), (z[:, moved] + shift) * log_scale.exp())
            log_det = log_det + log_scale.sum(-1)
        return z, log_det

    def inverse(self, normal: Tensor) -> Tensor:
        """The z that forward takes there."""
        z = normal
        for (kept, moved), net in reversed(list(zip(self.sides, self.nets, strict=True))):
            log_scale, shift = self._step(net, z[:, kept])
            z = z.index_copy(1, _index(moved, z), z[:, moved] * (-log_scale).exp() - shift)
        return z

    def _net(self, kept: int, moved: int) -> nn.Module:
        last = nn.Linear(self.HIDDEN, 2 * moved)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
        hidden = nn.Linear(self.HIDDEN, self.HIDDEN)
        return nn.Sequential(nn.Linear(kept, self.HIDDEN), nn.SiLU(), hidden, nn.SiLU(), last)

    def _step(self, net: nn.Module, kept: Tensor) -> tuple[Tensor, Tensor]:
        log_scale, shift = net(kept).chunk(2, dim=-1)
        return self.BOUND * torch.tanh(log_scale / self.BOUND), shift


def _index(places: list[int], like: Tensor) -> Tensor:
    return torch.tensor(places, device=like.device)
