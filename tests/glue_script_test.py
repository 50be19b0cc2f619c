# SPDX-License-Identifier: Apache-2.0
"""infra/glue/transform.py, run by a plain Python: it fetches the packaged program from an S3 server and works on a lake there."""

import hashlib
import json
import os
import subprocess
import sys
import unittest

import lambda_emulator
import program
import s3_server

SCRIPT = program.ROOT / "infra" / "glue" / "transform.py"
sys.path.insert(0, str(program.ROOT / "scripts" / "package"))
import archives  # noqa: E402

GLUES_OWN = ["--job-bookmark-option", "job-bookmark-disable", "--TempDir", "s3://temp/", "--JOB_NAME", "transform"]


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "fxlake-cloud is not built")
class GlueScript(program.Case):
    def setUp(self):
        super().setUp()
        self.server = s3_server.Server(self.folder / "objects")
        self.addCleanup(self.server.stop)
        self.lake = s3_server.S3Lake(self.server, "processed", "fx")
        (self.server.folder / "artifacts").mkdir()

    def package(self, files: dict[str, bytes]) -> str:
        """Puts a package where the job finds it and returns its SHA-256."""
        path = self.server.folder / "artifacts" / "package.zip"
        archives.write_zip(path, {name: (content, 0o755) for name, content in files.items()}, 1)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def job(self, digest: str, *more: str, source="ecb-history", package="s3://artifacts/package.zip", **variables: str) -> program.Outcome:
        words = ["--package", package, "--package-sha256", digest, "--source", source, "--execution", "e1", "--lake", self.lake.uri, *more]
        environment = {"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": "us-east-1", **self.lake.environment} | variables
        environment = {name: value for name, value in environment.items() if value}
        command = [sys.executable, str(SCRIPT), *GLUES_OWN, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        return program.Outcome(done.returncode, done.stdout, done.stderr)

    def test_success(self):
        replay = self.file("eurofxref-hist.zip", program.zipped("Date,USD,GBP,\n2026-04-14,1.18,0.86,\n2026-04-13,1.17,0.87,\n"))
        self.succeeds(self.lake.call("ingest", "--source", "ecb-history", "--replay", replay))
        outcome = self.succeeds(self.job(self.package({"fxlake-cloud": lambda_emulator.CLOUD.read_bytes()})))
        *log, answer = outcome.out.splitlines()
        self.assertEqual(json.loads(answer)["added"], 4)
        self.assertIn('"event":"SourceTransformed"', log[0])
        self.assertEqual(len(self.lake.rates()), 4)

    def test_the_program_gets_the_region_and_the_credentials_of_the_job(self):
        digest = self.package(
            {"fxlake-cloud": b"#!/bin/sh\nenv | grep -E '^AWS_(REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)=' | sort\n"}
        )
        given = self.lake.environment
        profile = self.file(
            "credentials",
            f"[default]\naws_access_key_id = {given['AWS_ACCESS_KEY_ID']}\naws_secret_access_key = {given['AWS_SECRET_ACCESS_KEY']}\n",
        )
        hidden = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_REGION": "", "AWS_DEFAULT_REGION": ""}
        outcome = self.succeeds(self.job(digest, "--region", "us-east-1", AWS_SHARED_CREDENTIALS_FILE=str(profile), **hidden))
        self.assertEqual(
            outcome.out.splitlines(),
            [
                f"AWS_ACCESS_KEY_ID={given['AWS_ACCESS_KEY_ID']}",
                "AWS_REGION=us-east-1",
                f"AWS_SECRET_ACCESS_KEY={given['AWS_SECRET_ACCESS_KEY']}",
            ],
        )
        nobody = {"AWS_EC2_METADATA_DISABLED": "true", "HOME": str(self.folder)}
        self.fails(self.job(digest, "--region", "us-east-1", **hidden, **nobody), "credentials")

    def test_a_transform_that_fails(self):
        digest = self.package({"fxlake-cloud": lambda_emulator.CLOUD.read_bytes()})
        outcome = self.fails(self.job(digest, source="ebc"), "JobFailed: fxlake-cloud ended with exit code 3", "FXLake.NotFound", "ebc")
        self.assertIn('"event":"SourceFailed"', outcome.out, "its log is shown")

    def test_a_program_that_is_ended(self):
        digest = self.package({"fxlake-cloud": b"#!/bin/sh\necho half way\nkill -9 $$\n"})
        outcome = self.fails(self.job(digest), "JobFailed: fxlake-cloud ended with signal 9: half way")
        self.assertEqual(outcome.out, "half way\n")

    def test_a_package_that_is_another(self):
        digest = self.package({"fxlake-cloud": b"#!/bin/sh\necho never\n"})
        path = self.server.folder / "artifacts" / "package.zip"
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        outcome = self.fails(self.job(digest), "is not the one that was deployed", digest)
        self.assertNotIn("never", outcome.out)

    def test_a_package_that_is_not_there(self):
        for package, words in [
            ("s3://artifacts/none.zip", "NoSuchKey"),
            ("s3://nowhere/a.zip", "NoSuchBucket"),
            ("a.zip", "no s3://bucket/key"),
        ]:
            with self.subTest(package):
                self.fails(self.job("0" * 64, package=package), "JobFailed", words)

    def test_it_needs_only_boto3(self):
        imported = {line.split()[1].split(".")[0] for line in SCRIPT.read_text().splitlines() if line.startswith(("import ", "from "))}
        self.assertEqual(imported - sys.stdlib_module_names, {"boto3"})


if __name__ == "__main__":
    unittest.main()
