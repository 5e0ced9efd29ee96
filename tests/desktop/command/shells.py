"""The real shells, and what they offer for a line that is not finished."""

import os
import re
import threading
import time

from processes import Child, need, run

COMPLETIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../daemon/command/completions")
PROMPT = "READY> "


def completion(name):
    with open(os.path.join(COMPLETIONS, name), encoding="utf-8") as file:
        return file.read()


class Terminal:
    """A shell that reads keys."""

    def __init__(self, command, env):
        near, far = os.openpty()
        self._child = Child(command, {**env, "TERM": "dumb"}, stdin=far, stdout=far, stderr=far)
        os.close(far)
        self._near = near
        self._text = ""
        self._came = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()
        self._asked = 0
        self._await(PROMPT)

    def _read(self):
        while True:
            try:
                some = os.read(self._near, 65536)
            except OSError:  # nobody has the other end any more
                return
            with self._came:
                self._text += some.decode(errors="replace")
                self._came.notify()

    def _await(self, text, within=30):
        """What came up to there, which is taken."""
        deadline = time.monotonic() + within
        with self._came:
            while text not in self._text:
                if not self._came.wait(deadline - time.monotonic()):
                    raise AssertionError(f"not within {within} s: {text!r} in {self._text!r}")
            before, self._text = self._text.split(text, 1)
        return before

    def press(self, keys):
        """All that comes on the screen of what they ask. The line is thrown away."""
        self._asked += 1
        os.write(self._near, f"{keys}\x15echo done$((0))-{self._asked}\r".encode())
        screen = self._await(f"done0-{self._asked}\r\n")
        self._await(PROMPT)  # keys before it are not the shell's
        return screen.replace("\r", "")

    def end(self):
        self._child.end()


class Bash:
    """With bash-completion, which finds ours where a person's own are."""

    def __init__(self, test):
        need("bash")
        scripts = "/usr/share/bash-completion/bash_completion"
        test.write(completion("sitbreak.bash"), "data", "bash-completion", "completions", "sitbreak")
        settings = test.write("\n".join(f"set {setting}" for setting in (
            "show-all-if-ambiguous on", "completion-display-width 0", "page-completions off",
            "completion-query-items -1", "enable-bracketed-paste off", "bell-style none")), "inputrc")
        start = test.write(f"PS1='{PROMPT}'\n. {scripts}\n", "bashrc")
        self._terminal = test._having(Terminal(["bash", "--noprofile", "--rcfile", start, "-i"],
                                               {**test.env, "INPUTRC": settings}))

    def offers(self, line):
        """Of several there is a list, one alone is written into the line, and anything else would be among them."""
        screen = self._terminal.press(f"{line}\t").split(PROMPT)[0]
        assert screen.startswith(line), screen
        if "\n" in screen:
            return set(screen.split("\n")[1:-1])
        return {screen[line.rindex(" ") + 1:].rstrip()} if screen != line else set()


class Zsh:
    """What completion adds is written down on its way."""

    _START = """
PS1='{prompt}'
fpath=({site} $fpath)
autoload -Uz compinit && compinit -u -D
compadd() {{
    if [[ ${{@[1,(i)(-|--)]}} != *-(O|A|D)\\ * ]]; then
        local -a offered
        builtin compadd -A offered "$@"
        (( $#offered )) && print -rl -- $offered >>{offers}
    fi
    builtin compadd "$@"
}}
"""

    def __init__(self, test):
        need("zsh")
        site = os.path.dirname(test.write(completion("_sitbreak"), "data", "zsh", "site-functions", "_sitbreak"))
        self._offers = test.path("offers")
        test.write(self._START.format(prompt=PROMPT, site=site, offers=self._offers), "zsh", ".zshrc")
        self._terminal = test._having(Terminal(["zsh", "-d", "-i"], {**test.env, "ZDOTDIR": test.path("zsh")}))

    def offers(self, line):
        with open(self._offers, "w", encoding="utf-8"):
            pass
        screen = self._terminal.press(f"{line}\t")
        assert "sitbreak: " not in screen, screen
        with open(self._offers, encoding="utf-8") as file:
            return set(file.read().splitlines())


class Fish:
    def __init__(self, test):
        need("fish")
        test.write(completion("sitbreak.fish"), "data", "fish", "vendor_completions.d", "sitbreak.fish")
        self._env = test.env

    def offers(self, line):
        code, out, err = run(["fish", "-c", "complete -C $argv", line], self._env)
        assert (code, err) == (0, ""), (code, err)
        return {offer.split("\t")[0] for offer in out.splitlines()}
