"""A call, as PipeWire sees it: somebody takes sound or pictures in, or casts the screen."""

import subprocess
import time
import unittest

import holds
from holds import PATIENCE, SLACK, HoldsTest
from pipewire import PipeWire
from processes import Child
from servers import until

KIND = "call"
ON, OFF = f"{KIND} on", f"{KIND} off"


class PipeWireTest(HoldsTest):
    def setUp(self):
        super().setUp()
        self.require_pipewire()
        self.start_session_bus()  # WirePlumber wants one
        self.pipewire = self.having(PipeWire(self))

    def require_pipewire(self):
        _, _, said = self.holds("--verbose", KIND)
        if "built without PipeWire" in said:
            raise unittest.SkipTest("built without PipeWire")


class Call(PipeWireTest):
    def record(self, target, **properties):
        return self.having(self.pipewire.record(target, **properties))

    def test_recording(self):
        self.pipewire.create_microphone()
        holds = self.start_holds(KIND)
        self.assert_looked(holds)
        first = self.record("microphone")
        holds.expect(ON)
        self.assert_looked(self.start_holds(KIND), ON)
        second = self.record("microphone")
        self.pipewire.await_node("running", media_class="Stream/Input/Audio")
        first.end()
        second.end()
        holds.expect(OFF)
        self.record("microphone")
        holds.expect(ON)
        # While its links are made a stream can run, stop and run again.
        self.assertEqual(holds.told()[:2], ["looked", ON])
        self.assert_ends(holds, lambda it: it.close_input())

    def test_what_is_no_call(self):
        self.pipewire.create_microphone()
        self.pipewire.create_speaker()
        holds = self.start_holds(KIND)
        self.assert_looked(holds)
        for name, target, properties in (
                ("monitor", "speaker", {"stream_capture_sink": "true"}),
                ("meter", "microphone", {"stream_monitor": "true"}),
                ("peaks", "microphone", {"resample_peaks": "true"}),
                ("filter", "microphone", {"node_link-group": "noise-suppression"})):
            self.record(target, node_name=name, **properties)
            self.pipewire.await_node("running", node_name=name)
        self.assert_looked(self.start_holds(KIND))
        self.assertEqual(holds.told(), ["looked"])
        # It has seen them all, for they came before this.
        self.record("microphone", node_name="call")
        holds.expect(ON)
        self.assertEqual(holds.told(), ["looked", ON])

    def test_nothing_changes_nothing_wakes(self):
        self.pipewire.create_microphone()
        self.start_display()
        self.record("microphone")
        self.pipewire.await_node("running", media_class="Stream/Input/Audio")
        holds = self.start_holds(KIND, "do-not-disturb", "full-screen")
        self.assert_looked(holds, ON)
        # What was started here goes on for a while to tell of itself.
        until(lambda: self.sleeps_for(2, holds), "two seconds without a wake-up")

    @staticmethod
    def sleeps_for(seconds, holds):
        before = holds.sleeps()
        time.sleep(seconds)
        return holds.sleeps() == before

    def test_pipewire_dies(self):
        self.pipewire.create_microphone()
        self.record("microphone")
        holds = self.start_holds(KIND)
        holds.expect(ON)
        self.pipewire.kill()
        holds.expect(OFF)
        self.assertIsNone(holds.process.poll())
        self.assert_ends(holds, lambda it: it.close_input())

    def test_pipewire_hangs(self):
        self.pipewire.create_microphone()
        self.record("microphone")
        self.pipewire.await_node("running", media_class="Stream/Input/Audio")
        self.pipewire.pause()
        self.addCleanup(self.pipewire.go_on)
        holds, other = self.start_holds(KIND), self.start_holds(KIND)
        for each in (holds, other):
            self.assertGreaterEqual(self.assert_looked(each, within=PATIENCE + 2 * SLACK), PATIENCE)
        self.assert_ends(other, lambda it: it.close_input())
        self.pipewire.go_on()
        holds.expect(ON)


class Video(PipeWireTest):
    """With a program of ours that takes pictures in or gives them out, as browsers and compositors do."""

    def setUp(self):
        if not holds.programs["video"]:
            raise unittest.SkipTest("built without PipeWire")
        super().setUp()

    def start_video(self, *arguments):
        return self.having(Child([holds.programs["video"], *arguments], self.env, stdout=subprocess.DEVNULL))

    def test_camera(self):
        self.pipewire.create_camera()
        watcher = self.start_holds(KIND)
        self.assert_looked(watcher)
        consumer = self.start_video("take", "camera")
        watcher.expect(ON)
        consumer.end()
        watcher.expect(OFF)

    def test_screen_cast(self):
        """A compositor gives the screen's pictures, and somebody takes them."""
        for media_class in ("Stream/Output/Video", "Video/Source"):
            with self.subTest(media_class):
                watcher = self.start_holds(KIND)
                self.assert_looked(watcher)
                compositor = self.start_video("give", "screen", media_class)
                self.pipewire.await_node("suspended", node_name="screen")
                taker = self.start_video("take", "screen")
                watcher.expect(ON)
                taker.end()
                watcher.expect(OFF)
                compositor.end()
