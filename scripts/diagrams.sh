#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# diagrams.sh PROGRAM: draws the pictures of assets/ again; that of the workflow is drawn from its definition by PROGRAM (fxlake).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fxlake=$PWD/$1 python=$PWD/build/deps/venv/bin/python
cd assets
for name in cloud-architecture dev-workflow; do
  "$python" "$name.py" "$name"
done
"$fxlake" asl graph ../workflows/fxlake.asl.json --format dot | gvpr -c -f workflow.gvpr |
  dot -Tpng -Gdpi=90 -Gfontname=Lato -Nfontname=Lato -Efontname=Lato -o workflow.png
rm -f cloud-architecture dev-workflow
