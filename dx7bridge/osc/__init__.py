"""The OSC room: the one address table, and the server that answers by it."""

from dx7bridge.osc.binding import Bound, bind
from dx7bridge.osc.dispatch import Status
from dx7bridge.osc.server import Server, running_server

__all__ = ["Bound", "Server", "Status", "bind", "running_server"]
