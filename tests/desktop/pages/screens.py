"""What is on a screen that nobody looks at, and hands on it."""

import mmap
import struct
import subprocess

from compositor import Sway
from processes import need, temporary_directory
from servers import XServer, until


def colours(pixels, order):
    """The set of (red, green, blue) in rows of pixels, whose bytes have them at the places of `order`."""
    width, (red, green, blue) = order
    return set(zip(pixels[red::width], pixels[green::width], pixels[blue::width]))


class Screen:
    """Of a subclass: `look`, the picture as bytes, and `order` of its pixels."""

    def shows(self, colour):
        """Whether it has about that one somewhere, "#rrggbb": a letter's edges have others."""
        wanted = bytes.fromhex(colour[1:])
        return any(all(abs(one - other) <= 12 for one, other in zip(seen, wanted))
                   for seen in colours(self.look(), self.order))

    def await_colour(self, colour, shown=True):
        until(lambda: self.shows(colour) == shown, f"{colour} on the screen: {shown}")

    def steady(self):
        """The picture, and not one that is being drawn: two in a row are the same."""
        return until(lambda: (look := self.look()) == self.look() and look, "the screen comes to rest")

    def await_look(self, matches, what):
        until(lambda: matches(self.look()), what)


class XScreen(Screen, XServer):
    """Xvfb draws into a file, which is an X window dump."""

    order = 4, (2, 1, 0)

    def __init__(self, env):
        self._directory = temporary_directory()
        super().__init__(env, "-fbdir", self._directory)

    def look(self):
        with open(f"{self._directory}/Xvfb_screen0", "rb") as file, \
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as dump:
            header = struct.unpack(">25I", dump[:100])
            begin, colourmap, height, row = header[0], header[19], header[5], header[12]
            begin += 12 * colourmap
            return dump[begin:begin + height * row]


class SwayScreen(Screen, Sway):
    order = 3, (0, 1, 2)

    def __init__(self, test, settings=""):
        need("grim")
        super().__init__(test, settings)

    def look(self):
        shot = subprocess.run(["grim", "-t", "ppm", "-"], env={**self._test_env, **self.env}, capture_output=True,
                              timeout=20, check=False)
        if shot.returncode != 0:
            raise AssertionError(f"grim: {shot.stderr.decode()}")
        head, pixels = shot.stdout.split(b"\n255\n", 1)
        self.size = tuple(map(int, head.split()[1:]))
        return pixels
