# shellcheck shell=bash
# Builds a preset of the tree in $sitbreak quietly. Sourced by run.sh, test.sh and .ci/run.

# build PRESET [CMAKE_OPTION...]: brings build/PRESET up to date. Says that it builds if there is anything to do, and
# shows what the compiler said only if it fails. With a regular expression in $only, builds only the targets that
# match it.
build() {
    local said_building="" preset=$1 options=("${@:2}") directory="$sitbreak/build/$1" log="$sitbreak/build/$1.log" lock result
    if ! mkdir -p "$directory" 2>/dev/null || [ ! -w "$directory" ] || ! { : >>"$log"; } 2>/dev/null; then
        echo "cannot write to $directory, which may be another user's: use a checkout of your own" >&2
        return 1
    fi
    # A second run at the same time waits, and finds the work done.
    exec {lock}>"$directory/lock"
    flock --nonblock "$lock" || { echo "waiting for another build of $preset to end…" >&2; flock "$lock"; }
    configure && compile
    result=$?
    exec {lock}>&-
    return $result
}

# Configures anew only when something is different from last time that ninja does not see by itself. ccache is used
# where it is installed, unless the environment names another launcher.
configure() {
    local stamp="$directory/configured-as" now
    if [ -z "${CMAKE_CXX_COMPILER_LAUNCHER+set}" ] && command -v ccache >/dev/null; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    fi
    now=$(printf '%s\n' "$sitbreak" "${CMAKE_CXX_COMPILER_LAUNCHER-}" "${CXX-}" "${CXXFLAGS-}" "${options[@]}"
          cat "$sitbreak/CMakePresets.json" /etc/os-release)
    [ -e "$directory/build.ninja" ] && [ "$now" = "$(cat "$stamp" 2>/dev/null)" ] && return 0
    rm -f "$stamp"
    (cd "$sitbreak" && cmake --preset "$preset" --fresh "${options[@]}") >"$log" 2>&1 || { failed; return 1; }
    printf '%s\n' "$now" >"$stamp"
}

compile() {
    local targets=()
    if [ -n "${only-}" ]; then
        mapfile -t targets < <(ninja -C "$directory" -t targets all | sed -n 's/: phony$//p' | grep -xE "$only")
    fi
    [ -e "$directory/.ninja_log" ] || say_building
    ninja -C "$directory" -j "$(nproc)" "${targets[@]}" 2>&1 | watch_ninja >"$log" || { failed; return 1; }
}

# Passes on what ninja says, and says that it builds when it does. A dry run would not tell: it ends at the question
# whether CMake has to look for files again.
watch_ninja() {
    local line works=' (Building|Linking|Generating) '
    while IFS= read -r line; do
        printf '%s\n' "$line"
        if [[ $line =~ $works ]]; then say_building; fi
    done
}

# Once.
say_building() {
    [ -n "${said_building-}" ] || echo "building sitbreak ($preset)…" >&2
    said_building=yes
}

failed() {
    grep -E -A 5 'error:|Error|FAILED:' "$log" | head -n 40 >&2
    echo "sitbreak does not build here; everything the build said is in $log" >&2
}
