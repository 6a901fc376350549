"""Names: printable, learnable, decided by the latents and the dice alone."""

from __future__ import annotations

import torch

from training.network.names import LETTERS, Speller


def spelled(letters: torch.Tensor) -> list[str]:
    return ["".join(chr(32 + c) for c in row) for row in letters.tolist()]


def test_an_untrained_speller_writes_printable_ascii_only() -> None:
    torch.manual_seed(0)
    letters = Speller(8).draw(torch.randn(50, 8), 2.0, torch.rand(50, 10))
    assert letters.shape == (50, 10)
    assert all(name.isascii() and name.isprintable() for name in spelled(letters))


def test_a_speller_learns_which_name_lives_where() -> None:
    torch.manual_seed(0)
    names = ["E.PIANO 1 ", "BRASS   2 ", "TUB BELLS ", "STRINGS 3 "]
    letters = torch.tensor([[ord(c) - 32 for c in name] for name in names])
    latents = 2 * torch.randn(4, 8)
    speller = Speller(8)
    optimiser = torch.optim.Adam(speller.parameters(), lr=1e-2)
    for _ in range(150):
        optimiser.zero_grad()
        loss = -speller.log_prob(letters, latents).mean()
        loss.backward()
        optimiser.step()
    assert spelled(speller.draw(latents, 0.0, torch.rand(4, 10))) == names
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in speller.parameters())


def test_probability_is_shared_among_names() -> None:
    torch.manual_seed(0)
    speller, latents = Speller(8), torch.randn(1, 8).expand(LETTERS, 8)
    letters = torch.zeros(LETTERS, 10, dtype=torch.long)
    letters[:, 9] = torch.arange(LETTERS)
    every_ending = speller.log_prob(letters, latents)
    letters[:, 8] = 7
    other_eighth = speller.log_prob(letters, latents)
    assert every_ending.exp().sum() < 1  # endings share what the first nine letters have
    assert not torch.allclose(every_ending, other_eighth)
