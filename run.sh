#!/bin/bash
# From a fresh checkout to a running sitbreak, on Debian 12 or 13.
#   ./run.sh [sitbreakd options]   installs what is missing, builds, and runs the daemon here
#   ./run.sh install               builds it, installs it for you and starts it as a service
#   ./run.sh uninstall             takes that away again, but not your settings and history
set -uo pipefail

sitbreak=$(dirname "$(readlink -f "$0")")
# shellcheck source=cmake/packages.sh
. "$sitbreak/cmake/packages.sh"
# shellcheck source=cmake/build.sh
. "$sitbreak/cmake/build.sh"
# shellcheck source=systemd/for_this_user.sh
. "$sitbreak/systemd/for_this_user.sh"

export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}

build_release() {
    need "${packages_to_build[@]}" "${packages_to_run[@]}" && build release
}

# given PATTERN... -- ARGUMENT...: whether one of the patterns is that of an argument.
given() {
    local patterns=() pattern argument
    while [ "$1" != -- ]; do patterns+=("$1"); shift; done
    for argument in "${@:2}"; do
        # shellcheck disable=SC2053  # patterns they are
        for pattern in "${patterns[@]}"; do [[ $argument == $pattern ]] && return 0; done
    done
    return 1
}

# ask_bus METHOD [ARGUMENT]: of the bus itself.
ask_bus() {
    dbus-send --session --print-reply=literal --reply-timeout=3000 --dest=org.freedesktop.DBus \
        /org/freedesktop/DBus "org.freedesktop.DBus.$1" "${@:2}" 2>/dev/null
}

# Not merely dbus-send's opinion: where it knows of no bus it would start one that nobody ever ends.
has_session_bus() {
    [ -n "${DBUS_SESSION_BUS_ADDRESS-}" ] || [ -S "${XDG_RUNTIME_DIR:-/nowhere}/bus" ] || return 1
    ask_bus GetId >/dev/null
}

# A bus that ends with the daemon, however that ends: this process becomes the daemon, and the kernel tells the
# bus when it is gone. In a session of its own, so that Ctrl-C reaches the daemon alone. What it says is of no use
# here: it complains of limits that it would only need as a machine's only bus.
start_session_bus() {
    local printed
    exec {printed}< <(exec setsid setpriv --pdeathsig TERM \
                          dbus-daemon --session --nofork --nopidfile --print-address </dev/null 2>/dev/null)
    if ! read -r DBUS_SESSION_BUS_ADDRESS <&"$printed"; then
        echo "no session bus can be started; \"dbus-daemon --session\" says why" >&2
        return 1
    fi
    exec {printed}<&-
    export DBUS_SESSION_BUS_ADDRESS
    echo "there is no session bus here: sitbreak has one of its own" >&2
}

# A server that is running, or one that the bus would start and that has a display to draw on. (grep -q would end
# before dbus-send does, which is then no success.)
something_shows_notifications() {
    local name=org.freedesktop.Notifications
    ask_bus NameHasOwner "string:$name" | grep true >/dev/null && return 0
    [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] && ask_bus ListActivatableNames | grep -w "$name" >/dev/null
}

run() {
    build_release || exit 1
    if ! given --check "--check=*" --print-settings --version --help -h -- "$@"; then
        has_session_bus || start_session_bus || exit 1
        if ! given --terminal -- "$@" && ! something_shows_notifications; then
            echo "nothing here shows notifications: reminders are lines on standard output (--terminal)" >&2
            set -- --terminal "$@"
        fi
    fi
    exec "$sitbreak/build/release/bin/sitbreakd" "$@"
}

case ${1-} in
    install) build_release && install_for_this_user ;;
    uninstall) uninstall_for_this_user ;;
    *) run "$@" ;;
esac
