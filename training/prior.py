"""The prior's shape: couplings fitted so that they carry N(0, I) to where the latents of all voices lie.

They change nothing that the model has learned, nor where it is found: only where `sample` draws. From plain
N(0, I) it would draw from the holes between voices as well, what no voice is like.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from dx7bridge.model.flow import Couplings
from dx7bridge.model.vae import VoiceVAE, normal_log_prob
from training.dataset import Dataset
from training.fit import indices

STEPS = 12  # couplings
ROUNDS = 6000
BATCH = 512
RATE = 3e-3


def fit_prior(vae: VoiceVAE, data: Dataset, seed: int = 1) -> tuple[VoiceVAE, dict[str, float]]:
    """`vae`, without couplings, with fitted ones; and what the latents of a voice cost, in nats.

    These are minus log-densities of validation voices' latents: under N(0, I), and under the fitted prior.
    """
    torch.manual_seed(seed)
    voices, unseen = indices(data.part("train")), Places(vae, indices(data.part("valid"))).draw()
    places = Places(vae, voices)
    couplings = Couplings(vae.architecture.latents, STEPS)
    optimiser = torch.optim.AdamW(couplings.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=ROUNDS)
    for _ in range(ROUNDS):
        loss = nats(couplings, places.draw(torch.randint(len(voices), (BATCH,))))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(couplings.parameters(), 5.0)
        optimiser.step()
        schedule.step()
    shaped = VoiceVAE(replace(vae.architecture, coupling_steps=STEPS))
    fitted = {f"prior.{name}": tensor for name, tensor in couplings.state_dict().items()}
    shaped.load_state_dict({**vae.state_dict(), **fitted})
    with torch.no_grad():
        report = {
            "plain": round(-float(normal_log_prob(unseen).mean()), 3),
            "fitted": round(float(nats(couplings, unseen)), 3),
        }
    return shaped.eval().requires_grad_(False), report


def nats(couplings: Couplings, places: Tensor) -> Tensor:
    """Minus the mean log-density that couplings from N(0, I) give these places [B, dims]."""
    normal, log_det = couplings(places)
    density: Tensor = normal_log_prob(normal) + log_det
    return -density.mean()


class Places:
    """Where voices int64 [N, 145] may lie: their posteriors, to be drawn from anew each time."""

    @torch.no_grad()
    def __init__(self, vae: VoiceVAE, voices: Tensor) -> None:
        found = [vae.encode(batch) for batch in torch.split(voices, BATCH)]
        self._flow = vae.flow
        self._mean, self._log_scale, self._context = (
            torch.cat([getattr(p, part) for p in found]) for part in ("mean", "log_scale", "context")
        )

    @torch.no_grad()
    def draw(self, which: Tensor | slice = slice(None)) -> Tensor:
        """[n, dims] one place for each of `which`, after the posterior's own flow."""
        mean = self._mean[which]
        before = mean + torch.randn_like(mean) * self._log_scale[which].exp()
        places: Tensor = self._flow(before, self._context[which])[0]
        return places
