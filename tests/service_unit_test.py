# SPDX-License-Identifier: Apache-2.0
"""The systemd units: their restrictions, their options, and systemd's own check if systemd is installed."""

import configparser
import re
import shutil
import subprocess
import tempfile
import unittest

import program

FOLDER = program.ROOT / "packaging" / "systemd"
UNITS = {path.name: path for path in FOLDER.glob("*.service")}
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
]
MOST_EXPOSED = 2.0  # of 10, by `systemd-analyze security`
SERVES = "fxlake-serve.service"


def read(path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, delimiters="=", interpolation=None)
    unit.optionxform = str
    unit.read(path)
    return unit


class Units(unittest.TestCase):
    def setUp(self):
        self.services = {name: read(path)["Service"] for name, path in UNITS.items()}

    def test_they_are_there(self):
        self.assertEqual(set(UNITS), {"fxlake.service", SERVES, "fxlake-schedule.service"})

    def test_everything_is_closed_that_they_do_not_need(self):
        for name, service in self.services.items():
            self.assertEqual([key for key in YES if service.get(key) != "yes"], [], name)
            for key, value in {
                "ProtectSystem": "strict",
                "ProtectProc": "invisible",
                "ProcSubset": "pid",
                "CapabilityBoundingSet": "",
                "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
                "SystemCallArchitectures": "native",
            }.items():
                self.assertEqual(service.get(key), value, f"{name}: {key}")
            text = UNITS[name].read_text()
            self.assertEqual(re.findall(r"(?m)^SystemCallFilter=(.*)$", text), ["@system-service", "~@privileged"], name)
            self.assertNotIn("AmbientCapabilities", service, name)
            self.assertNotIn("ReadWritePaths", service, name)
            self.assertGreaterEqual(int(service["LimitNOFILE"]), 20_000, name)

    def test_who_serves_only_cannot_write_the_lake_and_who_writes_has_a_user(self):
        serves = self.services[SERVES]
        self.assertEqual((serves["DynamicUser"], serves["ReadOnlyPaths"], serves["UMask"]), ("yes", "/var/lib/fxlake", "0077"))
        self.assertNotIn("User", serves)
        known = (FOLDER / "fxlake.sysusers").read_text()
        for name in set(UNITS) - {SERVES}:
            self.assertEqual((self.services[name]["User"], self.services[name]["StateDirectory"]), ("fxlake", "fxlake"), name)
            self.assertIn("\nu fxlake ", known)

    def test_their_commands_are_those_that_the_program_knows(self):
        for name, service in self.services.items():
            program_path, command, *words = service["ExecStart"].split()
            self.assertEqual(program_path, "/usr/bin/fxlake", name)
            known = program.Lake(program.ROOT).call(command, "--help").out
            for word in words:
                if word.startswith("--"):
                    self.assertRegex(known, rf"(?m)^\s+(-\w, )?{word}\b", name)
            self.assertIn("/etc/fxlake/fxlake.toml", words, name)
        self.assertIn("127.0.0.1:8080", self.services[SERVES]["ExecStart"])

    @unittest.skipUnless(shutil.which("systemd-analyze"), "there is no systemd: its opinion of the units is not known")
    def test_systemd_takes_them_and_finds_them_hardened(self):
        with tempfile.TemporaryDirectory() as folder:
            here = []
            for name, path in UNITS.items():
                here.append(f"{folder}/{name}")
                with open(here[-1], "w") as copy:
                    copy.write(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={program.FXLAKE.resolve()}", path.read_text()))
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", *here], capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            for path in here:
                done = subprocess.run(
                    ["systemd-analyze", "security", "--offline=true", "--no-pager", path], capture_output=True, text=True, timeout=60
                )
                [level] = re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
                self.assertLess(float(level), MOST_EXPOSED, path)


if __name__ == "__main__":
    unittest.main()
