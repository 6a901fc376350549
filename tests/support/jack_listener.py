"""A JACK client with one MIDI input, as a program: prints every message that arrives.

    python jack_listener.py SERVER CLIENT [PATTERN]

With a pattern it connects to the output ports that fit. As a process of its own it shares neither the
interpreter's lock nor libjack's state with what is tested.
"""

import signal
import sys
import threading

import jack

server, name, *patterns = sys.argv[1:]
arrived: list[bytes] = []
client = jack.Client(name, no_start_server=True, servername=server)
port = client.midi_inports.register("midi_in")
client.set_process_callback(
    lambda _frames: arrived.extend(bytes(event) for _, event in port.incoming_midi_events())
)
# Leaves the server in an orderly way: one that waits for its clients waits long for one that just died.
end = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: end.set())
client.activate()
for pattern in patterns:
    for found in client.get_ports(pattern, is_midi=True, is_output=True):
        client.connect(found, port)
print("READY", port.name, flush=True)
said = 0
while not end.wait(0.02):
    for message in arrived[said:]:
        print("GOT", message.hex(), flush=True)
        said += 1
client.close()
