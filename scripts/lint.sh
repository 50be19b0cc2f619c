#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# lint.sh FOLDER: formatting and clang-tidy for C++ (by FOLDER's compile_commands.json), ruff for Python, shellcheck for
# shell. A clean C++ file is checked again when it, a project header that it includes, or the rules change.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export venv=build/deps/venv/bin clean=build/deps/lint
mkdir -p "$clean"
# clang cannot use the precompiled headers of g++.
sed 's/-Winvalid-pch -include [^ ]*//' "$1/compile_commands.json" >"$clean/compile_commands.json"

git ls-files '*.h' '*.cc' | xargs "$venv/clang-format" --dry-run --Werror
"$venv/ruff" format --quiet --check assets bench infra python scripts tests
"$venv/ruff" check --quiet assets bench infra python scripts tests
git ls-files '*.sh' .ci/run | xargs shellcheck

rules=$(cat .clang-tidy deps/python/lint.txt | sha256sum)
export rules

# ninja's log of dependencies, one line for each project file: the file and the project headers it includes.
ninja -C "$1" -t deps | awk '
  /^[^ ]/ {if (line) print line; line = ""}
  /^ +[.][.]\/(src|apps)\// {sub(/^ +[.][.]\//, ""); line = line ? line " " $0 : $0}
  END {if (line) print line}' >"$clean/includes"

tidy() {
  local key files
  read -ra files < <(grep --max-count=1 "^$1 " "$clean/includes" || echo "$1")
  key=$(printf '%s %s' "$rules" "$1" | cat - "${files[@]}" | sha256sum | cut -d' ' -f1)
  [ -e "$clean/$key" ] && return
  "$venv/clang-tidy" -p "$clean" --extra-arg=-Wno-unknown-warning-option --quiet "$1" 2>/dev/null && touch "$clean/$key"
}
export -f tidy

git ls-files 'src/*.cc' 'apps/*.cc' | xargs -P "$(nproc)" -I{} bash -c 'tidy {}' || {
  echo 'lint: clang-tidy reported the findings above' >&2
  exit 1
}
