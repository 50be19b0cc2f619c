# SPDX-License-Identifier: Apache-2.0
"""The results of `make package`: the same bytes each time, small enough for Lambda, and without dependencies."""

import gzip
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

import lambda_emulator
import packaging.tags
import program
import s3_server

# What the archive has besides: for systems, and for AWS.
ADDED = re.compile(r"bin/fxlake-cloud|SHA256SUMS|install[.]sh|share/(man|systemd|bash-completion|zsh|fish)/.*").fullmatch
SCRIPT = program.ROOT / "scripts" / "package" / "main.py"
BUILD = program.FXLAKE.parent.parent


def chroot(root: pathlib.Path, *words) -> list[str]:
    """A command in its own root directory, if the user may do that."""
    return [*([] if os.getuid() == 0 else ["unshare", "-r"]), "chroot", str(root), *words]


def elf(file: pathlib.Path, *what: str) -> str:
    return subprocess.run(["readelf", "--wide", *what, file], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}).stdout


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "nothing is packaged without fxlake-cloud")
class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.archive = None
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-package-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for name in ("first", "second"):
            command = [sys.executable, SCRIPT, BUILD, cls.folder / name, "--fast"]
            subprocess.run(command, check=True, capture_output=True, env=os.environ | {"SOURCE_DATE_EPOCH": "1760000000"})
        cls.made = {path.name: path for path in (cls.folder / "first").iterdir()}
        [cls.version] = [re.fullmatch(r"fxlake-lambda-(.+)\.zip", name)[1] for name in cls.made if name.startswith("fxlake-lambda")]

    def unpacked(self) -> pathlib.Path:
        """The archive, in a folder of its own."""
        if self.archive is None:
            type(self).archive = self.folder / "archive"
            with tarfile.open(self.made[f"fxlake-{self.version}-linux-x86_64.tar.gz"]) as archive:
                archive.extractall(self.archive)
        [root] = self.archive.iterdir()
        return root

    def wheel(self) -> pathlib.Path:
        [path] = [path for name, path in self.made.items() if name.endswith(".whl")]
        return path

    def run_in(self, root: pathlib.Path, *words, **more) -> program.Outcome:
        done = subprocess.run(chroot(root, *words), capture_output=True, text=True, timeout=60, env={"PATH": os.environ["PATH"]} | more)
        return program.Outcome(done.returncode, done.stdout, done.stderr)

    def test_the_same_bytes_each_time(self):
        second = {path.name: path.read_bytes() for path in (self.folder / "second").iterdir()}
        self.assertEqual(set(second), set(self.made))
        self.assertEqual([name for name, path in self.made.items() if path.read_bytes() != second[name]], [])

    def test_the_sums_hold(self):
        lines = self.made["SHA256SUMS"].read_text().splitlines()
        sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
        self.assertEqual(
            sums, {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in self.made.items() if name != "SHA256SUMS"}
        )

    def test_the_function_is_one_small_program(self):
        path = self.made[f"fxlake-lambda-{self.version}.zip"]
        self.assertLess(path.stat().st_size, 6_000_000)
        root = self.folder / "function"
        with zipfile.ZipFile(path) as archive:
            self.assertEqual([(entry.filename, entry.external_attr >> 16) for entry in archive.infolist()], [("bootstrap", 0o100755)])
            archive.extractall(root)
        (root / "bootstrap").chmod(0o755)
        outcome = self.run_in(root, "/bootstrap", "--version")
        self.assertEqual((outcome.code, outcome.out), (0, f"fxlake-cloud {self.version}\n"), outcome.text)
        with zipfile.ZipFile(self.made[f"fxlake-glue-{self.version}.zip"]) as archive:
            self.assertEqual(archive.read("fxlake-cloud"), (root / "bootstrap").read_bytes())

    def test_the_archive_runs_where_nothing_else_is(self):
        root = self.folder / "root"
        root.mkdir()
        name = f"fxlake-{self.version}-linux-x86_64"
        with tarfile.open(self.made[name + ".tar.gz"]) as archive:
            archive.extractall(root)
        shutil.copy(program.HISTORY, root / "eurofxref-hist.zip")
        fxlake = f"/{name}/bin/fxlake"
        words = ["--source", "ecb-history", "--replay", "/eurofxref-hist.zip", "--today", "2026-10-30", "--lake", "/lake"]
        outcome = self.run_in(root, fxlake, "run", *words)
        self.assertEqual(outcome.code, 0, outcome.text)
        outcome = self.run_in(root, fxlake, "query", "SELECT count(*) AS n FROM exchange_rates", "--lake", "/lake", "--format", "csv")
        self.assertEqual((outcome.code, outcome.out), (0, "n\n221702\n"), outcome.text)
        self.assertIn("libcurl/", self.run_in(root, fxlake, "doctor", "--lake", "/lake").text)
        self.assertIn("weekdays", self.run_in(root, fxlake, "schedule", "--next", "1").out, "it has its own time zones")

    def test_the_archive_asks_nothing_of_the_machines_libraries(self):
        """Its glibc is its own, whatever the machine has; the kernel must be new enough for it: beside glibc 2.17 that is 3.10."""
        root = self.unpacked()
        for started in (root / "bin").iterdir():
            self.assertNotIn("INTERP", elf(started, "--program-headers"), started)
            self.assertNotIn("NEEDED", elf(started, "--dynamic"), started)
        there = {path.name: path for path in (root / "lib").iterdir() if not path.name.startswith("httpfs")}
        self.assertLessEqual(
            set(re.findall(r"\(NEEDED\).*\[(.+)\]", elf(root / "lib" / "httpfs.duckdb_extension", "--dynamic"))), set(there)
        )
        versions = {name: elf(path, "--version-info") for name, path in there.items()}
        defined = {name: re.findall(r"Rev: .* Name: (\S+)$", text, re.MULTILINE) for name, text in versions.items()}
        self.assertIn("GLIBC_2.17", defined["libc.so.6"])
        for file in [root / "libexec" / "fxlake", *there.values()]:
            needed = re.findall(r"\(NEEDED\).*\[(.+)\]", elf(file, "--dynamic"))
            self.assertLessEqual(set(needed), set(there), file)
            parts = re.split(r"Version: \d+  File: (\S+)  Cnt: \d+", elf(file, "--version-info"))
            for library, text in zip(parts[1::2], parts[2::2], strict=True):
                asked = re.findall(r"Name: (\S+)  Flags: \S+  Version: \d+$", text, re.MULTILINE)
                self.assertTrue(asked, file)
                self.assertLessEqual(set(asked), set(defined[library]), f"{file} asks this of {library}")
        [kernel] = re.findall(r"OS: Linux, ABI: (\d+)[.](\d+)", elf(there["libc.so.6"], "--notes"))
        self.assertLessEqual(tuple(map(int, kernel)), (3, 10))

    @unittest.skipUnless(s3_server.VERSITYGW.exists(), "there is no S3 server to ask")
    def test_the_archive_works_on_a_bucket_where_nothing_else_is(self):
        """DuckDB's extension for S3, credentials, signatures and temporary files, with no more than what is inside."""
        server = s3_server.Server(self.folder / "objects")
        self.addCleanup(server.stop)
        (self.folder / "objects" / "lake").mkdir()
        root = self.folder / "bucket-root"
        (root / "tmp").mkdir(parents=True)
        shutil.copytree(self.unpacked(), root / "fxlake")
        more = s3_server.environment(server.port) | {"FXLAKE_LAKE": "s3://lake/rates"}
        history = ["--replay", "/fxlake/share/fxlake/eurofxref-hist.zip", "--today", "2026-10-30"]
        for words, expected in (
            (["run", "--source", "ecb", *history], "24 of 24 rules passed"),
            (["query", "SELECT count(*) AS n FROM exchange_rates"], "221702"),
            (["query", "--unlocked", "SELECT count(*) AS n FROM read_parquet('s3://lake/rates/processed/exchange_rates/*/*/*')"], "221702"),
            (["doctor", "--today", "2026-10-30"], ""),
        ):
            outcome = self.run_in(root, "/fxlake/bin/fxlake", *words, **more)
            self.assertEqual(outcome.code, 0, outcome.text)
            self.assertIn(expected, outcome.out)

    def test_the_wheel_holds_the_archive(self):
        """Each file of it, so that what is shown of those holds here too, but the program of AWS; and the package itself."""
        with zipfile.ZipFile(self.wheel()) as wheel:
            names = {entry.filename: entry.external_attr >> 16 for entry in wheel.infolist()}
            record = wheel.read(f"fxlake-{self.version}.dist-info/RECORD").decode()
            root, inside = self.unpacked(), "fxlake/_bundle/"
            files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
            self.assertEqual(
                {name.removeprefix(inside) for name in names if name.startswith(inside)}, {name for name in files if not ADDED(name)}
            )
            for name in ("bin/fxlake", "libexec/fxlake", "lib/libduckdb.so", "share/fxlake/eurofxref-hist.zip"):
                self.assertEqual(wheel.read(inside + name), files[name].read_bytes(), name)
                self.assertEqual(names[inside + name] & 0o111 != 0, files[name].stat().st_mode & 0o111 != 0, name)
        self.assertIn("fxlake/py.typed", names)
        self.assertEqual({line.split(",")[0] for line in record.splitlines()}, set(names))

    def test_the_image_holds_the_same_and_a_user(self):
        with tarfile.open(self.made[f"fxlake-{self.version}-amd64.oci.tar"]) as image, zipfile.ZipFile(self.wheel()) as wheel:
            blobs = {entry.name: image.extractfile(entry).read() for entry in image.getmembers()}
            for name, content in blobs.items():
                if name.startswith("blobs/"):
                    self.assertEqual(name, f"blobs/sha256/{hashlib.sha256(content).hexdigest()}")
            [entry] = json.loads(blobs["index.json"])["manifests"]
            manifest = json.loads(blobs[entry["digest"].replace("sha256:", "blobs/sha256/")])
            about = json.loads(blobs[manifest["config"]["digest"].replace("sha256:", "blobs/sha256/")])
            self.assertEqual(about["config"]["User"], "10001:10001")
            self.assertEqual(about["config"]["Labels"]["org.opencontainers.image.version"], self.version)
            known = program.Lake(self.folder).call("serve", "--help").out
            for word in about["config"]["Cmd"]:
                self.assertTrue(not word.startswith("--") or word in known, word)
            [layer] = manifest["layers"]
            content = gzip.decompress(blobs[layer["digest"].replace("sha256:", "blobs/sha256/")])
            self.assertEqual(about["rootfs"]["diff_ids"], [f"sha256:{hashlib.sha256(content).hexdigest()}"])
            with tarfile.open(fileobj=io.BytesIO(content)) as files:
                members = {member.name.removeprefix("./"): member for member in files.getmembers()}
                inside = {name.removeprefix("fxlake/_bundle/") for name in wheel.namelist() if "/_bundle/" in name}
                self.assertEqual(
                    {name.removeprefix("fxlake/") for name in members if name.startswith("fxlake/") and members[name].isfile()}, inside
                )
            self.assertEqual((members["lake"].uid, members["lake"].mode, members["tmp"].mode), (10001, 0o755, 0o1777))
            self.assertEqual({member.uid for name, member in members.items() if name != "lake"}, {0})

    def test_the_deb_runs_where_nothing_else_is(self):
        deb = self.made[f"fxlake_{self.version}_amd64.deb"]
        root = self.folder / "deb"
        for words in (["-x", deb, root], ["-e", deb, self.folder / "deb-control"]):
            subprocess.run(["dpkg-deb", *words], check=True, capture_output=True)
        self.assertEqual((self.folder / "deb-control" / "conffiles").read_text(), "/etc/fxlake/fxlake.toml\n")
        sums = (self.folder / "deb-control" / "md5sums").read_text().splitlines()
        self.assertEqual(
            {line.split("  ")[1] for line in sums},
            {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and not path.is_symlink()},
        )
        history = ["--replay", "/usr/lib/fxlake/share/fxlake/eurofxref-hist.zip", "--today", "2026-10-30"]
        configured = ["--config", "/etc/fxlake/fxlake.toml"]
        for words in (["run", "--source", "ecb", *history, *configured], ["rates", "EUR", "USD", "--date", "2026-10-30", *configured]):
            outcome = self.run_in(root, "/usr/bin/fxlake", *words)
            self.assertEqual(outcome.code, 0, outcome.text)
        self.assertIn("1.1172", outcome.out)
        self.assertTrue((root / "var" / "lib" / "fxlake" / "processed" / "_manifest.json").exists())
        for name in (
            "usr/share/man/man1/fxlake-source-list.1.gz",
            "usr/share/bash-completion/completions/fxlake",
            "usr/lib/sysusers.d/fxlake.conf",
        ):
            self.assertTrue((root / name).exists(), name)

    @unittest.skipUnless(shutil.which("man"), "there is no man(1) to show the pages")
    def test_the_manual_is_what_help_says(self):
        for page in sorted((self.unpacked() / "share" / "man" / "man1").iterdir())[::7]:
            done = subprocess.run(
                ["man", "--warnings", "-l", page], capture_output=True, text=True, env=os.environ | {"MANWIDTH": "120", "LC_ALL": "C.UTF-8"}
            )
            self.assertEqual((done.returncode, done.stderr), (0, ""), page)
        page = (self.unpacked() / "share" / "man" / "man1" / "fxlake-rates.1").read_text()
        self.assertIn("\\-\\-format table|csv", page)

    def test_the_script_installs_and_refuses_what_was_changed(self):
        home = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-home-"))
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        unpacked = home / "unpacked"
        shutil.copytree(self.unpacked(), unpacked)
        nobody = []
        if os.getuid() == 0:
            nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
            subprocess.run(["chown", "-R", "65534:65534", home], check=True)

        def install(*words) -> subprocess.CompletedProcess:
            return subprocess.run(
                [*nobody, unpacked / "install.sh", *words],
                capture_output=True,
                text=True,
                env={"HOME": str(home), "PATH": os.environ["PATH"]},
            )

        for _ in ("first", "upgrade"):
            done = install()
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stderr)
        said = subprocess.run([home / ".local" / "bin" / "fxlake", "--version"], capture_output=True, text=True).stdout
        self.assertEqual(said, f"fxlake {self.version}\n")
        self.assertEqual(install("--prefix", str(home / "unpacked" / "share")).returncode, 1, "a folder of others is not replaced")
        (unpacked / "share" / "fxlake" / "README").write_text("changed")
        refused = install()
        self.assertEqual(refused.returncode, 1)
        self.assertIn("nothing was installed", refused.stderr)

    def test_the_wheel_is_for_each_linux_on_this_processor(self):
        """As test_the_archive_asks_nothing_of_the_machines_libraries shows; so pip takes it here, and beside an old glibc and musl."""
        name = self.wheel().name
        self.assertEqual(name, f"fxlake-{self.version}-py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl")
        self.assertIn(packaging.tags.Tag("py3", "none", "manylinux_2_17_x86_64"), set(packaging.tags.sys_tags()))
        with zipfile.ZipFile(self.wheel()) as wheel:
            said = wheel.read(f"fxlake-{self.version}.dist-info/WHEEL").decode()
        self.assertEqual(re.findall(r"^Tag: (.*)$", said, re.M), ["py3-none-manylinux_2_17_x86_64", "py3-none-musllinux_1_1_x86_64"])

    def test_the_wheel_runs_in_a_fresh_environment_without_an_index(self):
        place = self.folder / "venv"
        clean = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        for words in (
            [sys.executable, "-m", "venv", place],
            [place / "bin" / "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", self.wheel()],
        ):
            subprocess.run(words, check=True, capture_output=True, text=True, env=clean)
        script = """
import fxlake, sys
lake = fxlake.open(sys.argv[1], today="2026-10-30")
report = lake.run("ecb", replay=sys.argv[2]).raise_on_failure()
print(report)
print(lake.rate("EUR", "USD"), lake.convert("100", "USD", "CHF"))
"""
        history = str(program.HISTORY)
        done = subprocess.run(
            [place / "bin" / "python", "-c", script, self.folder / "lake", history], capture_output=True, text=True, env=clean
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("SUCCEEDED", done.stdout)
        self.assertIn("1.1172 82.30 CHF", done.stdout)
        done = subprocess.run([place / "bin" / "fxlake", "--version"], capture_output=True, text=True, env=clean)
        self.assertEqual(done.stdout, f"fxlake {self.version}\n")

    def test_the_parts_list_names_what_is_inside(self):
        parts = json.loads(self.made[f"fxlake-{self.version}.spdx.json"].read_text())
        self.assertEqual(parts["spdxVersion"], "SPDX-2.3")
        packages = {package["name"]: package["versionInfo"] for package in parts["packages"]}
        lock = json.loads((program.ROOT / "deps" / "npm" / "package-lock.json").read_text())["packages"]
        duckdb = lock["node_modules/@duckdb/node-bindings-linux-x64"]["version"]
        self.assertEqual(packages["@duckdb/node-bindings-linux-x64"], duckdb)
        self.assertLessEqual({"fxlake", "curl", "simdjson", "fmtlib", "libssl-dev", "libzstd-dev", "libc6", "libcurl4"}, set(packages))
        self.assertLessEqual({"lexbor", "duckdb-httpfs", "ecb-euro-reference-rates"}, set(packages))
        [distribution] = re.findall(r'^ID="?(\w+)', pathlib.Path("/etc/os-release").read_text(), re.M)
        purls = [package["externalRefs"][0]["referenceLocator"] for package in parts["packages"]]
        self.assertEqual({purl.split("/")[1] for purl in purls if purl.startswith("pkg:deb/")}, {distribution})
        ids = [item["SPDXID"] for kind in ("packages", "files") for item in parts[kind]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertTrue(all(re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", identity) for identity in ids), ids)
        related = {relation["relatedSpdxElement"] for relation in parts["relationships"]}
        self.assertEqual(related, set(ids))
        self.assertEqual(
            {file["fileName"][2:] for file in parts["files"]}, set(self.made) - {"SHA256SUMS", f"fxlake-{self.version}.spdx.json"}
        )


if __name__ == "__main__":
    unittest.main()
