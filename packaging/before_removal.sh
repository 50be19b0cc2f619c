#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Before a removal, not an upgrade: the services end. The lake in /var/lib/fxlake and its user stay.
set -e
case "$1" in
  remove | 0) ;;
  *) exit 0 ;;
esac
if [ -d /run/systemd/system ]; then
  systemctl disable --now fxlake.service fxlake-serve.service fxlake-schedule.service
fi
