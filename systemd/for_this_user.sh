# shellcheck shell=bash
# `./run.sh install` and `./run.sh uninstall`. Sourced by run.sh, which has set $sitbreak.

# A relative path is none, says the XDG base directory specification.
case ${XDG_DATA_HOME-} in /*) data_home=$XDG_DATA_HOME ;; *) data_home=$HOME/.local/share ;; esac
case ${XDG_CONFIG_HOME-} in /*) config_home=$XDG_CONFIG_HOME ;; *) config_home=$HOME/.config ;; esac

# What is installed, a path a line, so that any checkout can take it away, and a newer one what it no longer has.
list_of_installed() {
    cat "$data_home/sitbreak/installed-files" 2>/dev/null
}

has_user_services() {
    command -v systemctl >/dev/null && systemctl --user show-environment >/dev/null 2>&1
}

# The bus only watches directories that were there when it started.
tell_bus_of_new_files() {
    has_session_bus && ask_bus ReloadConfig >/dev/null
}

install_for_this_user() {
    local release="$sitbreak/build/release" before component
    before=$(list_of_installed)
    for component in Unspecified home; do
        if ! cmake --install "$release" --prefix "$HOME/.local" --component $component >"$release.log" 2>&1; then
            # What came before was installed well.
            sed -n '/^CMake Error/,$p' "$release.log" >&2
            return 1
        fi
    done
    # Paths, a line each; the last has no newline.
    sort -u <(cat "$release/install_manifest_Unspecified.txt"; echo) \
            <(cat "$release/install_manifest_home.txt"; echo) | grep . >"$release/installed-files"
    # What is gone from this version.
    grep -vxFf "$release/installed-files" <<<"$before" | remove_files
    mkdir -p "$data_home/sitbreak" && cp "$release/installed-files" "$data_home/sitbreak/" || return 1
    echo "installed: $HOME/.local/bin/sitbreakd, and its pictures, unit and desktop entries beside it"

    local settings="$config_home/sitbreak/sitbreak.toml"
    if [ ! -e "$settings" ]; then
        mkdir -p "${settings%/*}" && cp "$sitbreak/config/sitbreak.toml" "$settings" || return 1
    fi
    echo "settings:  $settings"
    tell_bus_of_new_files
    start_service "$before"
}

# start_service BEFORE: BEFORE is empty at the first installation. Later, whoever switched the service off has
# meant it.
start_service() {
    if ! has_user_services; then
        echo "service:   no service manager of yours runs here; sitbreak starts with your next desktop session, and"
        echo "           now if you run $HOME/.local/bin/sitbreakd"
        return 0
    fi
    systemctl --user daemon-reload
    [ -n "$1" ] || systemctl --user --quiet enable sitbreakd.service
    if ! systemctl --user --quiet is-enabled sitbreakd.service; then
        echo "service:   stays switched off; systemctl --user enable --now sitbreakd switches it on"
    elif systemctl --user restart sitbreakd.service; then
        echo "service:   $(systemctl --user show --property StatusText --value sitbreakd.service)"
    else
        echo "service:   does not start; journalctl --user -u sitbreakd says why" >&2
        return 1
    fi
}

# Removes the files whose paths it reads, and the directories that are empty then.
remove_files() {
    local file
    while IFS= read -r file; do
        is_below_ours "$file" || continue
        rm -f -- "$file"
        remove_empty "${file%/*}"
    done
    return 0
}

is_below_ours() {
    case $1 in "$HOME/.local/"* | "$data_home/"* | "$config_home/"*) ;; *) return 1 ;; esac
}

# remove_empty DIRECTORY: and those that it is in, if they are empty then.
remove_empty() {
    local directory=$1
    while is_below_ours "$directory" && rmdir -- "$directory" 2>/dev/null; do directory=${directory%/*}; done
}

uninstall_for_this_user() {
    local before history="${XDG_STATE_HOME:-$HOME/.local/state}/sitbreak"
    before=$(list_of_installed)
    if [ -z "$before" ]; then
        echo "sitbreak is not installed for you" >&2
        return 1
    fi
    if has_user_services; then
        systemctl --user --quiet disable --now sitbreakd.service
    fi
    rm -rf "${XDG_CACHE_HOME:-$HOME/.cache}/sitbreak"
    remove_files <<<"$before"$'\n'"$data_home/sitbreak/installed-files"
    if has_user_services; then systemctl --user daemon-reload; fi
    tell_bus_of_new_files
    echo "sitbreak is uninstalled; your settings are still in $config_home/sitbreak"
    if [ -e "$history/history.db" ]; then
        echo "what it recorded of your sitting is still in $history, which you may delete"
    fi
}
