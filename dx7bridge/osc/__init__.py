"""The OSC room: the one address table, and the server that answers by it."""

from dx7bridge.osc.server import Server, Status, bind, running_server

__all__ = ["Server", "Status", "bind", "running_server"]
