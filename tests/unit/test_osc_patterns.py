"""Address patterns."""

from __future__ import annotations

import pytest

from dx7bridge.osc.patterns import is_pattern, matcher


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/dx7/latent/*", "/dx7/latent/3"),
        ("/dx7/latent/?", "/dx7/latent/3"),
        ("/dx7/latent/[1-4]", "/dx7/latent/4"),
        ("/dx7/latent/[!1-3]", "/dx7/latent/4"),
        ("/dx7/latent/[135]", "/dx7/latent/5"),
        ("/dx7/{seed,temperature}", "/dx7/seed"),
        ("/dx7/s*e*d", "/dx7/seed"),
        ("/*/seed", "/dx7/seed"),
        ("/dx7/seed*", "/dx7/seed"),
    ],
)
def test_a_pattern_fits(pattern: str, address: str) -> None:
    assert is_pattern(pattern)
    assert matcher(pattern)(address)


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/dx7/*", "/dx7/latent/3"),  # nothing crosses a slash
        ("/dx7?ping", "/dx7/ping"),
        ("/dx7[!a]ping", "/dx7/ping"),
        ("/dx7/latent/[1-3]", "/dx7/latent/4"),
        ("/dx7/latent/?", "/dx7/latent/xy"),
        ("/dx7/{seed", "/dx7/seed"),
        ("/dx7/[seed", "/dx7/seed"),
        ("/dx7/.*", "/dx7/seed"),  # a dot is a dot
        ("/dx7/" + "*" * 300, "/dx7/seed"),
    ],
)
def test_a_pattern_does_not_fit(pattern: str, address: str) -> None:
    assert not matcher(pattern)(address)


def test_a_plain_address_is_no_pattern() -> None:
    assert not is_pattern("/dx7/latent/1")


def test_a_crooked_pattern_is_answered() -> None:
    assert not matcher("/" + "*a" * 120)("/" + "a" * 100)  # a regular expression would take for ever
