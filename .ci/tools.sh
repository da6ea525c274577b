#!/usr/bin/env bash
# What the machine itself must bring: a Python for `make install`; a browser, Java and npm for the tests.
#
#   tools.sh venv FOLDER   make a virtual environment (with $PYTHON where it is set)
#   tools.sh browser       make sure that chromium ($CHROMIUM where it is set), java and npm are there
set -euo pipefail

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# install WHAT PACKAGE...: install Debian packages as root; tell anybody else what to run.
install() {
    local what=$1
    shift
    command -v apt-get >/dev/null ||
        fail "Missing on this machine: $what." "Install it (Debian's packages: $*), then run make again."
    ((EUID == 0)) ||
        fail "Missing on this machine: $what. Run" \
            "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" "and then make again."
    echo "Installing $* (apt-get)"
    local log
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get update && apt-get install -y --no-install-recommends "$@"; } </dev/null >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "apt-get could not install $*: its last lines are above."
    fi
    rm -f "$log"
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    # shellcheck disable=SC2086
    for candidate in "${PYTHON:-python3.11}" ${PYTHON:-python3 python3.12 python3.13 python3.14}; do
        is_new_enough "$candidate" && echo "$candidate" && return
    done
    local version
    candidate=${PYTHON:-python3}
    version=$("$candidate" --version 2>/dev/null) || true
    fail "Python 3.11 or newer is needed; $candidate is ${version:-missing}." \
        "Install one, or say where one is: make install PYTHON=..."
}

make_venv() {
    is_new_enough "$1/bin/python" && "$1/bin/python" -c 'import pip' 2>/dev/null && return
    local python
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null || install "Python's venv module" python3-venv
    "$python" -m venv --clear "$1"
}

missing_browser_tools() {
    command -v "${CHROMIUM:-chromium}" >/dev/null || echo chromium
    command -v java >/dev/null || echo java
    command -v npm >/dev/null || echo npm
}

need_browser_tools() {
    local -A package=([chromium]="chromium" [java]="default-jre-headless" [npm]="nodejs npm")
    local missing tool packages=()
    missing=$(missing_browser_tools)
    [[ -z $missing ]] && return
    for tool in $missing; do
        # shellcheck disable=SC2206
        packages+=(${package[$tool]})
    done
    install "${missing//$'\n'/, }" "${packages[@]}"
    missing=$(missing_browser_tools)
    [[ -z $missing ]] || fail "Still missing after the installation: ${missing//$'\n'/, }."
}

case "${1:-}" in
    venv) make_venv "$2" ;;
    browser) need_browser_tools ;;
    *) fail "usage: tools.sh venv FOLDER | browser" ;;
esac
