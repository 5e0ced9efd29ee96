"""PipeWire and WirePlumber without sound cards and cameras, and what is made up for them."""

import json
import os
import signal
import subprocess

from processes import Child, need, run
from servers import until


class PipeWire:
    def __init__(self, test):
        need("pipewire", "pw-cli", "pw-dump", "pw-record", "wireplumber")
        self._test = test
        self._env = test.env
        # A source of pictures is not among what it knows by itself.
        test.write('context.spa-libs = { videotestsrc = videotestsrc/libspa-videotestsrc }\n', "config", "pipewire",
                   "pipewire.conf.d", "camera.conf")
        self._socket = os.path.join(test.env["XDG_RUNTIME_DIR"], "pipewire-0")
        self._server = self._run("pipewire")
        until(lambda: os.path.exists(self._socket), "PipeWire's socket")
        self._manager = self._run("wireplumber")
        until(lambda: any((each.get("info") or {}).get("props", {}).get("application.name") == "WirePlumber [export]"
                          for each in self._dump()), "WirePlumber at work")

    def _run(self, *command):
        return Child(list(command), self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _dump(self):
        _, out, _ = run(["pw-dump"], self._env)
        try:
            return json.loads(out)
        except json.JSONDecodeError:  # it printed in pieces, or nothing
            return []

    def nodes(self):
        """(properties, state) of each."""
        return [(each["info"]["props"], each["info"]["state"]) for each in self._dump()
                if each["type"] == "PipeWire:Interface:Node" and each.get("info")]

    def await_node(self, state, **properties):
        """A node with these properties in that state; underscores stand for dots and dashes are kept."""
        wanted = {key.replace("_", "."): value for key, value in properties.items()}
        until(lambda: any(at == state and wanted.items() <= of.items() for of, at in self.nodes()),
              f"a node {wanted} that is {state}")

    def _create(self, factory, properties):
        code, out, err = run(["pw-cli", "create-node", factory, properties], self._env)
        if code != 0:
            raise AssertionError(f"pw-cli create-node: {out}{err}")

    def create_microphone(self):
        self._create("adapter", "{ factory.name=support.null-audio-sink node.name=microphone "
                                "media.class=Audio/Source/Virtual object.linger=1 audio.position=[FL FR] }")
        until(lambda: any(of.get("node.name") == "microphone" for of, _ in self.nodes()), "the microphone")

    def create_speaker(self):
        self._create("adapter", "{ factory.name=support.null-audio-sink node.name=speaker media.class=Audio/Sink "
                                "object.linger=1 audio.position=[FL FR] }")
        until(lambda: any(of.get("node.name") == "speaker" for of, _ in self.nodes()), "the speaker")

    def create_camera(self):
        self._create("spa-node-factory", "{ factory.name=videotestsrc node.name=camera media.class=Video/Source "
                                         "object.linger=1 }")
        until(lambda: any(of.get("node.name") == "camera" for of, _ in self.nodes()), "the camera")

    def record(self, target, **properties):
        """A program that records; `properties` are its stream's."""
        given = " ".join(f'{key.replace("_", ".")}={value}' for key, value in properties.items())
        file = self._test.path("recorded.wav")
        return Child(["pw-record", "--target", target, "-P", f"{{ {given} }}", file], self._env,
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def pause(self):
        self._server.send(signal.SIGSTOP)

    def go_on(self):
        self._server.send(signal.SIGCONT)

    def kill(self):
        self._server.kill()

    def end(self):
        self._manager.end()
        self._server.end()
