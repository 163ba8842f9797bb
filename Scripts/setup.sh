#!/usr/bin/env bash
# Installs the Debian packages that are missing, asking for root only then. With "test": the tests' peers as well.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v swift >/dev/null 2>&1; then
    echo "Wasl is written in Swift 6 and there is no 'swift' on this machine." >&2
    echo "Install the Swift 6.3 toolchain for Debian 12 from swift.org, put it on PATH and run this again." >&2
    exit 1
fi
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is no Debian: install the libraries named in Scripts/packages.txt by hand." >&2
    exit 1
fi

kinds="build"
[ "${1:-}" = "test" ] && kinds="build|test"
missing=()
while read -r _ package; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = "installed" ] || missing+=("$package")
done < <(grep -E "^($kinds) " Scripts/packages.txt)
[ ${#missing[@]} -eq 0 ] && exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "As root: apt-get install ${missing[*]}" >&2; exit 1; }
    root=(sudo)
fi
echo "Installing: ${missing[*]}"

# The peers are started by the tests themselves, on loopback; their packages must start nothing.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
    "${root[@]}" chmod +x "$policy"
    trap '"${root[@]}" rm -f "$policy"' EXIT
fi
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
