#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# prices.sh [YEAR]: writes the euro rates of a year as price files for Beancount and ledger to the folder prices/. FXLAKE_LAKE names the lake.
set -euo pipefail
year=${1:-2024}
mkdir -p prices
fxlake rates EUR USD GBP CHF --from "$year-01-01" --to "$year-12-31" --format beancount >"prices/$year.beancount"
fxlake rates EUR USD GBP CHF --from "$year-01-01" --to "$year-12-31" --format ledger >"prices/$year.ledger"
wc -l prices/"$year".*
