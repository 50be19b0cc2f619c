#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# static_libraries.sh FOLDER: what a fully static program needs and Debian has only as a shared library, out of the distribution's own source packages
# (as apt verifies them, with their security patches): an HTTP-only libcurl, simdjson and fmt. Leaves libcurl.a, libsimdjson.a,
# libfmt.a, include/curl and versions in FOLDER. Needs no root: apt's lists and archives are kept apart from the system's.
set -euo pipefail
mkdir -p "$1"
target=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

launcher=
if command -v ccache >/dev/null; then launcher=ccache; fi

fetch_sources() {
  # shellcheck source=/dev/null
  . /etc/os-release
  # shellcheck disable=SC2016  # $(..) is apt's
  apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v name="$VERSION_CODENAME" '($3 == name || index($3, name "-") == 1) && ($4 == "main" || $4 == "universe")' | sort -u >sources.list
  mkdir -p lists/partial archives/partial
  local options=(-qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache::Archives=$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=)
  apt-get "${options[@]}" update
  apt-get "${options[@]}" source curl simdjson fmtlib >/dev/null
}

build_curl() {
  cmake --no-warn-unused-cli -S curl-*/ -B curl -G Ninja -DCMAKE_BUILD_TYPE=MinSizeRel -DCMAKE_C_COMPILER_LAUNCHER=$launcher -DBUILD_SHARED_LIBS=OFF -DBUILD_CURL_EXE=OFF \
    -DBUILD_TESTING=OFF -DENABLE_MANUAL=OFF -DBUILD_LIBCURL_DOCS=OFF -DBUILD_MISC_DOCS=OFF -DHTTP_ONLY=ON -DCURL_USE_OPENSSL=ON -DUSE_NGHTTP2=OFF \
    -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF -DUSE_LIBIDN2=OFF -DCURL_USE_LIBSSH2=OFF -DCURL_USE_LIBPSL=OFF -DCURL_USE_GSSAPI=OFF \
    -DCURL_DISABLE_ALTSVC=ON -DCURL_DISABLE_NTLM=ON -DENABLE_UNIX_SOCKETS=OFF >curl.log
  ninja -C curl libcurl_static >>curl.log 2>/dev/null || ninja -C curl libcurl >>curl.log
  cp curl/lib/libcurl.a "$target/"
  mkdir -p "$target/include"
  cp -r curl-*/include/curl "$target/include/"
}

# build_library NAME SOURCE: one that is a single source file, by the headers beside it.
build_library() {
  local folder=${2%%/*}
  ${launcher:+"$launcher"} g++ -O2 -std=c++17 -DNDEBUG -I "$folder/include" -I "$folder/src" -c "$2" -o "$1.o"
  ar crs "$target/lib$1.a" "$1.o"
}

fetch_sources
build_curl &
build_library simdjson simdjson-*/src/simdjson.cpp
build_library fmt fmtlib-*/src/format.cc
wait $!
for description in *.dsc; do sed -n -e 's/^Source: //p' -e 's/^Version: //p' "$description" | paste -sd ' '; done >"$target/versions"
