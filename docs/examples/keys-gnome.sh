#!/bin/sh
# Binds keys of GNOME's to sitbreak, beside those that are bound already. Once is enough.
set -eu

keys=org.gnome.settings-daemon.plugins.media-keys

# bind ID KEYS NAME COMMAND
bind() {
    path=/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/$1/
    gsettings set "$keys.custom-keybinding:$path" binding "$2"
    gsettings set "$keys.custom-keybinding:$path" name "$3"
    gsettings set "$keys.custom-keybinding:$path" command "$4"

    bound=$(gsettings get "$keys" custom-keybindings)
    case $bound in
        *"'$path'"*) return ;;
        *"'"*) bound="${bound%]}, '$path']" ;;
        *) bound="['$path']" ;;
    esac
    gsettings set "$keys" custom-keybindings "$bound"
}

bind sitbreak-snooze '<Super>z' 'Snooze the reminder to stand up' 'sitbreak snooze'
bind sitbreak-break '<Super><Shift>z' 'Take a break now' 'sitbreak break'
