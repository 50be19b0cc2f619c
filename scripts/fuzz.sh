#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fuzz.sh SECONDS: builds the fuzzers of tests/fuzz and runs each for so long. What it learns stays in build/fuzz/corpus; an input that
# breaks something is left there too, and its name is told.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=$1 folder=build/fuzz

mapfile -t names < <(sed -n 's/^fxlake_fuzz(\([a-z_]*\) .*/\1/p' tests/fuzz/CMakeLists.txt)
scripts/build.sh fuzz "$folder" "${names[@]/%/_fuzz}"
build/deps/venv/bin/python tests/fuzz/seeds.py "$folder/seeds"
for name in "${names[@]}"; do
  mkdir -p "$folder/corpus/$name"
  printf 'fuzzing %s for %s s\n' "$name" "$seconds"
  "$folder/bin/${name}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
    -artifact_prefix="$folder/corpus/$name-" "$folder/corpus/$name" "$folder/seeds/$name"
done
