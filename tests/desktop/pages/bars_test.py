"""The examples for status bars, in those bars."""

import json
import os
import re
import subprocess

from examples import ROOT, ExampleTest, text_of
from processes import Child, need
from screens import SwayScreen, XScreen
from stand_in_daemon import seated
from wayland_pointer import LEFT, MIDDLE, RIGHT, WaylandPointer

# What is due: the colour that sitbreak gives it, and that of an urgent block, which is the bar's own.
DUE = "#e0706c"
URGENT = "#900000"


class BarTest(ExampleTest):
    def judge_bar(self, screen, due):
        """It follows a daemon that starts under it: a break that is due has a colour, and each minute a look."""
        self.start_seated(minutes=31, Due=True, NextReminder=0)
        screen.await_colour(due)
        self.daemon.change(**seated(minutes=23), Due=False)
        screen.await_colour(due, shown=False)
        then = screen.steady()
        self.daemon.change(**seated(minutes=24))
        screen.await_look(lambda look: look != then, "another minute looks different")
        self.daemon.change(**seated(minutes=23))
        screen.await_look(lambda look: look == then, "the same minute looks the same")


class Waybar(BarTest):
    def start_waybar(self):
        need("waybar")
        self.screen = self._having(SwayScreen(self))
        self.mouse = self._having(WaylandPointer(self.screen.env["WAYLAND_DISPLAY"]))
        self.place("waybar.jsonc", ".config", "waybar", "sitbreak.jsonc")
        self.place("waybar.css", ".config", "waybar", "sitbreak.css")
        config = self.write('{"include": ["~/.config/waybar/sitbreak.jsonc"], "modules-left": ["custom/sitbreak"]}',
                            ".config", "waybar", "config")
        style = self.write('@import "sitbreak.css";\n* { font-family: sans-serif; }\n',
                           ".config", "waybar", "style.css")
        return self.start_program("waybar", "--config", config, "--style", style, env=self.screen.env)

    def test_it_shows_what_is_and_draws_attention_to_a_break(self):
        self.start_waybar()
        self.judge_bar(self.screen, DUE)

    def test_each_class_has_its_colour(self):
        self.start_waybar()
        self.start_seated(Due=True, NextReminder=0, Holds=["call"])
        self.screen.await_colour("#d7b96c")
        self.daemon.change(**{**seated(), "State": "standing", "SittingSince": 0, "Due": False, "Holds": [],
                              "AwaySince": seated()["SittingSince"]})
        self.screen.await_colour("#8fbf7f")
        self.daemon.change(Problems=["the settings file has a mistake"])
        self.screen.await_colour(DUE)
        self.daemon.end()
        self.screen.await_colour("#6f93b8")

    def test_every_class_of_the_style_is_one_that_there_is(self):
        with open(os.path.join(ROOT, "docs", "command.md"), encoding="utf-8") as file:
            rows = re.findall(r"^\| ((?:`[a-z-]+` ?)+) \|", file.read().split("| class | when |")[1], re.M)
        there_are = set(re.findall(r"`([a-z-]+)`", " ".join(rows)))
        styled = set(re.findall(r"#custom-sitbreak\.([a-z-]+)", text_of("waybar.css")))
        self.assertEqual(there_are - styled, {"unseen", "seated", "off-schedule"}, "these are as any module")
        self.assertEqual(styled - there_are, set())

    def test_its_clicks(self):
        self.start_seated(minutes=31, Due=True, NextReminder=0)
        self.start_waybar()
        self.screen.await_colour(DUE)
        calls = []
        for button, call in ((LEFT, ("Snooze", 0)), (MIDDLE, ("Skip",)), (RIGHT, ("TakeBreak",))):
            self.mouse.click(20, 10, self.screen.size, button)
            calls.append(call)
            self.await_calls(*calls)


class Blocks(BarTest):
    """What a program prints for i3bar or swaybar."""

    def blocks(self, lines, pattern):
        """Those with a text of the next line that has a match."""
        line = lines.expect(lambda said: re.search(pattern, said.text), pattern)
        return [block for block in json.loads(line.text.strip(",")) if block["full_text"]]

    def start_i3blocks(self, interval=1):
        need("i3blocks")
        config = self.place("i3blocks.conf", "config", "i3blocks", "config")
        with open(config, encoding="utf-8") as file:
            text, count = re.subn(r"^interval=20$", f"interval={interval}", file.read(), flags=re.M)
        self.assertEqual(count, 1)
        self.write(text, "config", "i3blocks", "config")
        return self.start_program("i3blocks")

    def test_i3blocks(self):
        lines = self.start_i3blocks()
        (block,) = self.blocks(lines, "no sitbreakd")
        self.start_seated()
        (block,) = self.blocks(lines, "23 min")
        self.assertEqual((block["name"], block["full_text"], block["short_text"]),
                         ("sitbreak", "sitting 23 min", "23 min"))
        self.assertNotIn("color", block)
        self.come_due()
        (block,) = self.blocks(lines, "31 min")
        self.assertEqual(block["color"], DUE)

    def test_a_click_on_i3blocks(self):
        self.start_seated()
        lines = self.start_i3blocks(interval=3600)
        (block,) = self.blocks(lines, "23 min")
        self.come_due()
        click = json.dumps({"name": block["name"], "button": 1, "x": 1, "y": 1})
        self.started.process.stdin.write(f"[\n{click}\n")
        self.started.process.stdin.flush()
        (block,) = self.blocks(lines, "31 min")
        self.await_calls(("Snooze", 0))

    def place_i3status(self):
        need("i3status")
        wrapper = self.place("i3status.sh", "bin", "i3status.sh")
        self.write('general { output_format = "i3bar"\n interval = 1 }\norder += "tztime local"\n'
                   'tztime local { format = "it is %H:%M" }\n', "config", "i3status", "config")
        return wrapper

    def test_i3status(self):
        lines = self.start_program(self.place_i3status())
        (clock,) = self.blocks(lines, "it is")
        self.assertEqual(clock["name"], "tztime")
        self.start_seated()
        block, clock = self.blocks(lines, "23 min")
        self.assertEqual((block["name"], block["full_text"], clock["name"]),
                         ("sitbreak", "sitting 23 min", "tztime"))
        self.come_due()
        block, clock = self.blocks(lines, "31 min")
        self.assertTrue(block["urgent"])
        self.daemon.end()
        (clock,) = self.blocks(lines, r"^,\[\{\"name\":\"tztime")
        printed = "".join(line.text for line in lines.items())
        self.assertGreaterEqual(len(json.loads(printed[printed.index("["):] + "]")), 4, "the protocol is whole")

    def test_i3status_ends_with_its_reader(self):
        wrapper = self.place_i3status()
        child = self._having(Child([wrapper], self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        child.process.stdout.readline()
        child.process.stdout.close()
        child.wait(20)


class OnX(BarTest):
    def start_screen(self):
        self.screen = self._having(XScreen(self.env))
        self.env["DISPLAY"] = self.screen.display

    def start_i3(self, config):
        need("i3", "i3bar")
        self.start_screen()
        config = self.write(f"# i3 config file (v4)\nfont pango:sans-serif 10\n{config}", "config", "i3", "config")
        return self.start_program("i3", "-c", config)

    def test_i3bar(self):
        self.start_i3(text_of("i3bar.conf"))
        self.judge_bar(self.screen, URGENT)

    def test_i3blocks_in_i3bar(self):
        need("i3blocks")
        self.start_seated(minutes=31, Due=True, NextReminder=0)
        self.place("i3blocks.conf", "config", "i3blocks", "config")
        self.start_i3("bar {\n status_command exec i3blocks\n}\n")
        self.screen.await_colour(DUE)
        self.screen.click(600, 470)
        self.await_calls(("Snooze", 0))

    def start_polybar(self):
        need("polybar")
        self.start_screen()
        self.place("polybar.ini", ".config", "polybar", "sitbreak.ini")
        config = self.write("include-file = ~/.config/polybar/sitbreak.ini\n[bar/main]\nfont-0 = sans-serif:size=10\n"
                            "modules-left = sitbreak\n", ".config", "polybar", "config.ini")
        return self.start_program("polybar", "--config=" + config, "main")

    def test_polybar(self):
        self.start_polybar()
        self.judge_bar(self.screen, DUE)

    def test_clicks_on_polybar(self):
        self.start_seated(minutes=31, Due=True, NextReminder=0)
        self.start_polybar()
        self.screen.await_colour(DUE)
        calls = []
        for button, call in ((1, ("Snooze", 0)), (2, ("Skip",)), (3, ("TakeBreak",))):
            self.screen.click(30, 10, button)
            calls.append(call)
            self.await_calls(*calls)


class OnSway(BarTest):
    def test_swaybar(self):
        need("swaybar")
        self.judge_bar(self._having(SwayScreen(self, text_of("i3bar.conf"))), URGENT)
