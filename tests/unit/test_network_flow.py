"""The flow: its determinant, its inverse behaviour, its gradients."""

from __future__ import annotations

import math

import pytest
import torch

from training.network.flow import Couplings, TriangularSylvester

DIMS, STEPS, CONTEXT = 8, 4, 16


@pytest.fixture
def flow() -> TriangularSylvester:
    torch.manual_seed(3)
    made = TriangularSylvester(DIMS, STEPS, CONTEXT).double()
    torch.nn.init.normal_(made.amortise.weight, std=0.4)  # far from the identity it starts as
    return made


def test_log_determinant_is_that_of_the_jacobian(flow: TriangularSylvester) -> None:
    z, context = torch.randn(6, DIMS).double(), torch.randn(6, CONTEXT).double()
    _, log_det = flow(z, context)
    for row in range(6):
        jacobian = torch.autograd.functional.jacobian(lambda x, c=context[row]: flow(x, c)[0], z[row])
        sign, expected = torch.linalg.slogdet(jacobian)
        assert sign > 0
        torch.testing.assert_close(log_det[row], expected)
    assert log_det.abs().max() > 0.1  # a flow that does nothing would pass too


def inverse(flow: TriangularSylvester, z: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
    """Undo the flow for one z [8]: step by step, the last coordinate first, each by bisection."""
    for k, (r1, r2, b) in reversed(list(enumerate(flow.parameters_for(context)))):
        target = z.flip(-1) if k % 2 else z
        found = torch.zeros(DIMS).double()
        for i in reversed(range(DIMS)):
            beyond = r1[i, i + 1 :] @ torch.tanh(r2[i + 1 :] @ found + b[i + 1 :])
            shift = r2[i, i + 1 :] @ found[i + 1 :] + b[i]
            low, high = target[i] - beyond - 2, target[i] - beyond + 2  # |r1_ii tanh| < 1
            for _ in range(80):
                middle = (low + high) / 2
                above = middle + r1[i, i] * torch.tanh(r2[i, i] * middle + shift) + beyond > target[i]
                low, high = (low, middle) if above else (middle, high)
            found[i] = middle
        z = found.flip(-1) if k % 2 else found
    return z


def test_every_point_has_one_origin(flow: TriangularSylvester) -> None:
    """The inverse finds the z that was mapped, and every target z' is reached from somewhere."""
    for _ in range(5):
        context, z = torch.randn(CONTEXT).double(), 2 * torch.randn(DIMS).double()
        mapped = flow(z, context)[0]
        assert (mapped - z).abs().max() > 0.05
        torch.testing.assert_close(inverse(flow, mapped, context), z, rtol=0, atol=1e-9)
        torch.testing.assert_close(flow(inverse(flow, z, context), context)[0], z, rtol=0, atol=1e-9)


def test_steps_alternate_the_permutation() -> None:
    """Step 1 sees the reversed vector: with R upper triangular its last output depends on all inputs."""
    torch.manual_seed(0)
    flow = TriangularSylvester(DIMS, 2, CONTEXT).double()
    torch.nn.init.normal_(flow.amortise.weight, std=0.5)
    context = torch.randn(CONTEXT).double()
    one = TriangularSylvester(DIMS, 1, CONTEXT).double()
    size = DIMS * DIMS + 3 * DIMS
    one.amortise.weight.data.copy_(flow.amortise.weight[:size])
    first = torch.autograd.functional.jacobian(lambda x: one(x, context)[0], torch.zeros(DIMS).double())
    assert torch.equal(first, first.triu())
    both = torch.autograd.functional.jacobian(lambda x: flow(x, context)[0], torch.zeros(DIMS).double())
    assert both.tril(-1).abs().max() > 0


def test_every_flow_parameter_receives_gradient(flow: TriangularSylvester) -> None:
    z, log_det = flow(torch.randn(5, DIMS).double(), torch.randn(5, CONTEXT).double())
    (z.square().sum() - log_det.sum()).backward()
    used = torch.ones(DIMS, DIMS).bool()
    used.fill_diagonal_(False)  # the diagonal has numbers of its own
    for name, parameter in flow.named_parameters():
        assert parameter.grad is not None, name
        grad = parameter.grad.reshape(STEPS, DIMS * DIMS + 3 * DIMS, -1)
        squares = grad[:, : DIMS * DIMS].reshape(STEPS, DIMS, DIMS, -1)
        assert (squares[:, used].abs().sum(-1) > 0).all(), name
        assert (grad[:, DIMS * DIMS :].abs().sum(-1) > 0).all(), name


def test_couplings_are_undone_by_their_inverse_and_know_their_volume() -> None:
    torch.manual_seed(0)
    couplings = Couplings(8, 8)
    for parameter in couplings.parameters():
        parameter.data.add_(0.1 * torch.randn_like(parameter))
    z = torch.randn(20, 8)
    normal, log_det = couplings(z)
    assert (normal - z).abs().mean() > 0.1
    torch.testing.assert_close(couplings.inverse(normal), z, atol=1e-4, rtol=1e-4)
    jacobian = torch.autograd.functional.jacobian(lambda x: couplings(x.unsqueeze(0))[0][0], z[0])
    torch.testing.assert_close(torch.linalg.slogdet(jacobian)[1], log_det[0], atol=1e-4, rtol=1e-4)


def test_a_coupling_scales_by_e_at_most_and_a_small_scale_passes_as_it_is() -> None:
    """One step that reads the first of two latents and scales the other by a constant."""
    z = torch.tensor([[1.0, 2.0]])
    for asked, given in ((0.01, 0.01), (-0.01, -0.01), (50.0, 1.0), (-50.0, -1.0)):
        couplings = Couplings(2, 1)
        couplings.nets[0][-1].bias.data[0] = asked
        (moved,) = couplings.sides[0][1]
        normal, log_det = couplings(z)
        assert log_det.item() == pytest.approx(given, rel=1e-3)
        assert (normal / z)[0, moved].item() == pytest.approx(math.exp(given), rel=1e-3)
        torch.testing.assert_close(couplings.inverse(normal), z)


def test_every_latent_is_moved_by_some_coupling_and_steers_some() -> None:
    for kept, moved in Couplings(8, 8).sides:
        assert kept
        assert moved
        assert sorted(kept + moved) == list(range(8))
    assert {i for kept, _ in Couplings(8, 6).sides for i in kept} == set(range(8))
    assert {i for _, moved in Couplings(8, 6).sides for i in moved} == set(range(8))


def test_unfitted_couplings_change_nothing() -> None:
    z = torch.randn(5, 8)
    normal, log_det = Couplings(8, 4)(z)
    assert torch.equal(normal, z)
    assert not log_det.any()
