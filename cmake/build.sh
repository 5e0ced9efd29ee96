# shellcheck shell=bash
# Builds a preset of the tree in $sitbreak quietly. Sourced by run.sh, test.sh and .ci/run.

# build PRESET [TARGET...] [-- CMAKE_OPTION...]: brings build/PRESET up to date. Says that it builds if there is
# anything to do, and shows what the compiler said only if it fails.
build() {
    local preset=$1 directory="$sitbreak/build/$1" log="$sitbreak/build/$1.log" targets=() options=() lock result
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do targets+=("$1"); shift; done
    options=("${@:2}")

    if ! mkdir -p "$directory" 2>/dev/null || [ ! -w "$directory" ] || ! { : >>"$log"; } 2>/dev/null; then
        echo "cannot write to $directory, which may be another user's: use a checkout of your own" >&2
        return 1
    fi
    # A second run at the same time waits, and finds the work done.
    exec {lock}>"$directory/lock"
    flock "$lock"
    configure && compile
    result=$?
    exec {lock}>&-
    return $result
}

# ccache is used where it is installed, unless the environment names another launcher.
# Configured anew only when something is different from last time that ninja does not see by itself.
configure() {
    local stamp="$directory/configured-as" now
    if [ -z "${CMAKE_CXX_COMPILER_LAUNCHER+set}" ] && command -v ccache >/dev/null; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    fi
    now=$(printf '%s\n' "$sitbreak" "${CMAKE_CXX_COMPILER_LAUNCHER-}" "${options[@]}"
          cat "$sitbreak/CMakePresets.json" /etc/os-release)
    [ -e "$directory/build.ninja" ] && [ "$now" = "$(cat "$stamp" 2>/dev/null)" ] && return 0
    rm -f "$stamp"
    (cd "$sitbreak" && cmake --preset "$preset" --fresh "${options[@]}") >"$log" 2>&1 || { failed; return 1; }
    printf '%s\n' "$now" >"$stamp"
}

compile() {
    [ "$(ninja -C "$directory" -n "${targets[@]}" 2>&1 | tail -n 1)" = "ninja: no work to do." ] && return 0
    echo "building sitbreak ($preset)…" >&2
    ninja -C "$directory" -j "$(nproc)" "${targets[@]}" >"$log" 2>&1 || { failed; return 1; }
}

failed() {
    grep -E -A 5 'error:|Error|FAILED:' "$log" | head -n 40 >&2
    echo "sitbreak does not build here; everything the build said is in $log" >&2
}
