# SPDX-License-Identifier: Apache-2.0
"""The systemd unit of the server: its restrictions, its options, and systemd's own check if systemd is installed."""

import configparser
import re
import shutil
import subprocess
import tempfile
import unittest

import program

UNIT = program.ROOT / "packaging" / "fxlake-serve.service"
YES = [
    "NoNewPrivileges",
    "PrivateTmp",
    "PrivateDevices",
    "PrivateUsers",
    "ProtectHome",
    "ProtectClock",
    "ProtectControlGroups",
    "ProtectHostname",
    "ProtectKernelLogs",
    "ProtectKernelModules",
    "ProtectKernelTunables",
    "RestrictNamespaces",
    "RestrictRealtime",
    "RestrictSUIDSGID",
    "LockPersonality",
    "MemoryDenyWriteExecute",
    "DynamicUser",
]
MOST_EXPOSED = 2.0  # of 10, by `systemd-analyze security`


class Unit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.unit = configparser.ConfigParser(strict=False, delimiters="=", interpolation=None)
        cls.unit.optionxform = str
        cls.unit.read(UNIT)
        cls.service = cls.unit["Service"]

    def test_everything_is_closed_that_serving_does_not_need(self):
        self.assertEqual([key for key in YES if self.service.get(key) != "yes"], [])
        for key, value in {
            "ProtectSystem": "strict",
            "ProtectProc": "invisible",
            "ProcSubset": "pid",
            "CapabilityBoundingSet": "",
            "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
            "SystemCallArchitectures": "native",
            "UMask": "0077",
        }.items():
            self.assertEqual(self.service.get(key), value, key)
        self.assertEqual(re.findall(r"(?m)^SystemCallFilter=(.*)$", UNIT.read_text()), ["@system-service", "~@privileged"])
        for key in ("ReadWritePaths", "AmbientCapabilities", "User"):
            self.assertNotIn(key, self.service)
        self.assertGreaterEqual(int(self.service["LimitNOFILE"]), 20_000)

    def test_its_command_is_one_that_the_program_knows(self):
        command, *words = self.service["ExecStart"].split()
        self.assertEqual(command.rsplit("/", 1)[1], program.FXLAKE.name)
        known = program.Lake(program.ROOT).call("serve", "--help").out
        for word in words:
            if word.startswith("--"):
                self.assertRegex(known, rf"(?m)^\s+{word}\b")
        self.assertIn("127.0.0.1:8080", words)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "there is no systemd: its opinion of the unit is not known")
    def test_systemd_takes_it_and_finds_it_hardened(self):
        with tempfile.TemporaryDirectory() as folder:
            here = f"{folder}/{UNIT.name}"
            with open(here, "w") as copy:
                copy.write(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={program.FXLAKE}", UNIT.read_text()))
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", here], capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            done = subprocess.run(
                ["systemd-analyze", "security", "--offline=true", "--no-pager", here], capture_output=True, text=True, timeout=60
            )
            [level] = re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
            self.assertLess(float(level), MOST_EXPOSED)


if __name__ == "__main__":
    unittest.main()
