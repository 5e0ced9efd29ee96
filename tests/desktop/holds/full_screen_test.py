"""Full screen: on X11 with a window manager and without, and on Wayland."""

import os

from compositor import Sway, Window
from holds import PATIENCE, SLACK, HoldsTest
from openbox import Openbox

KIND = "full-screen"
ON, OFF = f"{KIND} on", f"{KIND} off"


class X11(HoldsTest):
    def setUp(self):
        super().setUp()
        self.start_display()
        self.openbox = None

    def press(self, key):
        self.openbox.press(key)

    def start_full_screen(self):
        """A window that covers the screen, seen by one who sees it come."""
        self.openbox = self.having(Openbox(self))
        program = self.having(self.openbox.start_window())
        holds = self.start_holds(KIND)
        self.assert_looked(holds)
        self.press("F11")
        holds.expect(ON)
        return program, holds

    def test_no_window_manager(self):
        self.assert_looked(self.start_holds(KIND))

    def test_follows_the_window(self):
        program, holds = self.start_full_screen()
        self.assert_looked(self.start_holds(KIND), ON)
        self.press("F11")
        holds.expect(OFF)
        self.press("F11")
        holds.expect(ON)
        program.end()
        holds.expect(OFF)
        self.assert_ends(holds, lambda it: it.close_input())

    def test_follows_the_active_window(self):
        _, holds = self.start_full_screen()
        self.press("F10")  # shows the desktop, which is no window
        holds.expect(OFF)
        self.press("F10")
        holds.expect(ON)

    def test_the_server_dies(self):
        _, holds = self.start_full_screen()
        self.x.kill()
        holds.expect(OFF)
        self.assertIsNone(holds.process.poll())
        self.assert_ends(holds, lambda it: it.close_input())

    def test_a_server_that_hangs(self):
        """It accepts the connection and says nothing; what it says once it goes on counts."""
        self.start_full_screen()
        self.x.pause()
        self.addCleanup(self.x.go_on)
        holds = self.start_holds(KIND)
        after = self.assert_looked(holds, within=PATIENCE + SLACK)
        self.assertGreaterEqual(after, PATIENCE)
        other = self.start_holds(KIND)
        self.assert_looked(other, within=PATIENCE + SLACK)
        self.assert_ends(other, lambda it: it.close_input())
        self.x.go_on()
        holds.expect(ON)

    def test_one_that_hangs_later(self):
        _, holds = self.start_full_screen()
        self.x.pause()
        self.addCleanup(self.x.go_on)
        self.assert_ends(holds, lambda it: it.close_input())


class Wayland(HoldsTest):
    def setUp(self):
        super().setUp()
        self.sway = self.having(Sway(self))
        self.env.update(self.sway.env)

    def test_sway(self):
        window = self.having(Window(self, self.sway, 20_000 + os.getpid() % 30_000))
        holds = self.start_holds(KIND)
        self.assert_looked(holds)
        self.sway.command(f"[con_id={window.id}] focus; [con_id={window.id}] fullscreen enable")
        holds.expect(ON)
        self.assert_looked(self.start_holds(KIND), ON)
        self.sway.command(f"[con_id={window.id}] fullscreen disable")
        holds.expect(OFF)
        self.sway.command(f"[con_id={window.id}] fullscreen enable")
        holds.expect(ON)
        window.end()
        holds.expect(OFF)
        self.assert_ends(holds, lambda it: it.close_input())

    def test_full_screen_on_another_workspace(self):
        window = self.having(Window(self, self.sway, 20_000 + os.getpid() % 30_000))
        self.sway.command(f"[con_id={window.id}] focus; [con_id={window.id}] fullscreen enable")
        holds = self.start_holds(KIND)
        self.assert_looked(holds, ON)
        self.sway.command("workspace", "2")
        holds.expect(OFF)

    def test_the_compositor_dies(self):
        window = self.having(Window(self, self.sway, 20_000 + os.getpid() % 30_000))
        self.sway.command(f"[con_id={window.id}] focus; [con_id={window.id}] fullscreen enable")
        holds = self.start_holds(KIND)
        self.assert_looked(holds, ON)
        self.sway.kill()
        holds.expect(OFF)
        self.assertIsNone(holds.process.poll())

    def test_a_compositor_that_hangs(self):
        self.sway.pause()
        holds = self.start_holds(KIND)
        self.assertGreaterEqual(self.assert_looked(holds, within=PATIENCE + SLACK), PATIENCE)
        self.assert_ends(holds, lambda it: it.close_input())
