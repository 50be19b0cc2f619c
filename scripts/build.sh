#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# build.sh PRESET FOLDER [TARGET...]: configures FOLDER by a preset of CMakePresets.json and builds the targets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1 folder=$2
shift 2

# CMake itself sees later when a list of files or an option changed.
[ -f "$folder/build.ninja" ] || cmake --preset "$preset" -B "$folder" --log-level=NOTICE
[ $# = 0 ] || cmake --build "$folder" --target "$@"
