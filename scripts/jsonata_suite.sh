#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# jsonata_suite.sh DIR: the cases of JSONata's test suite, which the crate jsonata-rs carries, into DIR. By cargo; what it fetched
# is the crate that deps/jsonata.sha256 pins, or nothing is left.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$(mkdir -p "$1" && cd "$1" && pwd)
pin=$root/deps/jsonata.sha256
read -r _ crate <"$pin"
name=${crate%.crate}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/src"
: >"$work/src/lib.rs"
printf '[package]\nname = "suite"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = "=%s"\n' "${name%-*}" "${name##*-}" >"$work/Cargo.toml"
cargo fetch --quiet --manifest-path "$work/Cargo.toml"
fetched=$(find "${CARGO_HOME:-$HOME/.cargo}/registry/cache" -name "$crate" -print -quit)
[ -n "$fetched" ] || { echo "jsonata_suite: cargo left no $crate" >&2; exit 1; }
cp "$fetched" "$work/"
(cd "$work" && sha256sum --check --status "$pin") || { echo "jsonata_suite: $crate is not the one that is pinned" >&2; exit 1; }
tar xzf "$work/$crate" -C "$work" "$name/tests" "$name/LICENSE-APACHE"
rm -rf "${target:?}"/*
cp -r "$work/$name"/tests/{testsuite,customsuite} "$work/$name/LICENSE-APACHE" "$target/"
