#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# diagrams.sh PROGRAM: draws the pictures of assets/ again; those of the state machines are drawn from their definitions by PROGRAM (fxlake).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fxlake=$PWD/$1 python=$PWD/build/deps/venv/bin/python
cd assets
for name in cloud-architecture dev-workflow; do
  "$python" "$name.py" "$name"
done
for picture in workflow=fxlake backfill=backfill; do
  "$fxlake" asl graph "../workflows/${picture#*=}.asl.json" --format dot | gvpr -c -f workflow.gvpr |
    dot -Tpng -Gdpi=90 -Gfontname=Lato -Nfontname=Lato -Efontname=Lato -o "${picture%%=*}.png"
done
rm -f cloud-architecture dev-workflow
