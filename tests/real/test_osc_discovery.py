"""The advertisement, found by zeroconf's own browser on the loopback."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from osc_client import DEADLINE

from dx7bridge.osc.discovery import TYPES, Advertisement, is_wanted

pytest.importorskip("zeroconf")


async def found(kind: str, name: str) -> Any:
    from zeroconf.asyncio import AsyncZeroconf

    browser = AsyncZeroconf(interfaces=["127.0.0.1"])
    try:
        async with asyncio.timeout(DEADLINE):
            while (info := await browser.async_get_service_info(kind, f"{name}.{kind}", 1000)) is None:
                pass
            return info
    finally:
        await browser.async_close()


@pytest.mark.parametrize(
    ("asked", "host", "wanted"),
    [
        (None, "127.0.0.1", False),
        (None, "::1", False),
        (None, "0.0.0.0", True),
        (None, "192.168.1.5", True),
        (True, "127.0.0.1", True),
        (False, "0.0.0.0", False),
    ],
)
def test_what_others_can_reach_is_advertised_and_the_rest_only_when_asked(
    asked: bool | None, host: str, wanted: bool
) -> None:
    assert is_wanted(asked, (host, 7700)) is wanted


async def test_both_services_are_found_with_their_port_and_address() -> None:
    advertisement = Advertisement("dx7bridge test 1", ("127.0.0.1", 45_678), http=True)
    running = asyncio.create_task(advertisement.run())
    await asyncio.wait_for(advertisement.registered.wait(), DEADLINE)
    for kind in TYPES:
        info = await found(kind, advertisement.name)
        assert (info.port, info.parsed_addresses()) == (45_678, ["127.0.0.1"])
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


async def test_where_it_cannot_be_advertised_the_bridge_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    advertisement = Advertisement(
        "dx7bridge test 2", ("192.0.2.1", 45_679), http=False
    )  # no interface of ours
    await asyncio.wait_for(advertisement.run(), DEADLINE)
    assert "not advertised" in caplog.text
    assert not advertisement.registered.is_set()
