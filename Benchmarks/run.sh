#!/usr/bin/env bash
# Measures the release build of the hub beside the machine's own limits and beside what else one would install, on loopback, in
# temporary folders, in about an hour. BENCH_QUICK=1 measures the route and its limits alone, in under three minutes.
# BENCH_PARTS names the parts to run, in their order; BENCH_MESSAGES, BENCH_STORED, BENCH_REPEATS, BENCH_CONNECTIONS and what each part
# says of itself change the sizes; WASL_BINARY another program. The soak of 40 minutes is a target of its own.
set -euo pipefail
cd "$(dirname "$0")"

parts="${BENCH_PARTS:-measure mail_reading acceptance tracker shared growth}"
[[ "${BENCH_QUICK:-0}" == [1-9]* ]] && parts="measure mail_reading"
export PYTHONDONTWRITEBYTECODE=1
export WASL_BINARY="${WASL_BINARY:-$PWD/../.build/release/wasl}"

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
cc -std=gnu17 -O2 -Wall -Wextra -Werror disk.c -o "$tools/disk"
cc -std=gnu17 -O2 -Wall -Wextra -Werror feed.c -o "$tools/feed"
cc -std=gnu17 -O2 -Wall -Wextra -Werror rows.c -o "$tools/rows" -lsqlite3
# shellcheck disable=SC2046  # several flags are meant
cc -std=gnu17 -O2 -Wall -Wextra -Werror parse.c -o "$tools/parse" $(pkg-config --cflags --libs gmime-3.0)
cc -std=gnu17 -O2 -Wall -Wextra -Werror gmime.c -o "$tools/gmime" $(pkg-config --cflags --libs gmime-3.0)

# One model for all parts.
if [[ -z "${BENCH_MODEL:-}" ]]; then
    "$WASL_BINARY" train --data ../training --out "$tools/model" > /dev/null
    export BENCH_MODEL="$tools/model"
fi
status=0
for part in $parts; do
    echo "== $part"
    python3 "$part.py" "$tools" || status=1
    echo
done
exit "$status"
