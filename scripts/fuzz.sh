#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fuzz.sh SECONDS: builds the fuzzers of tests/fuzz and runs each for SECONDS, one on each core. The corpus stays in build/fuzz/corpus;
# an input that fails is kept there too, and its name is printed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export seconds=$1 folder=build/fuzz

mapfile -t names < <(sed -n 's/^fxlake_fuzz(\([a-z_]*\) .*/\1/p' tests/fuzz/CMakeLists.txt)
scripts/build.sh fuzz "$folder" "${names[@]/%/_fuzz}"
build/deps/venv/bin/python tests/fuzz/seeds.py "$folder/seeds"

run() {
  local name=$1 log=$folder/$1.log
  mkdir -p "$folder/corpus/$name"
  if "$folder/bin/${name}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 -verbosity=0 -print_final_stats=1 \
    -artifact_prefix="$folder/corpus/$name-" "$folder/corpus/$name" "$folder/seeds/$name" >"$log" 2>&1; then
    printf '%-10s %s s, %s inputs, clean\n' "$name" "$seconds" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  else
    printf '%-10s FAILED, see %s\n' "$name" "$log"
    tail -n 30 "$log"
    return 1
  fi
}
export -f run

printf '%s\n' "${names[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run {}'
