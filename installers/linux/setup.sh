#!/usr/bin/env bash
# Brings a fresh Debian 12 or Ubuntu 24.04 machine to where `make run` works: missing distribution packages,
# the virtual environment from a hashed lock file, compiled translations. Safe to run again; does only what is missing.
# Usage: installers/linux/setup.sh LOCK_FILE
set -euo pipefail
cd "$(dirname "$0")/../.."
lock=${1:-requirements/dev.lock}
python=${PYTHON:-python3}

is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

missing_packages() {
    local name
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' installers/linux/apt-packages.txt | while read -r name; do
        is_installed "$name" || echo "$name"
    done
}

install_packages() {
    local as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo"
    if [ -n "$as_root" ] && ! command -v sudo >/dev/null; then
        echo "Thiếu gói hệ thống: $*" >&2
        echo "Chạy bằng tài khoản root: apt-get install -y --no-install-recommends $*" >&2
        exit 1
    fi
    # The tests start their own server: none is to be made and opened on port 5432 because of them.
    if [[ " $* " == *" postgresql "* && ! -e /etc/postgresql-common/createcluster.conf ]] &&
        ! is_installed postgresql-common; then
        $as_root mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

if command -v dpkg-query >/dev/null; then
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -eq 0 ] || install_packages "${missing[@]}"
else
    echo "Không phải Debian hay Ubuntu: tự cài các gói tương đương trong installers/linux/apt-packages.txt." >&2
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Cần Python 3.11 trở lên; máy này có $("$python" --version). Đặt PYTHON=/đường/dẫn/python3.11 rồi chạy lại." >&2
    exit 1
}
stamp=.venv/.installed
wanted="$("$python" -V) $(sha256sum "$lock")"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    "$python" -m venv .venv
    # --no-deps: the lock is complete, and leaves out opencv-python on purpose (pyproject.toml says why).
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
    echo "$wanted" >"$stamp"
fi
.venv/bin/python -m ioc_desktop.ui.i18n build
