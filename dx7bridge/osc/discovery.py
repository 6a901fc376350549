"""Being found: the server advertised by zeroconf, as `_osc._udp` and `_oscjson._tcp`.

Runs on the event loop, beside it a thread that zeroconf is imported on. Registering takes seconds and may
fail, as on a machine without a network: the bridge goes on all the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
from typing import Any, Final

from dx7bridge.osc.clients import Target

TYPES: Final = ("_osc._udp.local.", "_oscjson._tcp.local.")
LEAVING: Final = 0.5  # seconds to say goodbye

_log = logging.getLogger(__name__)


def is_wanted(asked: bool | None, address: Target) -> bool:
    """Return whether to advertise: as `asked`, and where nothing was said, only what others can reach.

    zeroconf listens on port 5353 of every interface, whatever is advertised.
    """
    return not ipaddress.ip_address(address[0].partition("%")[0]).is_loopback if asked is None else asked


class Advertisement:
    """`run` advertises until it is cancelled; `name` is how people see it."""

    def __init__(self, name: str, address: Target, *, http: bool) -> None:
        self.name, self._address = name, address
        self._types = TYPES if http else TYPES[:1]
        self.registered = asyncio.Event()

    async def run(self) -> None:
        """Advertise until cancelled."""
        zeroconf: Any = None
        try:
            zeroconf = await self._register()
            self.registered.set()
            _log.info("advertised as %s; zeroconf listens on UDP port 5353 of every interface", self.name)
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise
        except Exception as error:
            _log.info("not advertised: %s", error or type(error).__name__)
        finally:
            if zeroconf is not None:
                with contextlib.suppress(Exception):
                    async with asyncio.timeout(LEAVING):
                        await zeroconf.async_unregister_all_services()
                        await zeroconf.async_close()

    async def _register(self) -> Any:
        await asyncio.to_thread(__import__, "zeroconf.asyncio")
        from zeroconf import ServiceInfo
        from zeroconf.asyncio import AsyncZeroconf

        host, port = self._address
        everywhere = ipaddress.ip_address(host).is_unspecified
        addresses = await asyncio.to_thread(_own_addresses) if everywhere else [host]
        zeroconf = AsyncZeroconf() if everywhere else AsyncZeroconf(interfaces=[host])
        try:
            for kind in self._types:
                info = ServiceInfo(
                    kind,
                    f"{self.name}.{kind}",
                    parsed_addresses=addresses,
                    port=port,
                    properties={"txtvers": "1"},
                    server=f"{socket.gethostname().partition('.')[0] or 'dx7bridge'}.local.",
                )
                await (await zeroconf.async_register_service(info, allow_name_change=True))
        except BaseException:
            with contextlib.suppress(Exception):
                await zeroconf.async_close()
            raise
        return zeroconf


def _own_addresses() -> list[str]:
    """The addresses that this machine's name stands for, those of other machines' use first."""
    found = {str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return sorted(found, key=lambda address: ipaddress.ip_address(address).is_loopback)
