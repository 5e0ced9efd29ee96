"""run.sh as a person uses it: on a machine with no desktop, on a desktop, and where there is a service manager for it.
Run by .ci/run: it builds, so it is no CTest test."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77  # an exit code: a part was, and all else passed

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.path.realpath(os.path.join(HERE, "../../../run.sh"))
# The servers of a desktop are those of the daemon's tests.
sys.path.append(os.path.join(os.path.dirname(HERE), "daemon"))

import machine  # noqa: E402  pylint: disable=wrong-import-position
from desk import DeskTest  # noqa: E402  pylint: disable=wrong-import-position
from processes import refuse_mistakes  # noqa: E402  pylint: disable=wrong-import-position


def bare(home):
    """The environment of a person who has only logged in on a console."""
    kept = {name: value for name, value in os.environ.items()
            if name in ("PATH", "CXXFLAGS", "USER") or name.startswith("CCACHE_")}
    return {"CCACHE_DIR": os.path.expanduser("~/.cache/ccache"), **kept, "HOME": home, "LANG": "C.UTF-8"}


def run(home, *arguments, environment=None):
    return subprocess.run([RUN, *arguments], env={**bare(home), **(environment or {})}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)


@contextlib.contextmanager
def running(home, *arguments, environment=None):
    """In a process group of its own, as a shell with job control starts it. When no more is looked for it is ended, and
    has to end well."""
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen([RUN, *arguments], env={**bare(home), **(environment or {})}, stdin=subprocess.DEVNULL, text=True,
                                   stdout=subprocess.PIPE, stderr=errors, process_group=0)
        try:
            yield process, errors
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGTERM)
            code = process.wait(5)
            assert code == 0, code
            errors.seek(0)
            refuse_mistakes(RUN, errors.read())
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.stdout.close()
            process.wait()


def bus_of(process):
    """The session bus that run.sh started: a child of the daemon that it became."""
    with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
        children = [int(pid) for pid in file.read().split()]
    assert len(children) == 1, children
    return children[0]


def wait_until(condition, what, patience=10):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"waited {patience} s for {what}"
        time.sleep(0.02)


def says(file, text):
    file.seek(0)
    return text in file.read()


def answers_on_standard_output_alone(home):
    version = run(home, "--version")
    assert version.returncode == 0 and re.fullmatch(r"sitbreakd \S+\n", version.stdout), version
    printed = run(home, "--set", "sitting.limit=25min", "--print-settings")
    assert 'limit = "25min"' in printed.stdout and printed.stderr == "", printed
    assert "Usage" in run(home, "--help").stdout or "OPTIONS" in run(home, "--help").stdout
    for check in ("--check", f"--check={os.path.dirname(RUN)}/config/sitbreak.toml"):
        checked = run(home, check)
        assert checked.returncode == 0 and checked.stderr == "", checked
    wrong = run(home, "--set", "sitting.limt=25min")
    assert wrong.returncode == 2 and "limt" in wrong.stderr, wrong


def reminds_on_a_bare_machine(home):
    began = time.monotonic()
    with running(home, "--set", "sitting.limit=10s") as (process, errors):
        first = process.stdout.readline()
        took = time.monotonic() - began
        errors.seek(0)
        said = errors.read()
        print(f"  after {took:.1f} s: {first.strip()}")
        assert 10 <= took < 13, (took, said)
        for line in ("there is no session bus here", "nothing here shows notifications", "counts by the clock alone"):
            assert said.count(line) == 1, said


def ends_at_once_and_leaves_nothing(home):
    for sent in (signal.SIGTERM, signal.SIGINT):
        with running(home) as (process, errors):
            wait_until(lambda errors=errors: says(errors, "counts by"), "the daemon")
            bus = bus_of(process)
            began = time.monotonic()
            os.killpg(process.pid, sent)
            code = process.wait(5)
            took = time.monotonic() - began
            print(f"  {sent.name}: ended after {took:.2f} s")
            assert code == 0 and took < 1, (code, took)
            wait_until(lambda bus=bus: not os.path.exists(f"/proc/{bus}"), "the end of its session bus")


def shows_on_a_desktop(home):
    desk = DeskTest()
    try:
        desk.setUp()
        desk.start_desk()
        dunst = desk.start_dunst()
        desk.x.type_on()
        names = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
        with running(home, "--set", "sitting.limit=6s", "--set", "sitting.break_length=3s",
                     environment={name: desk.env[name] for name in names}) as (process, errors):
            print(f"  shown: {desk.monitor.notify(within=60).summary}")
            dunst.await_displayed(1)
            errors.seek(0)
            said = errors.read()
            assert "counts by input on X display" in said and "--terminal" not in said, said
            os.killpg(process.pid, signal.SIGTERM)
            assert process.wait(5) == 0
            dunst.await_displayed(0)
    finally:
        desk.doCleanups()


def files_in(home):
    return sorted(os.path.relpath(os.path.join(directory, name), home)
                  for directory, _, names in os.walk(home) for name in names)


def empty_directories_in(home):
    return sorted(os.path.relpath(directory, home)
                  for directory, inner, names in os.walk(home) if not inner and not names)


def says_why_it_cannot_install(home):
    owner = f"{home}/of somebody whose .local is no directory"
    os.mkdir(owner)
    with open(f"{owner}/.local", "w", encoding="utf-8"):
        pass
    refused = run(owner, "install")
    # CMake breaks its lines where it likes.
    assert refused.returncode == 1 and f"{owner}/.local/" in " ".join(refused.stderr.split()), refused
    shutil.rmtree(owner)


def installs_and_uninstalls(home):
    first = run(home, "install")
    assert first.returncode == 0, first
    installed = files_in(home)
    for expected in (".local/bin/sitbreak", ".local/bin/sitbreakd", ".config/sitbreak/sitbreak.toml",
                     ".config/autostart/sitbreakd.desktop",
                     ".local/share/systemd/user/sitbreakd.service",
                     ".local/share/applications/org.sitbreak.Sitbreak.desktop",
                     ".local/share/dbus-1/services/org.sitbreak.Sitbreak1.service",
                     ".local/share/icons/hicolor/scalable/apps/org.sitbreak.Sitbreak.svg",
                     ".local/share/sitbreak/movements/walk.svg",
                     ".local/share/bash-completion/completions/sitbreak",
                     ".local/share/zsh/site-functions/_sitbreak",
                     ".local/share/fish/vendor_completions.d/sitbreak.fish",
                     ".local/share/man/man1/sitbreak.1"):
        assert expected in installed, (expected, installed)
    with open(f"{home}/.local/share/systemd/user/sitbreakd.service", encoding="utf-8") as unit:
        assert re.search(rf'^ExecStart="?{re.escape(home)}/.local/bin/sitbreakd"?$', unit.read(), re.MULTILINE)
    assert subprocess.run([f"{home}/.local/bin/sitbreakd", "--check"], env=bare(home), check=False,
                          stdout=subprocess.DEVNULL).returncode == 0

    with open(f"{home}/.config/sitbreak/sitbreak.toml", "w", encoding="utf-8") as settings:
        settings.write('[sitting]\nlimit = "25min"\n')
    os.remove(f"{home}/.local/share/sitbreak/movements/walk.svg")
    assert run(home, "install").returncode == 0 and files_in(home) == installed
    uninstalled = run(home, "uninstall")
    assert uninstalled.returncode == 0
    # It ran above.
    assert f"still in {home}/.local/state/sitbreak, which you may delete" in uninstalled.stdout, uninstalled
    history = ".local/state/sitbreak/history.db"
    assert files_in(home) == [".config/sitbreak/sitbreak.toml", history], files_in(home)
    assert empty_directories_in(home) == [], empty_directories_in(home)
    with open(f"{home}/.config/sitbreak/sitbreak.toml", encoding="utf-8") as settings:
        assert "25min" in settings.read(), "the person's settings were overwritten"
    assert run(home, "uninstall").returncode == 1

    elsewhere = {"XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/settings"}
    assert run(home, "install", environment=elsewhere).returncode == 0
    for expected in ("data/systemd/user/sitbreakd.service", "data/dbus-1/services/org.sitbreak.Sitbreak1.service",
                     "data/icons/hicolor/scalable/apps/org.sitbreak.Sitbreak.svg", "settings/autostart/sitbreakd.desktop"):
        assert expected in files_in(home), (expected, files_in(home))
    assert run(home, "uninstall", environment=elsewhere).returncode == 0
    left = [".config/sitbreak/sitbreak.toml", history, "settings/sitbreak/sitbreak.toml"]
    assert files_in(home) == left, files_in(home)
    assert empty_directories_in(home) == ["data"], empty_directories_in(home)


class Manager:
    """The service manager of root on a machine of its own, for which this checkout is installed."""

    def __init__(self, its_machine):
        self._machine = its_machine
        its_machine.run("systemctl", "start", "user@0.service")

    def run(self, *command, check=True):
        kept = [f"{name}={value}" for name, value in bare("/root").items() if name not in ("PATH", "USER", "LANG")]
        session = ("XDG_RUNTIME_DIR=/run/user/0", "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/0/bus")
        return self._machine.run(*command, check=check, environment=(*kept, *session)).stdout

    def unit(self, name):
        return self.run("systemctl", "--user", "show", "--property", name, "--value", "sitbreakd.service").strip()


def installs_as_a_service(its_machine):
    manager = Manager(its_machine)
    said = manager.run(RUN, "install")
    assert re.search("^service:   sitting since", said, re.MULTILINE), said
    assert manager.unit("ActiveState") == "active"
    first = manager.unit("MainPID")
    assert "sitting since" in manager.run(RUN, "install")
    assert manager.unit("MainPID") not in ("0", first), "the old one runs on"

    manager.run("systemctl", "--user", "disable", "--now", "sitbreakd.service")
    assert "stays switched off" in manager.run(RUN, "install")
    assert manager.unit("ActiveState") == "inactive"
    manager.run("systemctl", "--user", "enable", "--now", "sitbreakd.service")
    assert manager.unit("ActiveState") == "active"
    manager.run(RUN, "uninstall")
    assert (manager.unit("ActiveState"), manager.unit("LoadState")) == ("inactive", "not-found")


def on_a_machine_of_its_own(inside):
    """In a process of its own, for its mounts go with it."""
    try:
        if not inside:
            machine.run_in_own_namespaces(sys.executable, "-B", os.path.realpath(__file__), "--inside")
        its_machine = machine.Machine()
        try:
            if its_machine.run("test", "-x", RUN, check=False).returncode != 0:
                raise machine.Skip("this checkout is not on the root file system")
            installs_as_a_service(its_machine)
        finally:
            its_machine.power_off()
    except machine.Skip as why:
        print(f"  skipped: {why}")
        return SKIPPED
    return 0


def main():
    if len(sys.argv) > 1:
        return on_a_machine_of_its_own(inside=sys.argv[1] == "--inside")
    home = os.path.realpath(tempfile.mkdtemp(prefix="sitbreak home "))
    try:
        for check in (answers_on_standard_output_alone, reminds_on_a_bare_machine, ends_at_once_and_leaves_nothing,
                      shows_on_a_desktop, says_why_it_cannot_install, installs_and_uninstalls):
            print(check.__name__.replace("_", " "), flush=True)
            check(home)
        print("installs as a service", flush=True)
        return subprocess.run([sys.executable, "-B", __file__, "--on-a-machine-of-its-own"], check=False).returncode
    finally:
        shutil.rmtree(home)


sys.exit(main())
