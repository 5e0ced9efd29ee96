#!/bin/sh
# i3status, with sitbreak's block before its own. Its settings need output_format = "i3bar".
#   i3status.sh [OPTIONS OF i3status]
i3status "$@" | while IFS= read -r line; do
    case $line in
        *'[{'*)
            # Without a daemon there is no block.
            block=$(sitbreak status --i3bar 2>/dev/null </dev/null) && block="$block,"
            line="${line%%'[{'*}[$block{${line#*'[{'}"
            ;;
    esac
    printf '%s\n' "$line" || exit
done
