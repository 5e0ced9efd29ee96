#!/bin/bash
# Installs what the tests need, builds them and runs them, on Debian 12 or 13. Ends with how many passed, failed and
# were skipped, and why. What only root can do (a machine of its own, in systemd-nspawn) is skipped for others.
#   ./test.sh [--all] [ctest options]      --all: the slow ones too
set -uo pipefail

sitbreak=$(dirname "$(readlink -f "$0")")
# shellcheck source=cmake/packages.sh
. "$sitbreak/cmake/packages.sh"
# shellcheck source=cmake/build.sh
. "$sitbreak/cmake/build.sh"
export LC_ALL=C.UTF-8

packages=("${packages_to_build[@]}" "${packages_to_run[@]}" "${packages_to_test[@]}")
which=(--label-exclude slow)
if [ "${1-}" = --all ]; then
    packages+=("${packages_to_test_all[@]}")
    which=()
    shift
fi
[ "$(id -u)" = 0 ] && packages+=("${packages_to_test_as_root[@]}")
need "${packages[@]}" || exit 1
build debug || exit 1

results="$sitbreak/build/test-results.xml"
rm -f "$results"
# Twice as many at a time as there are processors, for most of them wait most of the time.
ctest --test-dir "$sitbreak/build/debug" --parallel "$((2 * $(nproc)))" --output-on-failure --no-tests=error --timeout 600 \
      --test-output-size-passed 65536 --output-junit "$results" "${which[@]}" "$@"
# Its exit code is left aside: the summary counts, and judges what was skipped too.
exec /usr/bin/python3 "$sitbreak/tests/summary.py" "$results"
