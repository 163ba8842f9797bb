#!/usr/bin/env bash
# Measures the release build of the hub beside the machine's own limits, on loopback, in a temporary folder.
# BENCH_QUICK=1 measures the route and its limits alone, in under three minutes. BENCH_MESSAGES, BENCH_STORED,
# BENCH_REPEATS and BENCH_CONNECTIONS change the sizes; WASL_BINARY another program.
set -euo pipefail
cd "$(dirname "$0")"

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
cc -std=gnu17 -O2 -Wall -Wextra -Werror disk.c -o "$tools/disk"
cc -std=gnu17 -O2 -Wall -Wextra -Werror feed.c -o "$tools/feed"
cc -std=gnu17 -O2 -Wall -Wextra -Werror rows.c -o "$tools/rows" -lsqlite3
# shellcheck disable=SC2046  # several flags are meant
cc -std=gnu17 -O2 -Wall -Wextra -Werror parse.c -o "$tools/parse" $(pkg-config --cflags --libs gmime-3.0)
cc -std=gnu17 -O2 -Wall -Wextra -Werror gmime.c -o "$tools/gmime" $(pkg-config --cflags --libs gmime-3.0)
PYTHONDONTWRITEBYTECODE=1 python3 measure.py "$tools"
PYTHONDONTWRITEBYTECODE=1 python3 mail_reading.py "$tools" "${WASL_BINARY:-$PWD/../.build/release/wasl}"
