# shellcheck shell=bash
# What every script here begins with: where the project is, how a step speaks, and how a missing system package is found.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1
unset PYTHONDONTWRITEBYTECODE # importing the PDF library without byte code takes seconds

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

stop_with() { # stop_with MESSAGE [WHAT TO DO]...
    printf '\n%s\n' "$1" >&2
    shift
    for line in "$@"; do printf '    %s\n' "$line" >&2; done
    exit 1
}

may_install() { # whether apt may be used: as root, or by sudo that asks no password
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

quietly() { # quietly COMMAND...: its own words are shown only when it fails
    local log
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 30 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

install_packages() { # install_packages PACKAGE...
    say "Installing system packages: $*"
    quietly as_root apt-get update &&
        quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
        stop_with "apt could not install: $*" "Check the network and /etc/apt/sources.list, then run this script again."
}

has_library() { # has_library libname.so.N: cached by the loader
    grep -q "$1 " <<<"$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null)" # a pipe would break when grep is done first
}

digest() { # digest FILE...: one hash of their contents
    cat -- "$@" | sha256sum | cut -d' ' -f1
}

fresh() { # fresh STAMP DIGEST: whether the step that wrote the stamp was done for this digest
    [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}
