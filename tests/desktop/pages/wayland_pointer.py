"""A mouse on a compositor of wlroots': the few messages of Wayland's that it takes, by hand, because no Debian has a
program that keeps one plugged in."""

import socket
import struct

LEFT, RIGHT, MIDDLE = 0x110, 0x111, 0x112

DISPLAY = 1
# Requests, by their place in the protocol's description.
SYNC, GET_REGISTRY, BIND, CREATE_POINTER, MOVE_TO, BUTTON, FRAME = 0, 1, 0, 0, 1, 2, 4


def text(value):
    data = value.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + b"\0" * (-len(data) % 4)


class WaylandPointer:
    """Programs that start after it have a mouse from the beginning."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(path)
        self._last = DISPLAY
        self._globals = {}
        self._registry = self._new()
        self._send(DISPLAY, GET_REGISTRY, struct.pack("=I", self._registry))
        self._await_all()
        interface = "zwlr_virtual_pointer_manager_v1"
        manager, self._pointer = self._new(), self._new()
        self._send(self._registry, BIND, struct.pack("=I", self._globals[interface]) + text(interface) +
                   struct.pack("=II", 1, manager))
        self._send(manager, CREATE_POINTER, struct.pack("=II", 0, self._pointer))
        self._await_all()

    def _new(self):
        """A number for an object: the next one, and no other."""
        self._last += 1
        return self._last

    def click(self, x, y, size, button=LEFT):
        """At a place on a screen of that size."""
        self._send(self._pointer, MOVE_TO, struct.pack("=IIIII", 0, x, y, *size))
        self._send(self._pointer, FRAME)
        for pressed in (1, 0):
            self._send(self._pointer, BUTTON, struct.pack("=III", 0, button, pressed))
            self._send(self._pointer, FRAME)
        self._await_all()

    def _send(self, target, request, arguments=b""):
        self._socket.sendall(struct.pack("=IHH", target, request, 8 + len(arguments)) + arguments)

    def _await_all(self):
        """The compositor has done what it was sent."""
        callback = self._new()
        self._send(DISPLAY, SYNC, struct.pack("=I", callback))
        while True:
            sender, event, size = struct.unpack("=IHH", self._receive(8))
            body = self._receive(size - 8)
            if sender == callback:
                return
            if sender == DISPLAY and event == 0:
                raise AssertionError(f"the compositor refuses a mouse: {body!r}")
            if sender == self._registry and event == 0:
                name, length = struct.unpack("=II", body[:8])
                self._globals[body[8:8 + length - 1].decode()] = name

    def _receive(self, size):
        data = b""
        while len(data) < size:
            more = self._socket.recv(size - len(data))
            if not more:
                raise AssertionError("the compositor is gone")
            data += more
        return data

    def end(self):
        self._socket.close()
