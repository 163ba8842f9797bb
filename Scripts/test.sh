#!/usr/bin/env bash
# Builds and passes every test: first those of the parts, then the route on real peers, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== build"
swift build --build-tests
echo "== parts"
swift test --skip-build --skip RouteTests
echo "== route"
swift test --skip-build --no-parallel --filter RouteTests
