"""The person's own programs are run when something happens (docs/hooks.md)."""

import json
import os
import re
import signal

from desk import DeskTest
from servers import until

# Writes what it got and what it has into its own line of the log, and into a file.
TELL = r"""
import json, os, sys
said = {"pid": os.getpid(), "arguments": sys.argv[1:],
        "variables": {name: value for name, value in os.environ.items() if name.startswith("SITBREAK_")},
        "files": sorted(int(fd) for fd in os.listdir("/proc/self/fd"))[:-1],
        "input": os.readlink("/proc/self/fd/0"), "notify": os.environ.get("NOTIFY_SOCKET"),
        "blocked": [line.split()[1] for line in open("/proc/self/status") if line.startswith("SigBlk")]}
with open(os.environ["HOME"] + "/told", "a", encoding="utf-8") as file:
    file.write(json.dumps(said) + "\n")
"""


class Hooks(DeskTest):
    def setUp(self):
        super().setUp()
        self.start_desk()
        self.server = self.start_stand_in()
        self.tell = self.write(TELL, "tell.py")
        # Each test's own hooks are gone when the daemon is, in time or killed.
        self.addCleanup(self.kill_what_is_left)
        self.left = []

    def kill_what_is_left(self):
        for pid in self.left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def start_sitting(self, hooks, **settings):
        """With these hooks, {name: list of arguments}; sits down and types on."""
        words = {f"hooks.{name}": json.dumps(arguments, ensure_ascii=False) for name, arguments in hooks.items()}
        self.daemon = self.start_counting(settings={"sitting.limit": "4s", **words, **settings})
        self.x.type_on()
        self.daemon.acted("bout-began")

    def telling(self, *arguments):
        return ["/usr/bin/python3", "-I", self.tell, *arguments]

    def told(self, count):
        """What hooks that tell have told so far, once there are so many."""
        def read():
            try:
                with open(self.path("told"), encoding="utf-8") as file:
                    return [json.loads(line) for line in file.read().splitlines(keepends=True) if line.endswith("\n")]
            except FileNotFoundError:
                return []
        until(lambda: len(read()) >= count, f"{count} hooks have told")
        return read()

    def is_gone(self, pid):
        """Not there, and no zombie."""
        return not os.path.exists(f"/proc/{pid}")

    def told_pid(self, pattern):
        pid = int(self.daemon.expect(pattern)[1])
        self.left.append(pid)
        return pid

    def test_each_is_run_when_its_time_has_come(self):
        names = ("on_reminder", "on_break_begin", "on_break_end", "on_bout_begin")
        self.start_sitting({name: self.telling(name) for name in names}, **{"reminder.repeat_every": "1h"})
        shown = self.daemon.acted("show")
        reminder = self.monitor.notify()
        self.told(2)
        self.x.rest()
        ended = self.daemon.acted("bout-ended")
        self.told(3)
        self.x.type_on()
        self.daemon.acted("break-over")
        self.daemon.acted("bout-began")
        told = self.told(5)

        def of(name):
            return [it["variables"] for it in told if it["arguments"] == [name]]

        self.assertEqual(of("on_bout_begin"), [{"SITBREAK_EVENT": "bout_begin"}] * 2)
        (variables,) = of("on_reminder")
        self.assertEqual(variables.pop("SITBREAK_EVENT"), "reminder")
        self.assertEqual(variables.pop("SITBREAK_SITTING"), str(int(shown["sat"])))
        self.assertRegex(variables.pop("SITBREAK_MOVEMENT"), "^[a-z-]+$")
        self.assertIn(variables.pop("SITBREAK_MOVEMENT_TITLE"), reminder.summary + reminder.body)
        self.assertEqual(variables, {})
        (variables,) = of("on_break_begin")
        self.assertEqual(variables, {"SITBREAK_EVENT": "break_begin",
                                     "SITBREAK_SITTING": str(int(ended["end"] - ended["begin"]))})
        (variables,) = of("on_break_end")
        self.assertEqual(variables.pop("SITBREAK_EVENT"), "break_end")
        self.assertGreaterEqual(int(variables.pop("SITBREAK_BREAK")), 3)
        self.assertEqual(variables, {})
        self.assertEqual(len(told), 5)

    def test_arguments_arrive_as_they_are_and_nothing_else_does(self):
        arguments = ["a b", "", "'\"\\", "$HOME `id` $(id)", "two\nlines", "*", "~/x", "é😀", "-n", "#"]
        self.start_sitting({"on_reminder": self.telling(*arguments)})
        it = self.told(1)[0]
        self.assertEqual(it["arguments"], arguments)
        self.assertEqual(it["files"], [0, 1, 2])
        self.assertEqual(it["input"], "/dev/null")
        self.assertEqual(it["blocked"], ["0" * 16])

    def test_neither_a_descriptor_nor_the_service_manager_is_inherited(self):
        """Not even what the daemon itself was given."""
        given = os.open(self.path(), os.O_RDONLY)
        self.addCleanup(os.close, given)
        words = {"sitting.limit": "4s", "hooks.on_bout_begin": json.dumps(self.telling())}
        self.daemon = self.start_counting(settings=words, keep=(given,), env={"NOTIFY_SOCKET": "@nobody-listens"})
        self.assertTrue(os.path.exists(f"/proc/{self.daemon.pid}/fd/{given}"))
        self.x.type_on()
        it = self.told(1)[0]
        self.assertEqual(it["files"], [0, 1, 2])
        self.assertIsNone(it["notify"])

    def test_what_it_says_is_in_the_log(self):
        self.program("chatty", "echo to you; echo in trouble >&2")
        self.start_sitting({"on_reminder": ["chatty"]})
        self.daemon.expect("info: hook on_reminder: to you")
        self.daemon.expect("info: hook on_reminder: in trouble")

    def test_a_program_that_is_missing_is_said_once_and_reminders_go_on(self):
        self.start_sitting({"on_reminder": ["no-such-program"], "on_break_begin": ["/nowhere/either"]},
                           **{"reminder.repeat_every": "1s"})
        for _ in range(3):
            self.daemon.acted("show")
            self.monitor.notify()
        self.x.rest()
        self.daemon.acted("bout-ended")
        self.daemon.expect("warning: hook on_break_begin: /nowhere/either cannot be started: No such file or directory")
        self.assertEqual(self.daemon.count("warning: hook on_reminder: no-such-program cannot be started"), 1)

    def test_one_that_fails_is_said_when_it_begins_and_when_it_ends(self):
        self.program("flaky", f"test -e {self.path('good')} && exit; echo tried; exit 3")
        self.start_sitting({"on_reminder": ["flaky"]}, **{"reminder.repeat_every": "1s"})
        for _ in range(3):
            self.daemon.expect("info: hook on_reminder: tried")
            self.monitor.notify()
        self.write("", "good")
        self.daemon.expect("info: hook on_reminder: flaky works again")
        self.assertEqual(self.daemon.count("warning: hook"), 1)
        self.assertEqual(self.daemon.count("warning: hook on_reminder: flaky ended with exit code 3"), 1)

    def test_one_that_still_runs_is_not_run_again(self):
        """It hears from us when it may end."""
        os.mkfifo(self.path("end"))
        self.program("slow", f"echo pid $$; read line <{self.path('end')}; echo over")
        self.start_sitting({"on_reminder": ["slow"]}, **{"reminder.repeat_every": "1s"})
        first = self.told_pid(r"hook on_reminder: pid (\d+)")
        for _ in range(4):
            self.daemon.acted("show")
            self.monitor.notify()
        self.assertEqual(self.daemon.count("hook on_reminder: pid"), 1)
        self.assertEqual(self.daemon.count("slow still runs, so it is not run again meanwhile"), 1)
        with open(self.path("end"), "w", encoding="utf-8") as end:
            end.write("\n")
        self.daemon.expect("hook on_reminder: over")
        until(lambda: self.is_gone(first), "the first is gone")
        self.told_pid(r"hook on_reminder: pid (\d+)")
        self.assertEqual(self.daemon.count("slow still runs"), 1, "it lasts, and was said")

    def test_new_settings_while_one_runs_are_for_the_next(self):
        os.mkfifo(self.path("end"))
        self.program("old", f"echo pid $$; read line <{self.path('end')}; echo the old one is over")
        self.write('[hooks]\non_reminder = ["old"]\n', "config", "sitbreak", "sitbreak.toml")
        self.start_sitting({}, **{"reminder.repeat_every": "1s"})
        self.told_pid(r"hook on_reminder: pid (\d+)")
        self.write('[hooks]\non_reminder = ["echo", "the new one"]\n', "config", "sitbreak", "sitbreak.toml")
        self.daemon.expect("new settings are in force")
        self.daemon.acted("show")
        self.assertEqual(self.daemon.count("the new one"), 0)
        with open(self.path("end"), "w", encoding="utf-8") as end:
            end.write("\n")
        self.daemon.expect("hook on_reminder: the old one is over")
        self.daemon.expect("hook on_reminder: the new one")
        self.write("[hooks]\n", "config", "sitbreak", "sitbreak.toml")
        self.daemon.expect("new settings are in force")
        mark = self.daemon.log.mark()
        self.daemon.acted("show")
        self.daemon.acted("show")
        self.assertEqual(self.daemon.count("hook on_reminder", since=mark), 0)

    def check_end(self, script):
        """It is told to end with the daemon, which waits for nothing."""
        self.program("long", script)
        self.start_sitting({"on_bout_begin": ["long"]})
        pid = self.told_pid(r"hook on_bout_begin: pid (\d+)")
        code, took = self.daemon.stop()
        self.assertEqual(code, 0)
        self.assertLess(took, 1)
        return pid

    def test_the_daemons_end_is_its_end(self):
        # The shell ends by SIGTERM, and so does what it waits for.
        pid = self.check_end("sleep 1000 & echo child $!; echo pid $$; wait")
        child = int(self.daemon.expect(r"hook on_bout_begin: child (\d+)", since=0)[1])
        for one in (pid, child):
            until(lambda one=one: self.has_ended(one), "it has ended")

    def test_one_that_does_not_follow_delays_no_end(self):
        pid = self.check_end("trap '' TERM; echo pid $$; while :; do sleep 1; done")
        self.assertFalse(self.has_ended(pid))

    def has_ended(self, pid):
        """Nobody may be there to reap it when the daemon has gone."""
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                return re.search(r"\) (\w)", file.read())[1] in "ZX"
        except FileNotFoundError:
            return True

    def children(self):
        with open(f"/proc/{self.daemon.pid}/task/{self.daemon.pid}/children", encoding="ascii") as file:
            return file.read().split()

    def test_nothing_is_left_behind(self):
        self.start_sitting({"on_reminder": ["true"]}, **{"reminder.repeat_every": "1s", "reminder.hold_for": "[]"})
        self.daemon.acted("show")
        self.daemon.acted("show")
        until(lambda: not self.children(), "no child, and no zombie")
        before = self.daemon.open_files()
        for _ in range(6):
            self.daemon.acted("show")
        self.x.rest()
        self.daemon.acted("bout-ended")
        until(lambda: not self.children(), "no child, and no zombie")
        until(lambda: len(self.daemon.open_files()) <= len(before), "as few open files as before")
