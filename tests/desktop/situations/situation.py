"""A person at a desk, in a situation, on a desktop of whatever kind."""

import socket

from asker import ask
from desk import DeskTest
from desktops import KWinDesktop, MutterDesktop, PlasmaDesktop, SwayDesktop, X11Desktop
from gnome_shell import GnomeShellDesktop
from record import now
from table import GNOME_SHELL, KWIN, MUTTER, PLASMA, SWAY, X11

KINDS = {X11: X11Desktop, KWIN: KWinDesktop, PLASMA: PlasmaDesktop, SWAY: SwayDesktop, MUTTER: MutterDesktop,
         GNOME_SHELL: GnomeShellDesktop}

SITTING = ("limit", "break_length", "passive_limit")


class SituationTest(DeskTest):
    """One row of the table on one desktop. What happens is told in verbs that all desktops know."""

    def __init__(self, row, desktop):
        super().__init__()
        self._row = row
        self._kind = KINDS[desktop]

    def __str__(self):
        return f"{self._row} ({self._kind.__name__})"

    def setUp(self):
        super().setUp()
        self.start_session_bus()
        self.logind = self.start_logind()
        self.desktop = self._having(self._kind(self))
        self.env.update(self.desktop.environment)
        self.server = self._status = None

    def runTest(self):
        self._row.act(self)

    # What happens.

    def sits_down(self, has_server=True, **settings):
        """And types from now on. The daemon starts, with settings by their names without the table's, and with
        somebody who shows notifications, if nobody does yet. When the bout began."""
        if has_server and self.server is None:
            self.server = self.start_stand_in()
        self.types()
        tables = {name: "sitting" if name in SITTING else "reminder" for name in settings}
        self.daemon = self.start_daemon(
            settings={f"{tables[name]}.{name}": settings[name] for name in settings} or None)
        self.daemon.expect(self.desktop.what_counts)
        self.daemon.expect(r"logind tells of locking.*\(session c1\)", since=0)
        self.daemon.expect("input-resumed", since=0)
        return self.daemon.acted("bout-began")["at"]

    def types(self):
        self.desktop.type_on()

    def rests(self):
        """Hands off. When the last input was."""
        return self.desktop.rest()

    def presses(self):
        return self.desktop.press()

    def goes_idle(self):
        """Rests until that is noticed. When the last input was."""
        last = self.rests()
        self.daemon.observed("input-idle")
        return last

    def kept_awake(self, on=True):
        """By a video."""
        self.desktop.video(on)

    def locks(self, on=True):
        self.logind.hint(LockedHint=on)
        return self.daemon.observed(f"locked {'on' if on else 'off'}")[1]

    def unlocks(self):
        return self.locks(False)

    def session_on_screen(self, on):
        self.logind.hint(Active=on)
        return self.daemon.observed(f"session-active {'on' if on else 'off'}")[1]

    def sleeps(self, on=True):
        self.logind.prepare_for_sleep(on)
        return self.daemon.observed(f"asleep {'on' if on else 'off'}")[1]

    def wakes(self):
        return self.sleeps(False)

    def is_reported(self, posture, seconds=0):
        """By a desk that knows, say."""
        ask(self.session_bus.connection, "Report", "(sxs)", posture, seconds, "desk")
        return self.daemon.observed(f"report {posture}")[1]

    def status_is_read(self):
        """As the service manager does, from the daemon's start on."""
        path = self.path("notify")
        self._status = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self.addCleanup(self._status.close)
        self._status.bind(path)
        self._status.settimeout(20)
        self.env["NOTIFY_SOCKET"] = path

    def status(self):
        """The next one."""
        while True:
            for line in self._status.recv(4096).decode().splitlines():
                if line.startswith("STATUS="):
                    return line.removeprefix("STATUS=")

    # What must be true.

    def nothing_happens(self, during=1):
        self.daemon.refuse("heart> ", during=during)

    def no_bout_has_ended(self):
        self.assertEqual(self.daemon.count("bout-ended"), 0)

    def about(self, instant, meant, what):
        self.assertAlmostEqual(instant, meant, delta=0.5 + self.desktop.slowest_press, msg=what)

    def bout_ends(self, at, how):
        """At that instant, which is noticed when the break is long enough and not before."""
        ended = self.daemon.acted("bout-ended")
        self.daemon.expect(f"bout-ended .*how={how}", since=0)
        self.about(ended["end"], at, "when the bout ended")
        self.assertGreaterEqual(self.daemon.now_of("bout-ended") - ended["end"], 3)
        return ended

    def counted_all_but(self, absent, begun):
        """When it is shown, that much of the time since the bout began was not sitting."""
        show = self.daemon.acted("show")
        self.about(self.daemon.now_of("heart> show") - begun - show["sat"], absent, "what was not counted")
        self.no_bout_has_ended()
        return show

    def is_shown(self, within=20):
        return self.monitor.notify(within)

    def nothing_is_shown(self, during):
        self.daemon.refuse("heart> show", during=during)

    @staticmethod
    def time():
        return now()

    @staticmethod
    def until(instant):
        return max(0, instant - now())
