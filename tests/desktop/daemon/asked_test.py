"""The daemon is asked and told over the session bus, and says of itself what changes."""

import os
import threading
import time
import xml.etree.ElementTree as xml

from gi.repository import Gio, GLib

from asker import NAME, PATH, Asker, Refused
from desk import DeskTest
from record import now
from servers import until

DAY = 86_400


class AskedTest(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()

    def start(self, **settings):
        """Somebody types on, and is heard to."""
        self.asker = self._having(Asker(self.session_bus))
        self._records.append(self.asker.signals)
        self.x.type_on()
        self.daemon = self.start_counting(settings={"sitting.limit": "30min", **settings})
        self.daemon.acted("bout-began")
        self.asker.await_state("seated")

    def reminded(self, **settings):
        self.start(**{"sitting.limit": "4s", "reminder.repeat_every": "1h", **settings})
        self.daemon.acted("show")
        return self.monitor.notify()

    def refused(self, error, method, signature="()", *arguments):
        """The sentence that says why."""
        with self.assertRaises(Refused) as refusal:
            self.asker.ask(method, signature, *arguments)
        self.assertEqual(refusal.exception.name, error)
        return refusal.exception.why


class Asked(AskedTest):
    def test_a_bout_from_its_beginning_to_the_break(self):
        self.start_stand_in()
        self.start(**{"sitting.limit": "6s"})
        began = round(time.time())
        is_now = self.asker.properties()
        self.assertAlmostEqual(is_now["SittingSince"], began, delta=3)
        self.assertAlmostEqual(is_now["NextReminder"], is_now["SittingSince"] + 6, delta=1)
        self.assertEqual((is_now["Limit"], is_now["BreakLength"], is_now["SnoozesLeft"]), (6, 3, 2))
        self.assertEqual((is_now["CountsBy"], is_now["AwaySince"], is_now["BreakDone"]), ("input", 0, 0))
        self.assertIn("X display", is_now["Source"])
        due = self.asker.change("Due")
        self.assertEqual((due["Due"], due["NextReminder"]), (True, 0))
        movement, sitting = self.asker.signal("ReminderShown")
        self.assertTrue(self.asker.change("ReminderStands")["ReminderStands"])
        self.assertIn(sitting, (6, 7, 8))
        self.assertEqual(self.asker.property("LastReminder")[1:], (movement, "stands"))
        self.assertGreaterEqual(self.asker.property("Sitting"), 6)

        self.x.rest()
        self.x.press()  # they are still there after it was shown
        self.asker.signal("ReminderWithdrawn")
        away = self.asker.change("State")
        self.assertEqual((away["State"], away["SittingSince"]), ("away", 0))
        self.assertEqual(away["BreakDone"] - away["AwaySince"], is_now["BreakLength"])
        begin, end, sitting, how = self.asker.signal("BoutEnded")
        self.assertEqual((begin, how), (is_now["SittingSince"], "no-input"))
        self.assertAlmostEqual(end - begin, sitting, delta=1)
        self.assertEqual(self.asker.property("LastReminder")[2], "followed")
        self.assertEqual(self.asker.property("Sitting"), 0)
        self.x.type_on()
        left, back = self.asker.signal("BreakTaken")
        self.assertAlmostEqual(left, away["AwaySince"], delta=1)
        self.assertAlmostEqual(back, time.time(), delta=2)

    def test_nothing_is_said_as_time_passes(self):
        self.start()
        self.asker.signals.forget()
        self.asker.signals.refuse(lambda said: True, "anything", during=3)
        first = self.asker.property("Sitting")
        until(lambda: self.asker.property("Sitting") > first, "it is computed when it is read")

    def test_only_what_changed_is_said(self):
        self.start()
        self.asker.ask("Pause", "(x)", int(time.time()) + 3600)
        self.assertEqual(sorted(self.asker.change("PausedUntil")), ["NextReminder", "PausedUntil"])
        self.asker.ask("Resume")
        self.assertEqual(sorted(self.asker.change("PausedUntil")), ["NextReminder", "PausedUntil"])
        self.asker.ask("Resume")
        self.asker.signals.refuse(lambda said: True, "a change", during=0.5)

    def test_snooze(self):
        self.start_stand_in()
        reminder = self.reminded(**{"reminder.snooze": "1h", "sitting.limit": "4s"})
        before = time.time()
        until_when, = self.asker.ask("Snooze", "(x)", 0)
        self.assertAlmostEqual(until_when, before + 3600, delta=2)
        self.monitor.withdrawn(reminder)
        is_now = self.asker.properties()
        self.assertEqual((is_now["SnoozedUntil"], is_now["NextReminder"], is_now["SnoozesLeft"]),
                         (until_when, until_when, 1))
        self.assertEqual(is_now["LastReminder"][2], "snoozed")
        self.asker.ask("Snooze", "(x)", 600)
        # R9
        self.assertIn("snoozed 2 times already", self.refused("NoSnoozeLeft", "Snooze", "(x)", 600))
        self.assertEqual(self.asker.property("SnoozesLeft"), 0)

    def test_snooze_before_a_reminder_is_due(self):
        self.start()
        self.assertIn("no reminder is due", self.refused("NotDue", "Snooze", "(x)", 0))

    def test_skip(self):
        self.start_stand_in()
        reminder = self.reminded()
        until_when, = self.asker.ask("Skip")
        self.monitor.withdrawn(reminder)
        self.assertEqual(self.asker.property("SkippedUntil"), until_when)
        self.assertEqual(self.asker.property("LastReminder")[2], "skipped")

    def test_snooze_and_skip_during_a_pause(self):
        """Both answer when the next reminder really is due."""
        self.start_stand_in()
        self.reminded()
        pause_ends = int(time.time()) + 7200
        self.asker.ask("Pause", "(x)", pause_ends)
        for method, signature, *arguments in (("Snooze", "(x)", 60), ("Skip", "()")):
            with self.subTest(method):
                self.assertEqual(self.asker.ask(method, signature, *arguments), (pause_ends,))
                self.assertEqual(self.asker.property("NextReminder"), pause_ends)

    def test_skip_outside_of_the_schedule(self):
        day_after_tomorrow = time.strftime("%a", time.localtime(time.time() + 2 * DAY))
        self.start(**{"schedule.active": f'["{day_after_tomorrow} 09:00-10:00"]'})
        opens = self.asker.property("ScheduleOpens")
        self.assertGreater(opens, time.time() + DAY)
        self.assertEqual(self.asker.ask("Skip"), (opens,))
        self.assertEqual(self.asker.property("NextReminder"), opens)

    def test_with_nobody_there(self):
        self.start()
        self.x.rest()
        self.asker.signal("BoutEnded")
        is_now = self.asker.properties()
        self.assertEqual((is_now["State"], is_now["SittingSince"], is_now["Sitting"], is_now["NextReminder"]),
                         ("away", 0, 0, 0))
        self.assertIn("nobody is sitting", self.refused("NobodySitting", "Skip"))

    def test_what_arguments_it_takes(self):
        self.start()
        day, far = int(time.time()), 2**63 - 1
        for method, signature, *arguments in (
                ("Snooze", "(x)", -1), ("Snooze", "(x)", DAY + 1), ("Snooze", "(x)", far), ("Snooze", "(x)", -far - 1),
                ("Pause", "(x)", 0), ("Pause", "(x)", -1), ("Pause", "(x)", day - 10), ("Pause", "(x)", far),
                ("Pause", "(x)", day + 367 * DAY), ("Pause", "(x)", -far - 1),
                ("Report", "(sxs)", "flying", 0, "me"), ("Report", "(sxs)", "", 0, ""),
                ("Report", "(sxs)", "away", -1, "me"), ("Report", "(sxs)", "standing", far, "me"),
                ("Report", "(sxs)", "sitting", 60, "me"), ("Report", "(sxs)", "standing", 0, "x" * 65)):
            with self.subTest(f"{method}{arguments}"):
                why = self.refused("InvalidArgument", method, signature, *arguments)
                self.assertGreater(len(why), 20)
        self.assertIn("bed of nails", self.refused("UnknownMovement", "ShowReminder", "(s)", "bed of nails"))
        invalid = "org.freedesktop.DBus.Error.InvalidArgs"
        for method, signature, *arguments in (
                ("Snooze", "()"), ("Snooze", "(s)", "600"), ("Snooze", "(d)", float("nan")), ("Skip", "(x)", 1),
                ("Pause", "(u)", 1), ("Report", "(s)", "away"), ("Report", "(sxsx)", "away", 1, "me", 1)):
            with self.subTest(f"{method}{signature}"):
                self.refused(invalid, method, signature, *arguments)
        self.refused("org.freedesktop.DBus.Error.UnknownMethod", "Explode")
        for write in ("State", "Version", "Nothing"):
            with self.assertRaises(Refused):
                self.asker.ask("Set", "(ssv)", NAME, write, GLib.Variant("s", "x"),
                               interface="org.freedesktop.DBus.Properties")
        is_now = self.asker.properties()
        self.assertEqual((is_now["State"], is_now["PausedUntil"], is_now["Posture"]), ("seated", 0, ""))
        self.assertEqual(self.daemon.count(r"heart< .* at=\S+ (snooze|pause|report)"), 0, "the heart is not bothered")

    def test_the_longest_that_it_takes(self):
        self.start()
        end = int(time.time()) + 366 * DAY - 10
        self.asker.ask("Pause", "(x)", end)
        self.assertEqual(self.asker.property("PausedUntil"), end)
        self.asker.ask("Report", "(sxs)", "away", 366 * DAY, "ä" * 32)
        self.assertEqual(self.asker.property("PostureBy"), "ä" * 32)

    def test_the_interface_is_as_its_description_has_it(self):
        self.start()
        described, = self.asker.ask("Introspect", interface="org.freedesktop.DBus.Introspectable")

        def shape(text):
            interface = next(node for node in xml.fromstring(text).iter("interface") if node.get("name") == NAME)
            return sorted((node.tag, node.get("name"), node.get("type"), node.get("access"),
                           tuple((part.tag, part.get("name"), part.get("type"), part.get("direction", "out"),
                                  part.get("value")) for part in node)) for node in interface)
        source = os.path.join(os.path.dirname(__file__), "../../../daemon/control/org.sitbreak.Sitbreak1.xml")
        with open(source, encoding="utf-8") as file:
            self.assertEqual(shape(described), shape(file.read()))
        readable = {node.get("name") for node in xml.fromstring(described).iter("property")}
        self.assertEqual(set(self.asker.properties()), readable)

    def test_its_version_is_the_programs(self):
        self.start()
        _, out, _ = self.sitbreakd("--version")
        self.assertEqual(out.strip(), f"sitbreakd {self.asker.property('Version')}")


class Posture(AskedTest):
    def test_standing_is_a_break(self):
        """C12, C13"""
        self.start()
        self.asker.ask("Report", "(sxs)", "standing", 0, "desk")
        standing = self.asker.change("State")
        self.assertEqual((standing["State"], standing["Posture"], standing["PostureBy"]),
                         ("standing", "standing", "desk"))
        *_, how = self.asker.signal("BoutEnded")
        self.assertEqual(how, "standing")
        self.asker.ask("Report", "(sxs)", "sitting", 0, "desk")
        self.asker.signal("BreakTaken")
        self.assertEqual((self.asker.property("State"), self.asker.property("Posture")), ("seated", ""))

    def test_away_while_the_mouse_moves_until_the_reports_end(self):
        """C14"""
        self.start()
        before = time.time()
        self.asker.ask("Report", "(sxs)", "away", 4, "cat")
        away = self.asker.change("State")
        self.assertEqual(away["State"], "away")
        self.assertAlmostEqual(away["PostureUntil"], before + 4, delta=1)
        self.asker.signal("BoutEnded")
        self.assertEqual(self.asker.change("State")["State"], "seated")
        self.assertGreaterEqual(time.time(), before + 4)

    def test_getting_up_now(self):
        self.start()
        self.asker.ask("TakeBreak")
        self.assertEqual(self.asker.change("State")["State"], "away")
        self.x.rest()
        *_, how = self.asker.signal("BoutEnded")
        self.assertEqual(how, "left")


class Samples(AskedTest):
    def test_one_is_shown_and_does_nothing(self):
        server = self.start_stand_in()
        self.start()
        self.assertEqual(self.asker.ask("ShowReminder", "(s)", "calf-raise"), ("shown by stand-in 1",))
        sample = self.monitor.notify()
        self.assertEqual(sample.summary, "You have been sitting for 30 minutes")
        self.assertIn("A sample", sample.body)
        server.press(sample, "snooze")
        server.press(sample, "skip")
        self.asker.ask("ShowReminder", "(s)", "")
        self.assertEqual(self.daemon.count(r"heart< .* at=\S+ (snooze|skip)"), 0)
        is_now = self.asker.properties()
        self.assertEqual((is_now["ReminderStands"], is_now["LastReminder"]), (False, (0, "", "")))

    def test_none_is_shown_over_a_real_one(self):
        self.start_stand_in()
        self.reminded()
        self.assertIn("real reminder", self.refused("ReminderStands", "ShowReminder", "(s)", ""))

    def test_without_a_server_it_says_so(self):
        self.start()
        self.assertIn("no notification server", self.refused("NotShown", "ShowReminder", "(s)", ""))
        self.assertIn("no notification server", self.asker.change("Problems")["Problems"][0])
        self.start_stand_in()
        self.assertEqual(self.asker.change("Problems")["Problems"], [])

    def test_a_server_that_never_answers(self):
        self.start_stand_in(mute_at=("GetCapabilities",))
        self.start()
        self.assertIn("does not answer", self.refused("NotShown", "ShowReminder", "(s)", ""))

    def test_in_a_terminal(self):
        self.asker = self._having(Asker(self.session_bus))
        self.daemon = self.start_counting("--terminal")
        self.assertEqual(self.asker.ask("ShowReminder", "(s)", "walk"), ("printed on standard output",))
        self.daemon.expect_output("You have been sitting for .*A short walk")

    def test_what_can_be_suggested(self):
        self.start(**{"movements.only": '["walk", "bridge"]'})
        movements, = self.asker.ask("Movements")
        self.assertEqual([movement[0] for movement in movements], ["walk", "bridge"])
        for _, title, place, dose, steps, picture in movements:
            self.assertTrue(title and place and dose and steps)
            self.assertTrue(os.path.isfile(picture), picture)


class Settings(AskedTest):
    def test_read_again(self):
        file = self.write('[reminder]\nsnooze = "20min"\n', "config", "sitbreak", "sitbreak.toml")
        self.start_stand_in()
        self.start()
        self.asker.ask("Reload")
        self.write("[reminder]\nsnoze = 1\n", "config", "sitbreak", "sitbreak.toml")
        why = self.refused("BadSettings", "Reload")
        self.assertRegex(why, rf"^{file}:2:1: unknown key \"snoze\"")
        self.assertEqual(self.asker.property("Problems"), [why])
        self.write('[reminder]\nsnooze = "20min"\n', "config", "sitbreak", "sitbreak.toml")
        self.asker.ask("Reload")
        self.assertEqual(self.asker.property("Problems"), [])


class Flood:
    """A client that calls as fast as it can, on a thread of its own, until its end."""

    CALLS = (("Snooze", GLib.Variant("(x)", (-1,))), ("Skip", None), ("Report", GLib.Variant("(sxs)", ("", 1, ""))),
             ("Resume", None))
    # The bus itself takes only so many.
    UNANSWERED = 100

    def __init__(self, bus):
        self._bus = bus
        self._ends = threading.Event()
        self.asked = self.answered = 0
        # What came instead of an answer of the daemon's.
        self.failed = []
        self.first_at = self.last_at = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        context = GLib.MainContext()
        context.push_thread_default()
        connection = self._bus.connect()
        self.first_at = now()
        while not self._ends.is_set():
            method, arguments = self.CALLS[self.asked % len(self.CALLS)]
            self.last_at = now()
            connection.call(NAME, PATH, NAME, method, arguments, None, Gio.DBusCallFlags.NONE, 60_000, None,
                            self._heard)
            self.asked += 1
            self._await_answers(context, self.UNANSWERED)
        self._await_answers(context, 0)
        connection.close_sync(None)
        context.pop_thread_default()

    def _await_answers(self, context, but_for):
        while self.asked - self.answered - len(self.failed) > but_for:
            context.iteration(True)

    def _heard(self, connection, result):
        try:
            connection.call_finish(result)
        except GLib.Error as error:
            if not (Gio.DBusError.get_remote_error(error) or "").startswith(f"{NAME}.Error."):
                self.failed.append(error.message)
                return
        self.answered += 1

    def await_answers(self, more):
        """That many more of the daemon's than by now."""
        enough = self.answered + more
        until(lambda: self.answered >= enough or self.failed, f"{more} more answers", within=60)

    def end(self):
        self._ends.set()
        self._thread.join(60)


class Hostile(AskedTest):
    CALLS = 20_000

    def test_a_flood_of_calls_costs_neither_observations_nor_memory(self):
        """As fast as one client can, while somebody types, rests, and types again."""
        self.asker = self._having(Asker(self.session_bus))
        self.daemon = self.start_daemon(settings={"sitting.limit": "30min", "log.level": "warn"})
        self.session_bus.await_owner(NAME)
        flood = self._having(Flood(self.session_bus))
        flood.await_answers(2_000)
        self.x.type_on()
        self._told_at("seated")
        before = self.daemon.memory()
        flood.await_answers(self.CALLS)
        self.x.rest()
        idle_at = self._told_at("away")
        self.asker.signal("BoutEnded")
        self.x.type_on()
        self.asker.signal("BreakTaken")
        resumed_at = self._told_at("seated")
        flood.await_answers(flood.UNANSWERED + 1)
        grown = self.daemon.memory() - before
        flood.end()
        self.assertEqual((flood.failed, flood.answered), ([], flood.asked))
        self.assertLess(flood.first_at, idle_at)
        self.assertLess(resumed_at, flood.last_at)
        self.assertLess(grown, 2048, f"KiB more after {flood.asked} calls")

    def _told_at(self, state):
        """When the daemon said that this is the state now."""
        return self.asker.signals.expect(
            lambda said: said.name == "PropertiesChanged" and said.arguments.get("State") == state, state).at

    def test_a_client_that_leaves_before_its_answer(self):
        self.start_stand_in(mute_at=("GetCapabilities",))
        self.start()
        impatient = self.session_bus.connect()
        impatient.call(NAME, PATH, NAME, "ShowReminder", GLib.Variant("(s)", ("",)), None, Gio.DBusCallFlags.NONE, -1,
                       None, None)
        impatient.flush_sync(None)
        self.daemon.expect("a sample of a reminder is asked for")
        impatient.close_sync(None)
        self.daemon.expect("does not answer")
        self.assertEqual(self.asker.property("State"), "seated")


class BusOfItsOwn(AskedTest):
    def test_a_session_bus_that_comes_back_is_answered_on(self):
        self.start()
        self.asker.end()
        self.session_bus.end()
        self.daemon.expect("the session bus|no session bus", within=5)
        self.session_bus.start()
        self.daemon.expect("the session bus is there, and we are on it", within=30)
        again = self._having(Asker(self.session_bus))
        self.assertEqual(again.property("State"), "seated")
        self.assertEqual(self.session_bus.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                               "GetConnectionUnixProcessID", GLib.Variant("(s)", (NAME,)))[0],
                         self.daemon.pid)
