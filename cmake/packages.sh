# shellcheck shell=bash
# What sitbreak needs from the distribution, and how it gets there. Sourced by run.sh, test.sh and .ci/run; the
# names are those of Debian 12 and 13.
# shellcheck disable=SC2034  # each script takes the lists that it needs

packages_to_build=(g++ cmake ninja-build pkg-config libboost-dev libspdlog-dev libtomlplusplus-dev libcli11-dev
                   nlohmann-json3-dev libsqlitecpp-dev scdoc
                   libnotify-dev libxcb1-dev libxcb-sync-dev libwayland-dev libwayland-bin libpipewire-0.3-dev)
# dbus-daemon for a machine that has no session bus, dbus-send to ask the bus who shows notifications.
packages_to_run=(dbus-daemon dbus-bin)
# Real servers and stand-ins for them. librsvg2-common is what lets them draw our pictures.
packages_to_test=(doctest-dev librapidcheck-dev xvfb xdotool dunst mutter kwin-wayland librsvg2-common
                  libglib2.0-bin plasma-wayland-protocols wayland-protocols
                  python3 python3-gi python3-dbusmock python3-jsonschema
                  # what speaks against a reminder
                  pipewire pipewire-bin wireplumber libspa-0.2-modules openbox x11-utils sway xwayland mako-notifier
                  jq wtype xfce4-notifyd xfconf gsettings-desktop-schemas dconf-service dconf-gsettings-backend
                  # who reads the completions and the man pages
                  bash-completion zsh fish groff-base
                  # what the examples of docs/bars.md are for
                  grim i3-wm i3blocks i3status polybar fonts-dejavu-core gnome-settings-daemon-common python3-yaml)
# Much for a few tests, so only for whoever runs all of them. The packages of waybar and swaync start them in every
# graphical session.
packages_to_test_all=(gnome-shell gjs waybar sway-notification-center mate-screensaver
                      # the report's page, in a browser and as a document
                      chromium chromium-driver python3-selenium python3-html5lib poppler-utils)
# A machine of its own with logind and a user's service manager, which only root can start.
packages_to_test_as_root=(systemd systemd-container libpam-systemd dbus dbus-user-session)
# Debian 12 and 13 have this version of clang-format in common; others format differently.
packages_to_check=(clang-format-19 clang-tidy cppcheck shellcheck desktop-file-utils systemd)

# is_installed PACKAGE
is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# as_root COMMAND...: with sudo for whoever is not root.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

# Whether as_root will work: for a user, sudo that asks for no password, or a terminal to ask for it and a group
# that Debian lets use sudo.
can_be_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || { [ -t 0 ] && [[ " $(id -Gn) " == *" sudo "* ]]; }
}

# apt_get ARGUMENTS...: waits for whoever else is installing something, and never removes what is there.
apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
        apt-get -qq -o DPkg::Lock::Timeout=600 "$@" </dev/null
}

# patient_apt_get LOG ARGUMENTS...: waits for the locks, too, that apt itself gives up at: those of the lists, in some
# of its versions, and of what it has fetched.
patient_apt_get() {
    local log=$1 deadline=$((SECONDS + 600)) waits=""
    until apt_get "${@:2}" >"$log" 2>&1; do
        grep -q 'Could not get lock' "$log" && [ "$SECONDS" -lt "$deadline" ] || return 1
        [ -n "$waits" ] || echo "waiting for another run of apt to end…" >&2
        waits=yes
        sleep 5
    done
}

# need PACKAGE...: installs those that are missing. Says so and returns 1 if that cannot be done.
need() {
    local package missing=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "not a Debian system: taking it that what these packages have is there: $*" >&2
        return 0
    fi
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} = 0 ] && return 0

    if ! can_be_root; then
        echo "sitbreak needs packages that are not installed, and you cannot install them here. Ask the" \
             "administrator for:" >&2
        echo "    apt-get install --no-install-recommends ${missing[*]}" >&2
        return 1
    fi
    echo "installing ${missing[*]}…" >&2
    local log
    log=$(mktemp) || return 1
    if install_packages "$log" "${missing[@]}"; then
        rm -f "$log"
    else
        echo "could not install them; apt's own words are above and in $log" >&2
        return 1
    fi
}

# install_packages LOG PACKAGE...: the lists are fetched only if they do not know a package, or are too old to
# fetch it by.
install_packages() {
    local log=$1 install=(install --yes --no-install-recommends --no-remove "${@:2}") known
    known=$(apt-cache show --no-all-versions "${@:2}" 2>/dev/null | grep -c '^Package: ')
    if [ "$known" = $(($# - 1)) ]; then
        patient_apt_get "$log" "${install[@]}" && return 0
    fi
    patient_apt_get "$log" update && patient_apt_get "$log" "${install[@]}" && return 0
    tail -n 20 "$log" >&2
    return 1
}
