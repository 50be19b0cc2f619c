#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# install.sh [--prefix DIR] [--units]: installs what this folder holds, after comparing each file with SHA256SUMS.
# As root into /opt/fxlake with the command in /usr/local/bin; otherwise below ~/.local. --units (as root) also
# lays the systemd units, their user and /etc/fxlake/fxlake.toml. An installation that is there is replaced; a
# configuration and the lake stay.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix= units=
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) prefix=$2 && shift 2 ;;
    --units) units=1 && shift ;;
    *) sed -n 's/^# //p' "$0" | sed 1d >&2 && exit 2 ;;
  esac
done
fail() { printf 'install.sh: %s\n' "$*" >&2 && exit 1; }

(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) || fail "a file is not the one that was published: nothing was installed"

if [ "$(id -u)" = 0 ]; then
  prefix=${prefix:-/opt/fxlake} commands=/usr/local/bin shared=/usr/local/share
else
  [ -z "$units" ] || fail "--units is for root"
  prefix=${prefix:-$HOME/.local/lib/fxlake} commands=$HOME/.local/bin shared=$HOME/.local/share
fi
case "$prefix" in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac

[ ! -e "$prefix" ] || [ -x "$prefix/libexec/fxlake" ] || fail "$prefix is there and is no FXLake: choose another --prefix"

new=$prefix.new.$$
rm -rf "$new"
mkdir -p "$new" "$commands" "$shared/man/man1" "$shared/bash-completion/completions"
trap 'rm -rf "$new"' EXIT
cp -R "$here/bin" "$here/lib" "$here/libexec" "$here/share" "$here/LICENSE" "$new/"
"$new/bin/fxlake" --version >/dev/null || fail "the program does not start on this machine: nothing was installed"
rm -rf "$prefix.old"
[ ! -e "$prefix" ] || mv "$prefix" "$prefix.old"
mv "$new" "$prefix"
rm -rf "$prefix.old"
ln -sf "$prefix/bin/fxlake" "$commands/fxlake"
cp "$prefix"/share/man/man1/* "$shared/man/man1/"
cp "$prefix/share/bash-completion/completions/fxlake" "$shared/bash-completion/completions/"

if [ -n "$units" ]; then
  mkdir -p /etc/fxlake /etc/systemd/system /etc/sysusers.d
  for unit in fxlake fxlake-serve fxlake-schedule; do
    sed "s#/usr/bin/fxlake#$prefix/bin/fxlake#" "$prefix/share/systemd/$unit.service" >"/etc/systemd/system/$unit.service"
  done
  cp "$prefix/share/systemd/fxlake.sysusers" /etc/sysusers.d/fxlake.conf
  [ -e /etc/fxlake/fxlake.toml ] || "$prefix/bin/fxlake" init /etc/fxlake/fxlake.toml --lake /var/lib/fxlake >/dev/null
  sh "$prefix/share/systemd/after_install.sh"
fi
printf 'installed %s in %s; the command is %s/fxlake\n' "$("$prefix/bin/fxlake" --version)" "$prefix" "$commands"
