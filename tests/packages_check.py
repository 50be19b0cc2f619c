# SPDX-License-Identifier: Apache-2.0
"""`make test-packages`: each package of build/package as somebody who has nothing installs it, timed from there to the first rate.

The image runs by buildah under chroot isolation, as its unprivileged user; and with a read-only root, in a namespace of its own. The .deb
is installed, upgraded and removed in an empty Debian of debootstrap; the .rpm into an empty root. The archive's install.sh, and the wheel
in a fresh environment without an index. What cannot be tried here is said and counts as skipped."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

import program

PACKAGES = program.ROOT / "build" / "package"
CODENAME = re.search(r"^VERSION_CODENAME=(\w+)", pathlib.Path("/etc/os-release").read_text(), re.M)[1]
TODAY = "2026-10-30"
RATE = "1.1172"  # USD on that day
SEED = ["run", "--source", "ecb", "--today", TODAY, "--replay"]
ASK = ["rates", "EUR", "USD", "--date", TODAY, "--format", "csv"]
TIMES: dict[str, float] = {}


def only(pattern: str) -> pathlib.Path:
    found = sorted(PACKAGES.glob(pattern))
    if len(found) != 1:
        raise AssertionError(f"build/package has {len(found)} files {pattern}: make package")
    return found[0]


def run(*words, **more) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=900, **more)


@contextlib.contextmanager
def timed(name: str):
    start = time.monotonic()
    yield
    TIMES[name] = time.monotonic() - start


def health(port: int) -> dict | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return json.loads(connection.getresponse().read())
    except OSError:
        return None
    finally:
        connection.close()


class Packages(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-packages-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def succeeds(self, done: subprocess.CompletedProcess) -> str:
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout

    def as_nobody(self) -> list[str]:
        self.folder.chmod(0o755)
        return ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.getuid() == 0 else []

    def test_wheel(self):
        with timed("wheel"):
            self.succeeds(run(sys.executable, "-m", "venv", self.folder / "venv"))
            pip = self.folder / "venv" / "bin" / "pip"
            self.succeeds(run(pip, "install", "--no-index", "--quiet", "--disable-pip-version-check", only("*.whl")))
            fxlake = self.folder / "venv" / "bin" / "fxlake"
            lake = ["--lake", self.folder / "lake"]
            [history] = (self.folder / "venv").rglob("eurofxref-hist.zip")
            self.succeeds(run(fxlake, *SEED, history, *lake))
            self.assertIn(RATE, self.succeeds(run(fxlake, *ASK, *lake)))

    def test_archive(self):
        home = self.folder / "home"
        home.mkdir()
        if os.getuid() == 0:
            os.chown(home, 65534, 65534)
        nobody = self.as_nobody()
        more = {"env": {"HOME": str(home), "PATH": os.environ["PATH"]}, "cwd": home}
        with timed("archive"):
            self.succeeds(run(*nobody, "tar", "xzf", only("fxlake-*-linux-*.tar.gz"), **more))
            [unpacked] = home.glob("fxlake-*")
            self.assertIn("installed fxlake", self.succeeds(run(*nobody, unpacked / "install.sh", **more)))
            fxlake, share = home / ".local" / "bin" / "fxlake", home / ".local" / "lib" / "fxlake" / "share" / "fxlake"
            self.succeeds(run(*nobody, fxlake, *SEED, share / "eurofxref-hist.zip", **more))
            self.assertIn(RATE, self.succeeds(run(*nobody, fxlake, *ASK, **more)))
        self.assertTrue((home / ".local" / "share" / "man" / "man1" / "fxlake-rates.1").exists())
        self.succeeds(run(*nobody, unpacked / "install.sh", **more))  # again: an upgrade
        (unpacked / "bin" / "fxlake").write_bytes(b"something else")
        refused = run(*nobody, unpacked / "install.sh", **more)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("nothing was installed", refused.stderr)
        self.succeeds(run(*nobody, fxlake, "--version", **more))

    @unittest.skipUnless(shutil.which("buildah") and os.getuid() == 0, "NOT PROVEN: the image by buildah, for want of it or of root")
    def test_image_by_buildah(self):
        store = ["--root", self.folder / "store", "--runroot", self.folder / "run", "--storage-driver", "vfs"]
        self.addCleanup(lambda: run("buildah", *store, "rm", "--all"))
        with timed("image"):
            name = self.succeeds(run("buildah", *store, "from", f"oci-archive:{only('*.oci.tar')}")).strip()
            inside = ["buildah", *store, "run", "--isolation", "chroot", name, "--", "/fxlake/bin/fxlake"]
            self.succeeds(run(*inside, *SEED, "/fxlake/share/fxlake/eurofxref-hist.zip"))
            self.assertIn(RATE, self.succeeds(run(*inside, *ASK)))
        about = json.loads(self.succeeds(run("buildah", *store, "inspect", name)))
        said = about["OCIv1"]["config"]
        self.assertEqual((said["User"], said["Entrypoint"]), ("10001:10001", ["/fxlake/bin/fxlake"]))
        self.assertEqual(said["Labels"]["org.opencontainers.image.licenses"], "Apache-2.0")

    @unittest.skipUnless(os.getuid() == 0, "NOT PROVEN: the image with a read-only root, for want of root")
    def test_image_with_a_read_only_root(self):
        """As its own start-up words have it: serving within seconds, offline, with nothing writable but /lake."""
        root = self.folder / "root"
        with tarfile.open(only("*.oci.tar")) as archive:
            [about] = json.load(archive.extractfile("manifest.json"))
            said = json.load(archive.extractfile(about["Config"]))["config"]
            with tarfile.open(fileobj=archive.extractfile(about["Layers"][0])) as layer:
                layer.extractall(root, numeric_owner=True)
        user = said["User"].partition(":")[0]
        port = 18_080
        words = [word.replace("0.0.0.0:8080", f"127.0.0.1:{port}") for word in [*said["Entrypoint"], *said["Cmd"]]]
        script = (
            f"mount --bind {root} {root} && mount -o remount,ro,bind {root} && mount -t tmpfs -o uid={user},gid={user} none {root}/lake && "
            f'exec chroot --userspec={user}:{user} --groups= {root} "$@"'
        )
        environment = dict(variable.split("=", 1) for variable in said["Env"]) | {"PATH": os.environ["PATH"]}
        with timed("image, offline, once it is loaded"):
            process = subprocess.Popen(
                ["unshare", "-m", "sh", "-c", script, "sh", *words], env=environment, text=True, stderr=subprocess.PIPE
            )
            self.addCleanup(process.kill)
            while (answer := health(port)) is None:
                self.assertIsNone(process.poll(), process.stderr.read() if process.poll() is not None else "")
                time.sleep(0.02)
        self.assertEqual((answer["status"], answer["sources"], answer["schedule"]["status"]), ("ok", 1, "ok"))
        owner = run("sh", "-c", f"ps -o uid= -p {process.pid}").stdout.strip()
        self.assertEqual(owner, user)
        inside = ["nsenter", "-t", str(process.pid), "-m", "chroot", "--userspec", f"{user}:{user}", root, "/fxlake/bin/fxlake"]
        self.assertIn('"status"', self.succeeds(run(*inside, "health", f"http://127.0.0.1:{port}")))
        process.terminate()
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0)

    @unittest.skipUnless(
        shutil.which("debootstrap") and os.getuid() == 0, "NOT PROVEN: the .deb in an empty Debian, for want of debootstrap or root"
    )
    def test_deb_in_an_empty_debian(self):
        root = self.folder / "debian"
        made = run("debootstrap", "--variant=minbase", CODENAME, root, *mirror())
        if made.returncode != 0:
            self.skipTest("NOT PROVEN: the .deb in an empty Debian, which cannot be fetched: " + made.stdout[-300:])
        shutil.copy(only("*.deb"), root / "fxlake.deb")
        inside = ["chroot", root]
        fxlake = [*inside, "/usr/bin/fxlake"]
        lake = ["--config", "/etc/fxlake/fxlake.toml"]
        with timed("deb"):
            self.succeeds(run(*inside, "dpkg", "-i", "/fxlake.deb"))
            self.succeeds(run(*fxlake, *SEED, "/usr/lib/fxlake/share/fxlake/eurofxref-hist.zip", *lake))
            self.assertIn(RATE, self.succeeds(run(*fxlake, *ASK, *lake)))
        self.assertIn("fxlake:x:", (root / "etc" / "passwd").read_text())
        with (root / "etc" / "fxlake" / "fxlake.toml").open("a") as file:
            file.write("# mine\n")
        self.succeeds(run(*inside, "dpkg", "-i", "--force-confdef", "/fxlake.deb"))  # again: an upgrade
        self.assertIn("# mine", (root / "etc" / "fxlake" / "fxlake.toml").read_text())
        self.assertIn(RATE, self.succeeds(run(*fxlake, *ASK, *lake)))
        self.succeeds(run(*inside, "dpkg", "--purge", "fxlake"))
        self.assertFalse((root / "usr" / "lib" / "fxlake").exists())
        self.assertTrue((root / "var" / "lib" / "fxlake" / "processed" / "_manifest.json").exists(), "the lake stays")

    @unittest.skipUnless(shutil.which("rpm"), "NOT PROVEN: the .rpm, for want of rpm")
    def test_rpm_in_an_empty_root(self):
        root = self.folder / "root"
        (root / "tmp").mkdir(parents=True)
        words = ["rpm", "--root", root, "--dbpath", "/var/lib/rpm", "--install", "--nodeps", "--noscripts"]
        with timed("rpm"):
            self.succeeds(run(*words, only("*.rpm")))
            fxlake = ["chroot", root, "/usr/bin/fxlake"]
            lake = ["--config", "/etc/fxlake/fxlake.toml"]
            self.succeeds(run(*fxlake, *SEED, "/usr/lib/fxlake/share/fxlake/eurofxref-hist.zip", *lake))
            self.assertIn(RATE, self.succeeds(run(*fxlake, *ASK, *lake)))
        self.assertTrue((root / "usr" / "lib" / "systemd" / "system" / "fxlake.service").exists())
        asked = self.succeeds(run("rpm", "-qp", "--configfiles", only("*.rpm")))
        self.assertEqual(asked.split(), ["/etc/fxlake/fxlake.toml"])


def mirror() -> list[str]:
    """Where this machine has its own packages from."""
    said = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").stdout.split()
    return [next(iter(said), "")] if said else []


if __name__ == "__main__":
    ended = unittest.main(exit=False, verbosity=2)
    for package, seconds in TIMES.items():
        print(f"{seconds:6.1f} s  {package}, from nothing to the first rate")
    for path in sorted(PACKAGES.iterdir()):
        print(f"{path.stat().st_size:>12,}  {path.name}")
    sys.exit(not ended.result.wasSuccessful())
