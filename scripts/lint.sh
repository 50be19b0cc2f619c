#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# lint.sh FOLDER: formatting and clang-tidy for C++ (by FOLDER's compile_commands.json), ruff for Python, shellcheck for
# shell. A C++ file that was clean is looked at again when it, a header or the rules change.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export venv=build/deps/venv/bin clean=build/deps/lint
mkdir -p "$clean"
# Headers that g++ has compiled for all files are nothing to clang.
sed 's/-Winvalid-pch -include [^ ]*//' "$1/compile_commands.json" >"$clean/compile_commands.json"

git ls-files '*.h' '*.cc' | xargs "$venv/clang-format" --dry-run --Werror
"$venv/ruff" format --quiet --check assets bench infra scripts tests
"$venv/ruff" check --quiet assets bench infra scripts tests
git ls-files '*.sh' .ci/run | xargs shellcheck

rules=$(git ls-files '*.h' .clang-tidy deps/python/lint.txt | xargs cat | sha256sum)
export rules

tidy() {
  local key
  key=$(printf '%s %s' "$rules" "$1" | cat - "$1" | sha256sum | cut -d' ' -f1)
  [ -e "$clean/$key" ] && return
  "$venv/clang-tidy" -p "$clean" --extra-arg=-Wno-unknown-warning-option --quiet "$1" 2>/dev/null && touch "$clean/$key"
}
export -f tidy

git ls-files 'src/*.cc' 'apps/*.cc' | xargs -P "$(nproc)" -I{} bash -c 'tidy {}' || {
  echo 'lint: clang-tidy found the above' >&2
  exit 1
}
