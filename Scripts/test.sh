#!/usr/bin/env bash
# Builds and passes every test: first those of the parts, then the route on real peers, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."

# One thread for each page: the recogniser's threads only wait for one another on small machines.
export OMP_THREAD_LIMIT=1

echo "== build"
swift build --build-tests
echo "== parts"
swift test --skip-build --skip '^(RouteTests|FaultTests|TransferTests|LMTPTests)\.'
echo "== flows, on PostgreSQL"
WASL_TEST_ENGINE=postgres swift test --skip-build --filter '^FlowsTests\.'
echo "== wires, against real peers"
swift test --skip-build --no-parallel --filter '^(TransferTests|LMTPTests)\.'
echo "== route, on the real program"
swift test --skip-build --no-parallel --filter '^RouteTests\.'
echo "== route, on PostgreSQL"
WASL_TEST_ENGINE=postgres swift test --skip-build --no-parallel --filter '^RouteTests\.'
echo "== faults, the quick part"
swift test --skip-build --no-parallel --filter '^FaultTests\.'
