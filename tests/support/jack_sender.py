"""A JACK client with one MIDI output, as a program: plays its messages once somebody is connected.

    python jack_sender.py SERVER CLIENT HEX...

Each argument is one event, one a cycle. Prints PLAYED after the last, and stays.
"""

import signal
import sys
import threading
from collections import deque

import jack

CYCLES = 10  # a new connection carries a cycle or two later, however long these take

server, name, *messages = sys.argv[1:]
waiting: deque[bytes] = deque()
client = jack.Client(name, no_start_server=True, servername=server)
port = client.midi_outports.register("midi_out")


cycles = 0


def process(_frames: int) -> None:
    global cycles
    cycles += 1
    port.clear_buffer()
    if waiting:
        port.write_midi_event(0, waiting.popleft())


client.set_process_callback(process)
end = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: end.set())
client.activate()
print("READY", port.name, flush=True)
while not port.connections:
    if end.wait(0.02):
        break
connected = cycles
while cycles < connected + CYCLES and not end.wait(0.02):
    pass
waiting.extend(map(bytes.fromhex, messages))
while waiting and not end.wait(0.02):
    pass
print("PLAYED", flush=True)
end.wait()
client.close()
