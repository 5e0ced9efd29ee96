"""A machine of its own: systemd as process 1, logind, the system bus and a user's service manager, in
systemd-nspawn over an overlay of this system's files, which it leaves as they are. Needs root."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import tempfile
import time

USER = "sitbreak-joe"
PATIENCE = 20  # seconds, for anything that takes a moment on an idle machine


class Skip(Exception):
    """Cannot be done on this machine."""


def run_in_own_namespaces(program, *arguments):
    """Goes on as `program` where nothing that is mounted or started outlives it, however it ends."""
    if os.geteuid() != 0:
        raise Skip("starting a machine of its own needs root")
    for needed in ("systemd-nspawn", "nsenter", "unshare", "useradd"):
        if not shutil.which(needed):
            raise Skip(f"{needed} is not installed")
    os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child",
                          "--mount-proc", program, *arguments])


def wait_until(condition, what, patience=PATIENCE):
    """Returns what `condition` does as soon as that is true."""
    deadline = time.monotonic() + patience
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience} s for: {what}")
        time.sleep(0.05)


class Machine:
    """Booted, with USER's service manager running. `lower` is the system that it is made of."""

    def __init__(self, lower="/"):
        self.directory = tempfile.mkdtemp(prefix="sitbreak-machine-")
        self.root = f"{self.directory}/root"
        self._mount(lower)
        self._prepare()
        self._boot()

    # -- commands

    def run(self, *command, check=True, environment=(), **options):
        """As the machine's root. Returns the completed process, its output as text."""
        inside = ["nsenter", f"--target={self.leader}", "--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup",
                  "env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG=C.UTF-8",
                  *environment, *command]
        done = subprocess.run(inside, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False, timeout=60, **options)
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}")
        return done

    def run_as_user(self, *command, environment=(), **options):
        runtime = f"/run/user/{self.uid}"
        session = (f"XDG_RUNTIME_DIR={runtime}", f"DBUS_SESSION_BUS_ADDRESS=unix:path={runtime}/bus",
                   f"HOME=/home/{USER}", f"USER={USER}")
        return self.run("setpriv", f"--reuid={self.uid}", f"--regid={self.uid}", "--init-groups", *command,
                        environment=(*session, *environment), **options)

    def user_systemctl(self, *arguments, **options):
        return self.run_as_user("systemctl", "--user", "--no-pager", *arguments, **options).stdout.strip()

    def unit(self, name, value):
        return self.user_systemctl("show", "--property", value, "--value", name)

    def journal(self, *match):
        """The lines of the journal that match, oldest first."""
        done = self.run("journalctl", "--no-pager", "--quiet", "--output=cat", *match, check=False)
        return done.stdout.splitlines()

    def write(self, path, text, mode=0o644):
        """A file of the machine; in the home directory it is USER's."""
        outside = f"{self.root}{path}"
        missing = []
        directory = os.path.dirname(outside)
        while not os.path.isdir(directory):
            missing.append(directory)
            directory = os.path.dirname(directory)
        os.makedirs(os.path.dirname(outside), exist_ok=True)
        # Inside, so that programs that watch the file see it written there.
        with open(outside, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(outside, mode)
        if path.startswith("/home/"):
            for made in (outside, *missing):
                os.chown(made, self.uid, self.uid)

    # -- from nothing to booted

    def _mount(self, lower):
        libc = ctypes.CDLL(None, use_errno=True)

        def mount(source, target, kind, options):
            if libc.mount(source.encode(), target.encode(), kind.encode(), 0, options.encode()) != 0:
                why = os.strerror(ctypes.get_errno())
                raise Skip(f"this machine does not let systemd-nspawn start: mounting {kind}: {why}")

        # An upper layer cannot always be on the file system that is the lower one.
        mount("tmpfs", self.directory, "tmpfs", "mode=755")
        for name in ("upper", "work", "root", "power"):
            os.mkdir(f"{self.directory}/{name}")
        mount("overlay", self.root, "overlay",
              f"lowerdir={lower},upperdir={self.directory}/upper,workdir={self.directory}/work")
        if not os.access(f"{self.root}/lib/systemd/systemd", os.X_OK):
            raise Skip("there is no systemd in this system's root file system")

    def _prepare(self):
        subprocess.run(["useradd", "--prefix", self.root, "--create-home", "--shell", "/bin/sh", USER], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(f"{self.root}/etc/passwd", encoding="utf-8") as users:
            self.uid = next(int(line.split(":")[2]) for line in users if line.startswith(f"{USER}:"))
        self.write("/etc/machine-id", "")
        self.write(f"/var/lib/systemd/linger/{USER}", "")
        # What this system would start beyond the basics is none of the test's business.
        self.write("/etc/systemd/system/sitbreak-test.target",
                   "[Unit]\nRequires=sysinit.target dbus.socket dbus.service systemd-logind.service\n"
                   f"Requires=systemd-user-sessions.service user@{self.uid}.service\nAllowIsolate=yes\n")
        # A suspend that logind believes in, and that ends when /run/wake appears.
        for name, text in (("state", "freeze mem\n"), ("mem_sleep", "[s2idle]\n")):
            with open(f"{self.directory}/power/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        self.write("/etc/systemd/system/systemd-suspend.service.d/pretend.conf",
                   "[Service]\nExecStart=\n"
                   "ExecStart=/bin/sh -c 'until [ -e /run/wake ]; do sleep 0.1; done; rm /run/wake'\n")

    def _boot(self):
        with open(f"{self.directory}/nspawn.log", "wb") as log:
            self.nspawn = subprocess.Popen(
                ["systemd-nspawn", "--quiet", f"--directory={self.root}", "--boot", "--register=no", "--keep-unit",
                 "--private-network", "--link-journal=no", "--machine=sitbreak-test", "--console=pipe",
                 f"--bind={self.directory}/power:/sys/power", "--", "systemd.unit=sitbreak-test.target",
                 "systemd.log_target=journal"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"})
        booted = False
        with contextlib.suppress(AssertionError):
            booted = wait_until(lambda: self._has_manager() or self.nspawn.poll() is not None, "systemd", 60)
        if not booted or self.nspawn.poll() is not None:
            with open(f"{self.directory}/nspawn.log", encoding="utf-8", errors="replace") as log:
                said = log.read().strip().splitlines()
            raise Skip("this machine does not let systemd-nspawn start: " + (said[-1] if said else "it says nothing"))
        bus = f"/run/user/{self.uid}/bus"
        wait_until(lambda: self.run("test", "-S", bus, check=False).returncode == 0, "the user's bus", 60)
        wait_until(lambda: self.user_systemctl("is-active", "default.target", check=False) == "active",
                   "the user's service manager", 60)

    def _has_manager(self):
        with open(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children", encoding="ascii") as file:
            children = file.read().split()
        self.leader = children[0] if children else None
        return self.leader and os.path.exists(f"/proc/{self.leader}/root/run/systemd/private")

    def open_session(self):
        """A session that USER sits at, as a display manager opens one. Returns its id."""
        self.run("systemd-run", "--quiet", "--unit=session", "--property=PAMName=login", f"--property=User={USER}",
                 "--setenv=XDG_SESSION_TYPE=x11", "--setenv=XDG_SESSION_CLASS=user", "--setenv=XDG_SEAT=seat0",
                 "sleep", "infinity")
        path = f"/org/freedesktop/login1/user/_{self.uid}"

        def display():
            done = self.run("busctl", "get-property", "org.freedesktop.login1", path, "org.freedesktop.login1.User",
                            "Display", check=False)
            return done.stdout.split('"')[1] if done.returncode == 0 else None

        return wait_until(display, "a session of the user")

    def power_off(self):
        """Kills what is left; what is mounted goes with this process's namespaces."""
        self.nspawn.kill()
        self.nspawn.wait()
