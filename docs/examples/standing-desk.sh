#!/bin/sh
# Tells sitbreak whether you stand, by the height of a desk that goes up and down.
#   standing-desk.sh HEIGHT     such as 72 or 110.5
#   … | standing-desk.sh        a height on each line, from whatever knows it; tells when it goes up and when down
set -u

# Between the height at which you sit and the one at which you stand, in the same unit: a whole number.
standing_from=${STANDING_FROM:-95}

# posture_at HEIGHT: prints "stand" or "sit"; 2 if that is no height.
posture_at() {
    case $1 in
        '' | .* | *[!0-9.]* | *.*.* | ??????????*)
            echo "standing-desk.sh: '$1' is no height, expected a number such as 110.5" >&2
            return 2
            ;;
    esac
    if [ "${1%.*}" -ge "$standing_from" ]; then echo stand; else echo sit; fi
}

# tell POSTURE. That you stand holds for some hours and no longer, in case that nobody says when the desk goes down.
tell() {
    case $1 in
        stand) sitbreak stand --for 4h ;;
        sit) sitbreak sit ;;
    esac
}

if [ $# -gt 0 ]; then
    posture=$(posture_at "$1") || exit
    tell "$posture"
    exit
fi

told=
while IFS= read -r height; do
    posture=$(posture_at "$height") || continue
    [ "$posture" != "$told" ] || continue
    # Tried again with the next height if it cannot be told.
    if tell "$posture" </dev/null; then told=$posture; fi
done
