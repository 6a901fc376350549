"""The loss is the bound it claims to be: summed here by hand, with a flow that bends and known noise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from dx7bridge.model.architecture import Architecture
from dx7bridge.model.sections import MASK, SECTIONS, SOUND
from dx7bridge.voice.parameters import SOUND_SIZE
from training import objective as lesson
from training.network.vae import Posterior, VoiceVAE
from training.objective import Mixture, blanks, objective

TINY = Architecture(
    width=16, heads=2, encoder_blocks=1, decoder_blocks=1, details=3, value_width=4, dropout=0.0
)
ROWS = 5
WHOLE = Mixture(whole=1.0, detail=0.0, hidden=0.0)
DETAILED = Mixture(whole=1.0, detail=1.0, hidden=0.0)
PARTIAL = Mixture(whole=0.0, detail=0.0, hidden=0.0)


def noise_of(like: Tensor) -> Tensor:
    """The same for every tensor of a shape: between -1 and 1, no two alike."""
    return torch.linspace(-1, 1, like.numel()).reshape(like.shape)


@pytest.fixture
def known_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the loss draws from N(0, 1) is `noise_of`."""
    monkeypatch.setattr(torch, "randn_like", noise_of)


@pytest.fixture
def vae() -> VoiceVAE:
    """Weights far from where fitting starts, so that no term of the bound is near 0."""
    torch.manual_seed(3)
    made = VoiceVAE(TINY)
    torch.nn.init.normal_(made.flow.amortise.weight, std=0.4)
    torch.nn.init.normal_(made.posterior.weight, std=0.3)
    return made


@pytest.fixture
def values() -> Tensor:
    generator = torch.Generator().manual_seed(0)
    return torch.stack([torch.randint(0, p.size, (ROWS,), generator=generator) for p in SOUND], dim=1)


def log_normal(x: Tensor, mean: Tensor | float, deviation: Tensor | float) -> Tensor:
    return torch.distributions.Normal(mean, deviation).log_prob(x).flatten(1).sum(1)


def kl_by_hand(vae: VoiceVAE, posterior: Posterior) -> tuple[Tensor, Tensor]:
    """log q(z | x) - log p(z) [B] at the known noise, with the flow's volume from its Jacobian; and z."""
    before = posterior.mean + noise_of(posterior.mean) * posterior.log_scale.exp()
    after = vae.flow(before, posterior.context)[0]
    volumes = []
    for row in range(len(before)):
        context = posterior.context[row : row + 1]

        def bend(z: Tensor, context: Tensor = context) -> Tensor:
            return vae.flow(z.unsqueeze(0), context)[0][0]

        jacobian = torch.autograd.functional.jacobian(bend, before[row].detach())
        volumes.append(torch.linalg.slogdet(jacobian)[1])
    volume = torch.stack(volumes)
    assert volume.abs().max() > 0.1
    log_q = log_normal(before, posterior.mean, posterior.log_scale.exp()) - volume
    return log_q - log_normal(after, 0.0, 1.0), after


def nats(vae: VoiceVAE, values: Tensor, latents: Tensor, details: Tensor | None, known: Tensor) -> Tensor:
    """[B, 145] what each value costs, given latents, details and what is known."""
    return -vae.decode(latents, details, known).table().gather(-1, values.unsqueeze(-1)).squeeze(-1)


@pytest.mark.usefixtures("known_noise")
@pytest.mark.parametrize("beta", [1.0, 0.3])
def test_the_loss_is_reconstruction_plus_beta_times_the_kl_after_the_flow(
    vae: VoiceVAE, values: Tensor, beta: float
) -> None:
    loss = objective(vae, values, beta, 9.0, WHOLE)
    kl, latents = kl_by_hand(vae, vae.encode(values))
    rebuilt = nats(vae, values, latents, None, torch.full_like(values, MASK)).sum(-1)
    assert kl.mean() > 1
    torch.testing.assert_close(loss.total, (rebuilt + beta * kl).mean())
    torch.testing.assert_close(loss.whole, rebuilt.mean().detach())
    torch.testing.assert_close(loss.kl, kl.mean().detach())


@pytest.mark.usefixtures("known_noise")
def test_rows_that_are_given_the_detail_pay_for_the_detail_alone(vae: VoiceVAE, values: Tensor) -> None:
    loss = objective(vae, values, 9.0, 0.25, DETAILED)
    posterior = vae.encode(values)
    mean, deviation = posterior.detail_mean, posterior.detail_log_scale.exp()
    normal = torch.distributions.Normal(0.0, 1.0)
    kl = torch.distributions.kl_divergence(torch.distributions.Normal(mean, deviation), normal)
    details = mean + noise_of(mean) * deviation
    latents = kl_by_hand(vae, posterior)[1]
    rebuilt = nats(vae, values, latents, details, torch.full_like(values, MASK)).sum(-1)
    torch.testing.assert_close(loss.total, (rebuilt + 0.25 * kl.flatten(1).sum(1)).mean())
    torch.testing.assert_close(loss.detailed, rebuilt.mean().detach())
    torch.testing.assert_close(loss.kl_detail, kl.flatten(1).sum(1).mean().detach())


@pytest.mark.usefixtures("known_noise")
def test_a_partly_known_voice_counts_as_145_values_of_the_mean_unknown_one(
    vae: VoiceVAE, values: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound for any order: of m unknown values each costs 145 / m times what it does."""
    unknown = torch.zeros(ROWS, SOUND_SIZE, dtype=torch.bool)
    for row, count in enumerate((1, 29, 58, 144, 145)):
        unknown[row, torch.randperm(SOUND_SIZE, generator=torch.Generator().manual_seed(row))[:count]] = True
    monkeypatch.setattr(lesson, "blanks", lambda *_: unknown)
    loss = objective(vae, values, 0.0, 0.0, PARTIAL)
    latents = kl_by_hand(vae, vae.encode(values))[1]
    cost = nats(vae, values, latents, None, values.masked_fill(unknown, MASK))
    by_hand = [SOUND_SIZE * cost[row, unknown[row]].mean() for row in range(ROWS)]
    torch.testing.assert_close(loss.partial, torch.stack(by_hand).mean().detach())
    torch.testing.assert_close(loss.total, torch.stack(by_hand).mean())


def strength(vae: VoiceVAE, *names: str) -> float:
    """How much gradient the parameters have whose name begins with one of these."""
    grads = [p.grad for name, p in vae.named_parameters() if name.startswith(names)]
    assert grads
    return sum(float(grad.abs().sum()) for grad in grads if grad is not None)


def test_rows_that_are_given_the_detail_do_not_train_the_eight_latents(vae: VoiceVAE, values: Tensor) -> None:
    eight, detail = ("posterior.", "flow."), ("posterior_detail.", "refine.")
    objective(vae, values, 1.0, 1.0, DETAILED).total.backward()
    assert strength(vae, *eight) == 0
    assert strength(vae, *detail) > 0
    vae.zero_grad()
    objective(vae, values, 1.0, 1.0, WHOLE).total.backward()
    assert strength(vae, *eight) > 0
    assert strength(vae, *detail) == 0


@pytest.mark.parametrize(("mixture", "share"), [(WHOLE, 0.0), (Mixture(hidden=0.6, evenly=True), 0.3)])
def test_the_encoder_sees_what_is_not_hidden(vae: VoiceVAE, mixture: Mixture, share: float) -> None:
    torch.manual_seed(0)
    values = torch.zeros(200, SOUND_SIZE, dtype=torch.long)
    seen: list[Tensor] = []
    summarise: Callable[[Tensor], Posterior] = vae.summarise

    def look(x: Tensor) -> Posterior:
        seen.append(x)
        return summarise(x)

    vae.summarise = look  # type: ignore[method-assign]
    objective(vae, values, 1.0, 1.0, mixture)
    assert float((seen[0] == MASK).float().mean()) == pytest.approx(share, abs=0.01)


def test_blanks_ask_for_something_everywhere_and_for_all_of_a_whole_voice() -> None:
    torch.manual_seed(0)
    is_whole = torch.arange(4000) < 1000
    masked = blanks(4000, is_whole, torch.device("cpu"))
    assert masked[is_whole].all()
    assert masked.any(-1).all()
    partial = masked[~is_whole]
    assert float(partial.float().mean()) == pytest.approx(0.5, abs=0.03)
    by_section = torch.stack([partial[:, list(s.indices)].float().mean(-1) for s in SECTIONS], 1)
    in_blocks = ((by_section == 0) | (by_section == 1)).all(-1)
    assert float(in_blocks.float().mean()) == pytest.approx(0.5, abs=0.05)
