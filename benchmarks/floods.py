"""How long a ping and SIGTERM take while another client floods the bridge, on a real process.

Prints, for each flood, the median and the slowest of the pings, and the seconds from SIGTERM to the end.
"""

from __future__ import annotations

import socket
import statistics
import struct
import sys
import tempfile
import threading
import time
from pathlib import Path
from signal import SIGTERM

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from servers import OscClient, bridge

from dx7bridge.osc.codec import encode

PINGS = 60


def bundle(*elements: bytes) -> bytes:
    sized = b"".join(struct.pack(">i", len(element)) + element for element in elements)
    return b"#bundle\0" + struct.pack(">Q", 1) + sized


UDP = {
    "nothing": b"",
    "240 patterns of 249 stars": bundle(*[encode("/dx7/" + "*" * 249, ())] * 230),
    "2,500 requests for help": bundle(*[encode("/dx7/help", ())] * 2500),
    "2,000 unknown addresses": bundle(*[encode(f"/dx7/latents/{n}", ()) for n in range(1500)]),
    "2,000 cartridges of ints": bundle(*[encode("/dx7/cart/ints/get", ())] * 1500),
    "100 samples a second": encode("/dx7/sample", ()),
}


def flood_udp(port: int, packet: bytes, stop: threading.Event) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        while not stop.wait(0.01):
            if packet:
                out.sendto(packet, ("127.0.0.1", port))


def flood_http(port: int, _packet: bytes, stop: threading.Event) -> None:
    with socket.create_connection(("127.0.0.1", port)) as out:
        out.settimeout(0.05)
        while not stop.is_set():
            try:
                out.sendall(b"GET / HTTP/1.1\r\n\r\n" * 13_000)
                out.recv(1 << 20)
            except TimeoutError:
                continue
            except OSError:
                return


def measure(name: str, packet: bytes) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        bridge(Path(folder), "--output", "none", "--no-advertise") as running,
        OscClient(running.port) as client,
    ):
        client.ask("/dx7/sample")
        client.ask("/dx7/cart/sample", 1)
        stop = threading.Event()
        way = flood_http if name.startswith("13,000") else flood_udp
        flood = threading.Thread(target=way, args=(running.port, packet, stop), daemon=True)
        flood.start()
        time.sleep(0.3)
        pings, lost = [], 0
        for _ in range(PINGS):
            begun = time.perf_counter()
            try:
                client.ask("/dx7/ping", deadline=2.0)
            except TimeoutError:
                lost += 1
            pings.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        running.program.signal(SIGTERM)
        running.program.wait()
        ended = time.perf_counter() - begun
        stop.set()
        flood.join()
    median, slowest = statistics.median(pings) * 1000, max(pings) * 1000
    print(
        f"{name:28} ping {median:6.1f} ms median {slowest:7.1f} ms slowest {lost:3} lost, end {ended:4.2f} s"
    )


def main() -> None:
    for name, packet in UDP.items():
        measure(name, packet)
    measure("13,000 pipelined GETs", b"")


if __name__ == "__main__":
    main()
