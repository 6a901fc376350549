"""`dx7bridge.client`: messages in, replies routed out; registers its port, tells if the bridge answers."""

from __future__ import annotations

from typing import Final

from generators.addresses import ANOTHER_REPLY_PORT, PORT, REPLY_PORT, heard, say, sent
from generators.max_patch import Outlet, Patch

PORTS: Final = (1, 6)
OUTLETS: Final = (
    "every message of the bridge, as it came",
    "/dx7/latent: where we are, 8 coordinates",
    "/dx7/name: the voice's name",
    "/dx7/params: the 155 values",
    "/dx7/done and /dx7/fail of your requests",
    "1 when the bridge answers, 0 when it no longer does",
)
PING_MS: Final = 1000
SILENCE_MS: Final = 3000  # after this long without a pong the bridge is gone


def client() -> Patch:
    p = Patch(
        (800, 620),
        description="Talks OSC with the dx7bridge server",
        digest="OSC to and from the dx7bridge server",
        tags="dx7 osc",
    )
    p.comment("dx7bridge.client [host] [port] [reply port]", 20, 12, points=15)
    p.comment(
        "Max's udpsend cannot hear replies: the client registers a port of its own, every second, "
        "so a bridge that was restarted finds it too.",
        20,
        38,
        520,
    )

    inlet = p.box(
        f"inlet messages for the bridge: /dx7/sample, /dx7/latent/1 0.5; replyport {ANOTHER_REPLY_PORT}",
        20,
        90,
    )
    send = p.box(f"udpsend 127.0.0.1 {PORT}", 20, 330)
    mine = p.box("route replyport", 20, 160)
    p.wire(inlet, mine)
    p.wire((mine, 1), send)

    # Where to: the arguments, or the usual place.
    arguments = p.box(f"patcherargs 127.0.0.1 {PORT} {REPLY_PORT}", 300, 90)
    words = p.box("unpack s i i", 300, 122)
    host, port, own = (
        p.box("prepend host", 300, 160),
        p.box("prepend port", 392, 160),
        p.box("t i i", 500, 160),
    )
    p.chain(arguments, words, host, send)
    p.wire((words, 1), port)
    p.wire(port, send)
    p.wire((words, 2), own)
    p.wire(mine, own)
    room = p.box("loadmess maxpacketsize 32768", 100, 122)
    p.wire(room, send)

    # A heartbeat: where to answer, are you there, and are you the one I knew?
    start, tick = p.box("loadmess 1", 600, 90), p.box(f"metro {PING_MS}", 600, 122)
    beat, reply_port = p.box("t b b b", 600, 160), p.box(f"i {REPLY_PORT}", 560, 200)
    register, ping = p.box(f"prepend {sent('/dx7/reply')}", 560, 232), p.message(say("/dx7/ping"), 420, 232)
    status = p.message(say("/dx7/status"), 300, 232)
    p.chain(start, tick, beat, status, send)
    p.wire((beat, 1), ping)
    p.wire(ping, send)
    p.wire((beat, 2), reply_port)
    p.wire((own, 1), (reply_port, 1))
    p.chain(reply_port, register, send)

    # What comes back.
    listen_on = p.box("prepend port", 500, 196)
    receive = p.box(f"udpreceive {REPLY_PORT}", 20, 372)
    p.chain(own, listen_on, receive)
    kinds = [
        heard(f"/dx7/{kind}") for kind in ("latent", "name", "params", "done", "fail", "pong", "status.reply")
    ]
    kinds.append(sent("/dx7/hello"))
    route = p.box("route " + " ".join(kinds), 100, 404)
    p.wire(receive, route)

    # The client's own requests are its own business.
    own_done = p.box(f"route {sent('/dx7/reply')} {sent('/dx7/subscribe')}", 330, 440)
    done, fail = p.box("prepend /dx7/done", 330, 472), p.box("prepend /dx7/fail", 470, 472)
    p.wire((route, 3), own_done)
    p.wire((own_done, 2), done)
    p.wire((route, 4), fail)

    # Sent back, the number shows the bridge that we hear it, from another machine too.
    p.chain((route, len(kinds) - 1), p.box(f"prepend {sent('/dx7/hello')}", 690, 330), send)

    # Alive as long as pongs come. We ask to follow when it comes alive, and when it has another model, no
    # followers, or fewer than before: a bridge that was restarted in between knows nothing of us.
    pong, gone = p.box("t b b", 560, 330), p.box(f"delay {SILENCE_MS}", 640, 362)
    here, lost = p.message("1", 560, 362), p.message("0", 640, 394)
    change, risen = p.box("change", 560, 436), p.box("sel 1", 640, 468)
    p.wire((route, 5), pong)
    p.chain(pong, here, change)
    p.wire((pong, 1), gone)
    p.chain(gone, lost, change)
    follow = p.message(say("/dx7/subscribe"), 420, 290)
    p.wire(change, risen)
    p.chain(risen, follow, send)
    told, again = p.box("unpack s i i s i", 20, 440), p.box("t b", 420, 262)
    p.wire((route, 6), told)
    p.chain(told, p.box("zl change", 20, 472), again)
    followers, fewer = p.box("t i i", 110, 472), p.box("expr $i1==0||$i1<$i2", 110, 504)
    p.chain((told, 4), followers)
    p.wire((followers, 1), fewer)
    p.chain(fewer, p.box("sel 1", 260, 504), again)
    p.wire(followers, (fewer, 1))
    p.wire(again, follow)

    sources: tuple[Outlet, ...] = (receive, (route, 0), (route, 1), (route, 2), done, change)
    for index, (what, source) in enumerate(zip(OUTLETS, sources, strict=True)):
        outlet = p.box(f"outlet {what}", 20 + 108 * index, 560)
        p.wire(source, outlet)
        if index == 4:
            p.wire(fail, outlet)
    return p
