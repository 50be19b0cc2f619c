#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run_demo.sh PROGRAM SOURCE LAKE: one run of the pipeline, then queries of the lake. Each command is printed before it runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$1 source=$2
export FXLAKE_LAKE=$3

# Runs the program and prints the command first, quoted for a shell.
show() {
  local word line=$program bold='' plain=''
  if [ -t 1 ]; then bold=$'\033[1m' plain=$'\033[0m'; fi
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=-]+$ ]] || word="\"$word\""
    line+=" $word"
  done
  printf '\n%s$ %s%s\n' "$bold" "$line" "$plain"
  "$program" "$@"
}

case $source in
  ecb-history)
    # The recording ends on this day: on a later day its rates would be stale and the checks would fail.
    today=2026-10-30
    show run --source "$source" --replay build/deps/ecb/eurofxref-hist.zip --today "$today"
    ;;
  *)
    today=$(date -u +%F)
    show run --source "$source"
    ;;
esac

show rates EUR USD GBP JPY CHF PLN --source "$source" --date "$today"
show query "SELECT year, round(avg(rate), 4) AS eur_usd, bar(avg(rate), 0.8, 1.5, 50) AS chart
  FROM exchange_rates WHERE base_currency = 'EUR' AND target_currency = 'USD' GROUP BY year ORDER BY year"

cat <<TEXT

Next:
  $program convert 100 USD CHF --date 2008-09-15
  $program rates EUR NOK --from 2026-10-01 --to 2026-10-30
  $program query "SELECT * FROM exchange_rates WHERE date = '1999-01-04'" --format csv
  $program status
  $program --help
TEXT
