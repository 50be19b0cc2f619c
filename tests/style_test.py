# SPDX-License-Identifier: Apache-2.0
"""The rules of CONTRIBUTING.md for every file: a license line, a maximum length, a meaningful name, valid links."""

import posixpath
import re
import statistics
import unittest

import tree

SOURCES = (".h", ".cc", ".py", ".sh", ".js", ".mjs", ".css")
DATA_TABLES = {"src/fxlake/rates/currency_table.h"}  # longer than 400 lines: one fact a line
# In halves, so that this file holds none of them.
REGISTRIES = ["npm" + "js.org", "npm" + "js.com", "pypi" + ".org", "python" + "hosted.org", "crates" + ".io", "proxy.golang" + ".org"]
REGISTRIES += ["deb.debian" + ".org", "archive.ubuntu" + ".com", "rubygems" + ".org", "maven" + ".org"]


def without_license(files: dict[str, str]) -> list[str]:
    return [path for path, text in tree.select(files, *SOURCES).items() if "SPDX-License-Identifier: Apache-2.0" not in text[:120]]


def lengths(files: dict[str, str]) -> dict[str, int]:
    return {path: text.count("\n") for path, text in tree.select(files, *SOURCES, under=("src/", "apps/", "tests/", "scripts/")).items()}


def too_long(files: dict[str, str]) -> list[str]:
    return [f"{path}: {lines}" for path, lines in lengths(files).items() if lines > 400 and path not in DATA_TABLES]


def empty_names(files: dict[str, str]) -> list[str]:
    return [path for path in files if re.search(r"(util|helper|common|manager)s?[^/]*$", path, re.I)]


def registry_hosts(files: dict[str, str]) -> list[str]:
    return [f"{path}: {host}" for path, text in files.items() for host in REGISTRIES if host in text]


def machine_paths(files: dict[str, str]) -> list[str]:
    pattern = re.compile(r"(?<![\w.:$}*/-])/(?:work|root|home|tmp)/[\w.]")
    return [f"{path}: {text[match.start() :].split()[0]}" for path, text in files.items() for match in pattern.finditer(text)]


def anchors(markdown: str) -> set[str]:
    headings = re.findall(r"^#+ +(.+?) *$", re.sub(r"^```.*?^```", "", markdown, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(files: dict[str, str]) -> list[str]:
    present = set(files) | {posixpath.dirname(path) for path in files}
    dead = []
    for path, text in tree.select(files, ".md").items():
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, fragment = target.partition("#")
            where = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
            there = where in present or (tree.ROOT / where).exists()
            if not there or (fragment and fragment not in anchors(files.get(where, ""))):
                dead.append(f"{path}: {target}")
    return dead


class Style(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = tree.read()

    def check(self, offenses, bad: dict[str, str], found: list[str]):
        """The repository has no such offense, and `bad` has these."""
        self.assertEqual(offenses(self.files), [])
        self.assertEqual(offenses(bad), found)

    def test_every_source_bears_its_license(self):
        self.check(without_license, {"src/a.cc": "// hello\n"}, ["src/a.cc"])

    def test_files_are_short(self):
        self.check(too_long, {"src/a.cc": "\n" * 401}, ["src/a.cc: 401"])
        median = statistics.median(lengths(tree.select(self.files, "", under=("src/", "apps/"))).values())
        print(f"median file: {median:g} lines")
        self.assertLess(median, 130)

    def test_names_say_something(self):
        self.check(empty_names, {"src/string_utils.h": "", "src/Helper.cc": "", "src/rates.h": ""}, ["src/string_utils.h", "src/Helper.cc"])

    def test_no_package_registry_is_named(self):
        self.check(registry_hosts, {"deps/lock": "https://" + REGISTRIES[0] + "/x"}, ["deps/lock: " + REGISTRIES[0]])

    def test_no_path_of_one_machine(self):
        path = "/" + "home/me/lake"
        self.check(machine_paths, {"docs/a.md": f"see {path} or https://host{path}"}, [f"docs/a.md: {path}"])

    def test_links_lead_somewhere(self):
        bad = {"docs/a.md": "# One thing\n[a](b.md) [b](#one-thing) [c](#two) [d](https://host/x) [e](../docs/a.md#one-thing)"}
        self.check(dead_links, bad, ["docs/a.md: b.md", "docs/a.md: #two"])

    def test_the_readme_is_short(self):
        self.assertLess(self.files["README.md"].count("\n"), 120)


if __name__ == "__main__":
    unittest.main()
