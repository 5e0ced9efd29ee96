"""The table: which situation runs on which desktop. The rows themselves are in counting.py and reminding.py.

C8, C17-C19 and the reminding that knows no desktop are the heart's diaries and the daemon's tests."""

X11, KWIN, PLASMA, SWAY, MUTTER = "X11", "KWin", "Plasma", "sway", "Mutter"
# Mutter with all of GNOME around it, which takes long to start: for what nothing else has.
GNOME_SHELL = "GNOME's shell"
DESKTOPS = (X11, KWIN, SWAY, MUTTER)

_rows = []


class Row:
    def __init__(self, number, words, desktops, lacks, act):
        self.number, self.words, self.act = number, words, act
        self.desktops = [desktop for desktop in desktops if desktop not in lacks]

    def __str__(self):
        return f"{self.number}: {self.words}"


def situation(number, words, desktops=DESKTOPS, lacks=None):
    """A row: a function of a desk (SituationTest), by its number in situations.md. `lacks` says why it cannot be had
    on a desktop: it is no test there."""
    def add(act):
        _rows.append(Row(number, words, desktops, lacks or {}, act))
        return act
    return add


def tests():
    """{name: (row, desktop)}"""
    import counting  # noqa: F401  pylint: disable=import-outside-toplevel,cyclic-import,unused-import
    import reminding  # noqa: F401  pylint: disable=import-outside-toplevel,cyclic-import,unused-import
    return {f"{row.number} on {desktop}: {row.words}": (row, desktop) for row in _rows for desktop in row.desktops}
