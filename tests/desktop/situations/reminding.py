"""Holds, and notification servers that die, are absent, mute, or can do little (situations R12, R18-R21)."""

import re

from table import DESKTOPS, GNOME_SHELL, situation


@situation("R1", "a real shell shows it, and takes it away when nobody is there", (GNOME_SHELL,))
def shown_by_shell(desk):
    desk.server = desk.desktop.start_notifications()
    desk.sits_down(limit="4s")
    reminder = desk.is_shown()
    desk.desktop.shows(reminder.summary)
    desk.rests()
    desk.monitor.withdrawn(reminder)
    desk.desktop.shows(None)


@situation("R8", "a button of a real shell's snoozes it", (GNOME_SHELL,))
def snoozed_in_shell(desk):
    desk.server = desk.desktop.start_notifications()
    desk.sits_down(limit="4s")
    reminder = desk.is_shown()
    desk.desktop.shows(reminder.summary)
    desk.desktop.press_button(next(label for label in reminder.buttons.values() if label.startswith("Snooze")))
    desk.daemon.observed("snooze")
    desk.desktop.shows(None)


@situation("R12", "do-not-disturb holds it until its end", (*DESKTOPS, GNOME_SHELL))
def held(desk):
    desk.server = desk.desktop.start_notifications()
    desk.desktop.do_not_disturb(True)
    desk.sits_down(limit="4s")
    desk.daemon.expect("do-not-disturb speaks for holding a reminder")
    desk.nothing_is_shown(2)
    desk.desktop.do_not_disturb(False)
    desk.daemon.expect("no longer speaks for holding")
    ended = desk.daemon.now_of("held do-not-disturb off")
    show = desk.daemon.acted("show")
    desk.assert_within(5, ended, desk.is_shown().at, "shown soon after its end")
    desk.assertGreaterEqual(show["sat"], 6, "with the time by now")


@situation("R12", "it is held no longer than hold_at_most")
def held_for_long(desk):
    desk.server = desk.desktop.start_notifications()
    desk.desktop.do_not_disturb(True)
    desk.sits_down(limit="4s", hold_at_most="2s")
    desk.daemon.expect("do-not-disturb speaks for holding a reminder")
    desk.assertGreaterEqual(desk.daemon.acted("show")["sat"], 6)
    desk.is_shown()


@situation("R18", "without a notification server it counts on and shows when one appears")
def no_server(desk):
    desk.sits_down(has_server=False, limit="4s", repeat_every="2s")
    desk.daemon.expect("no notification server on the session bus: reminders will be shown when one appears")
    for _ in range(2):
        desk.daemon.acted("show")
        desk.daemon.observed("not-shown")
    desk.assertEqual(desk.daemon.count("no notification server on the session bus"), 1, "said once")
    desk.server = desk.desktop.start_notifications()
    desk.daemon.observed("server-appeared")
    desk.is_shown(within=5)
    desk.daemon.expect("reminders are shown again", since=0)


@situation("R19", "a server that restarts shows it again under a new id")
def server_restarts(desk):
    desk.server = desk.desktop.start_notifications()
    desk.sits_down(limit="4s", repeat_every="1h")
    desk.is_shown()
    desk.server.leave()
    desk.daemon.observed("not-shown")
    desk.server.start()
    desk.daemon.observed("server-appeared")
    desk.assertEqual(desk.is_shown(within=5).replaces_id, 0, "the old id means nothing to the new server")


@situation("R19", "a server that restarts while nothing is due shows nothing")
def server_restarts_in_a_break(desk):
    desk.server = desk.desktop.start_notifications()
    desk.sits_down(limit="4s")
    reminder = desk.is_shown()
    desk.rests()
    desk.monitor.withdrawn(reminder)
    desk.daemon.acted("bout-ended")
    desk.server.leave()
    desk.server.start()
    desk.daemon.observed("server-appeared")
    desk.nothing_is_shown(1)


@situation("R20", "a mute server holds nothing up and is tried afresh")
def mute_server(desk):
    desk.server = desk.start_stand_in(mute_at=("all",))
    desk.sits_down(limit="4s", repeat_every="4s")
    desk.monitor.calls.expect(lambda call: call.member == "GetServerInformation", "a question")
    # While the server owes an answer, the rest of the desk is heard of at once.
    for on in (True, False):
        desk.logind.hint(LockedHint=on)
        desk.daemon.observed(f"locked {'on' if on else 'off'}", within=2)
    desk.daemon.expect("the notification server does not answer: the next reminder is tried afresh")
    desk.server.speak()
    desk.is_shown(within=10)
    desk.daemon.expect("reminders are shown again, by stand-in")


@situation("R20", "a server that is mute at Notify does not hold up the main loop")
def mute_at_notify(desk):
    desk.server = desk.start_stand_in(mute_at=("Notify",))
    desk.sits_down(limit="4s")
    desk.is_shown()
    last = desk.rests()
    desk.daemon.observed("input-idle", within=5)
    desk.bout_ends(last, "no-input")
    code, took = desk.daemon.stop()
    desk.assertEqual(code, 0)
    desk.assertLess(took, 2, "a thread that is stuck is given 0.7 s, and not libnotify's 25")


@situation("R21", "a server without buttons is asked for none and the text says how to snooze")
def no_buttons(desk):
    desk.server = desk.start_stand_in(capabilities=("body",))
    desk.sits_down(limit="4s")
    reminder = desk.is_shown()
    desk.assertEqual(reminder.buttons, {})
    desk.assertIn("Run: sitbreak snooze", reminder.body)
    desk.assertEqual(reminder.app_icon, "")
    desk.assertNotIn("image-path", reminder.hints)


@situation("R21", "a server that shows one line is told all in that")
def one_line(desk):
    desk.server = desk.start_stand_in(capabilities=())
    desk.sits_down(limit="4s")
    reminder = desk.is_shown()
    desk.assertEqual((reminder.buttons, reminder.body), ({}, ""))
    movement = desk.daemon.expect(r"reminder after .*: (.*)$", since=0)[1]
    desk.assertRegex(reminder.summary, rf"\AYou have been sitting for [456] seconds\. {re.escape(movement)}")
    desk.assertTrue(reminder.summary.endswith("Run: sitbreak snooze"), reminder.summary)
