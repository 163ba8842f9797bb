#!/usr/bin/env bash
# Looks for bytes that break a reader: every reader for SECONDS each (60 unless given), or those named; one at a time, at
# low priority. What breaks one is kept in Fuzz/found/; new inputs that reach new code are kept in Fuzz/corpus/.
set -euo pipefail
cd "$(dirname "$0")"
duration="${SECONDS_EACH:-60}"
readers=("$@")
[ ${#readers[@]} -gt 0 ] || readers=(mail structure header address word charset html tnef rtf packed envelope calendar message reply composed)

swift build --sanitize fuzzer --product Fuzz
mkdir -p found
for reader in "${readers[@]}"; do
    mkdir -p "corpus/$reader"
    echo "== $reader"
    WASL_FUZZ="$reader" SWIFT_BACKTRACE=enable=no nice -n 19 .build/debug/Fuzz "corpus/$reader" Seeds \
        -max_total_time="$duration" -timeout=10 -rss_limit_mb=1500 -max_len=20000 -print_final_stats=1 \
        -artifact_prefix="found/$reader-" 2>&1 |
        grep -E "^(==|stat::number|stat::average|stat::peak|SUMMARY|Test unit|#[0-9]+.*(DONE|pulse))|control|beyond|grows|NUL| in " | tail -8
done
