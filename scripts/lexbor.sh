#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# lexbor.sh SOURCE FOLDER: builds the HTML parser lexbor out of its source, which the sdist of the PyPI package selectolax holds and Debian 12
# has no package of. Leaves liblexbor.a, include/lexbor and LICENSE in FOLDER.
set -euo pipefail
mkdir -p "$2"
target=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar xzf "$1" -C "$work" --strip-components=1
cd "$work/lexbor/source"

export COMPILE="gcc"
if command -v ccache >/dev/null; then COMPILE="ccache gcc"; fi
# shellcheck disable=SC2016  # of the inner shell
find lexbor/{core,css,dom,html,ns,ports/posix,selectors,tag} -name '*.c' -print0 | xargs -0 -P "$(nproc)" -I{} sh -c '
  object=$(printf %s "$1" | tr / _).o
  $COMPILE -O2 -DLEXBOR_STATIC -ffunction-sections -fdata-sections -I. -c "$1" -o "$object"' compile {}
rm -f "$target/liblexbor.a"
ar crs "$target/liblexbor.a" ./*.o
rm -rf "$target/include"
mkdir "$target/include"
find lexbor -name '*.h' -print0 | xargs -0 cp --parents -t "$target/include"
cp "$work/lexbor/LICENSE" "$target/"
