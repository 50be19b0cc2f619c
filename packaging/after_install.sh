#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# After an installation or an upgrade: the user of the services, and services that run go on with the new program.
set -e
if command -v systemd-sysusers >/dev/null; then
  systemd-sysusers fxlake.conf
elif ! getent passwd fxlake >/dev/null; then
  getent group fxlake >/dev/null || groupadd --system fxlake
  useradd --system --gid fxlake --home-dir /var/lib/fxlake --shell /usr/sbin/nologin fxlake
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl try-restart fxlake.service fxlake-serve.service fxlake-schedule.service
fi
