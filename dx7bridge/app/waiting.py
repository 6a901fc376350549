"""Threads that do not keep the process alive, signals, and waiting for either."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    pass

T = TypeVar("T")


def in_thread(name: str, work: Callable[[], T]) -> Future[T]:
    """The result of `work`, run on a daemon thread."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # whoever waits is told, whatever it is
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


async def first_of(future: asyncio.Future[Any], stop: asyncio.Event) -> None:
    """Until one of them is there."""
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    await asyncio.wait({future, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if future.done() and not future.cancelled():
        future.exception()  # looked at, so that the loop does not print it as well


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[asyncio.Event]:
    """An event that SIGINT and SIGTERM set during the block."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def on_signal(_number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    # On Windows no signal wakes a loop that waits for its sockets: a byte on one of them does.
    woken, waking = socket.socketpair()
    woken.setblocking(False)
    waking.setblocking(False)
    loop.add_reader(woken, woken.recv, 64)
    waking_before = signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
    try:
        yield stop
    finally:
        signal.set_wakeup_fd(waking_before)
        loop.remove_reader(woken)
        woken.close()
        waking.close()
        for number, handler in before.items():
            signal.signal(number, handler)
