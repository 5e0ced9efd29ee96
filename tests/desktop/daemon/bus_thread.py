"""A bus connection with a thread of its own, on which somebody of a test's own hears and serves."""

import threading

from gi.repository import Gio, GLib


class BusThread:
    def __init__(self, bus, begin, own=None):
        """`begin` is called with the connection, on the thread, to subscribe and to register objects; then the name
        `own` is taken, if there is one. Returns when the bus has all that."""
        self._bus = bus
        self._begin = begin
        self._own = own
        self._context = GLib.MainContext()
        self._runs = True
        self.connection = None
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        if not ready.wait(20):
            raise AssertionError(f"{own or 'a listener'} does not start on the {bus.kind} bus")

    def _run(self, ready):
        self._context.push_thread_default()
        self.connection = self._bus.connect()
        self._begin(self.connection)
        # Without a name, the answer says that the bus has taken what came before.
        method, arguments = ("RequestName", GLib.Variant("(su)", (self._own, 4))) if self._own else ("GetId", None)
        self.connection.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", method, arguments, None,
                                  Gio.DBusCallFlags.NONE, -1, None)
        ready.set()
        while self._runs:
            self._context.iteration(True)
        if not self.connection.is_closed():
            self.connection.close_sync(None)
        self._context.pop_thread_default()

    def end(self):
        self._runs = False
        self._context.wakeup()
        self._thread.join(20)
