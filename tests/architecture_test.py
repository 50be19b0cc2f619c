# SPDX-License-Identifier: Apache-2.0
"""The dependencies of the modules match src/fxlake/CMakeLists.txt and ARCHITECTURE.md."""

import json
import os
import pathlib
import re
import unittest

import tree

DECLARATIONS = "src/fxlake/CMakeLists.txt"


def declared_edges(declarations: str) -> dict[str, set[str]]:
    """Each module with the modules whose headers it may include."""
    edges = {}
    for name, arguments in re.findall(r"^fxlake_module\(([\w/]+)([^)]*)\)", declarations, re.M):
        depends = re.search(r"DEPENDS((?:\s+[a-z0-9_/]+)*)", arguments)
        edges[name] = set(depends.group(1).split()) if depends else set()
    return edges


def upward_edges(edges: dict[str, set[str]]) -> list[str]:
    """Edges to modules that are declared later or not at all; without such edges there is no cycle."""
    order = list(edges)
    return [f"{name} -> {other}" for name, others in edges.items() for other in others if other not in order[: order.index(name)]]


def module_of(path: str, edges: dict[str, set[str]]) -> str:
    """The declared folder that a file below src/fxlake lies in: `asl/run`, else `asl`."""
    folder = path.rpartition("/")[0]
    return folder if folder in edges else path.split("/")[0]


def undeclared_includes(files: dict[str, str], edges: dict[str, set[str]]) -> list[str]:
    """A module may include what it depends on; a dependence on a whole module is one on its folders, and its tests may include all of it."""
    offenses = []
    for path, text in tree.select(files, ".h", ".cc", under=("src/fxlake/",)).items():
        inner = path.removeprefix("src/fxlake/")
        module = module_of(inner, edges)
        if path.endswith("_test.cc"):
            module = module.split("/")[0]
        allowed = edges.get(module, set())
        for included in re.findall(r'^#include "fxlake/([^"]+)"', text, re.M):
            other = module_of(included, edges)
            if other != module and other not in allowed and other.split("/")[0] not in allowed:
                offenses.append(f"{path} includes {other}/")
    return offenses


def module_folders(files: dict[str, str]) -> set[str]:
    folders = {path.removeprefix("src/fxlake/").rpartition("/")[0] for path in tree.select(files, ".h", ".cc", under=("src/fxlake/",))}
    return folders | {folder.split("/")[0] for folder in folders}


def code_map(architecture: str) -> list[str]:
    return re.findall(r"^- \*\*`(\w+)/`\*\*", architecture, re.M)


def error_kinds(error_cc: str) -> list[tuple[str, ...]]:
    rows = re.findall(r'^ *\{"(\w+)", (true|false), (\d+), "([\w.]+)", (\d+)\},', error_cc, re.M)
    return [(name, "yes" if retryable == "true" else "no", *rest) for name, retryable, *rest in rows]


def error_table(architecture: str) -> list[tuple[str, ...]]:
    return re.findall(r"^\| `(\w+)` \| (\w+) \| (\d+) \| ([\w.]+) \| (\d+) \|$", architecture, re.M)


def walks(architecture: str) -> dict[str, list[tuple[str, str]]]:
    """Each table "<!-- walk: NAME -->" as its steps: function and file."""
    tables = re.findall(r"^<!-- walk: (\w+) -->\n((?:\|.*\n)+)", architecture, re.M)
    return {name: re.findall(r"^\| \d+ \| `([\w:]+)` \| `([\w/.]+)` \|", table, re.M) for name, table in tables}


def defines(text: str, function: str) -> bool:
    """Whether a C++ file defines a function: at the start of a line, or within its class."""
    owner, _, name = function.rpartition("::")
    outside = rf"^\w[\w:<>,&*() ]*[ &*]{re.escape(function)}\("
    if re.search(outside, text, re.M):
        return True
    within = rf"^class {owner}\b(?:(?!^\}}).)*^  [\w:<>,&* ]+ {name}\("
    return bool(owner) and re.search(within, text, re.M | re.S) is not None


def missing_steps(files: dict[str, str], steps: list[tuple[str, str]]) -> list[str]:
    """Steps whose function is not defined in their file."""
    return [f"{function} in {path}" for function, path in steps if not defines(files.get("src/fxlake/" + path, ""), function)]


def reentered_files(steps: list[tuple[str, str]]) -> list[str]:
    """Files to which a walk returns after it has left them."""
    paths = [path for i, (_, path) in enumerate(steps) if i == 0 or steps[i - 1][1] != path]
    return [path for path in set(paths) if paths.count(path) > 1]


def orphans(files: dict[str, str], compiled: set[str]) -> list[str]:
    """Sources that no target compiles. Some are compiled one by one by a test, or only by another compiler."""
    sources = tree.select(files, ".cc", under=("src/", "apps/", "tests/", "bench/"))
    return [path for path in sources if path not in compiled and not path.startswith(("tests/compile_fail/", "tests/fuzz/"))]


class Architecture(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = tree.read()
        cls.edges = declared_edges(cls.files[DECLARATIONS])

    def test_arrows_point_one_way(self):
        self.assertEqual(upward_edges(self.edges), [])
        self.assertEqual(upward_edges({"base": set(), "env": {"base", "cli"}, "cli": {"env"}}), ["env -> cli"])

    def test_includes_follow_the_declared_edges(self):
        self.assertEqual(undeclared_includes(self.files, self.edges), [])
        bad = {"src/fxlake/base/a.h": '#include "fxlake/env/clock.h"\n#include "fxlake/base/b.h"\n'}
        self.assertEqual(undeclared_includes(bad, self.edges), ["src/fxlake/base/a.h includes env/"])

    def test_the_code_map_names_the_modules(self):
        self.assertEqual(set(self.edges), module_folders(self.files), "declared modules and folders of src/fxlake")
        outer = [name for name in self.edges if "/" not in name]
        self.assertEqual(code_map(self.files["ARCHITECTURE.md"]), outer, "code map of ARCHITECTURE.md and declared modules")

    def test_the_error_table_is_that_of_the_code(self):
        kinds = error_kinds(self.files["src/fxlake/base/error.cc"])
        self.assertGreater(len(kinds), 1)
        self.assertEqual(error_table(self.files["ARCHITECTURE.md"]), kinds)

    def test_the_walks_name_real_functions(self):
        text = self.files["ARCHITECTURE.md"]
        found = walks(text)
        self.assertEqual(list(found), ["rate", "command", "request"])
        for name, steps in found.items():
            with self.subTest(name):
                self.assertGreater(len(steps), 10)
                self.assertEqual(missing_steps(self.files, steps), [])
                self.assertEqual(reentered_files(steps), [])
        stated = [int(number) for number in re.findall(r"through\s+(\d+) files", text)]
        self.assertEqual(stated, [len({path for _, path in found[name]}) for name in ("command", "request")])

    def test_what_a_walk_gets_wrong_is_found(self):
        files = {
            "src/fxlake/a/a.cc": "Result<void> Zone::Keep(int i) {\n  return Other(i);\n}\nint Read(int i) { return i; }\n",
            "src/fxlake/a/b.h": "class Cursor {\n public:\n  int Find(int i) { return i; }\n};\n",
        }
        steps = [("Zone::Keep", "a/a.cc"), ("Other", "a/a.cc"), ("Cursor::Find", "a/b.h"), ("Zone::Find", "a/b.h"), ("Read", "a/a.cc")]
        self.assertEqual(missing_steps(files, steps), ["Other in a/a.cc", "Zone::Find in a/b.h"])
        self.assertEqual(reentered_files(steps), ["a/a.cc"])
        self.assertEqual(
            walks("<!-- walk: x -->\n| step | function | file |\n|---|---|---|\n| 1 | `A::B` | `a/b.cc` | c |\n"),
            {"x": [("A::B", "a/b.cc")]},
        )

    def test_every_source_belongs_to_a_target(self):
        build = pathlib.Path(os.environ["FXLAKE_BUILD"])
        commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
        compiled = {os.path.relpath(command["file"], tree.ROOT) for command in commands}
        if not (build / "bin" / "fxlake-cloud").exists():  # where its libraries' sources are not to be had
            compiled |= {path for path in self.files if path.startswith(("apps/fxlake-cloud/", "apps/launcher/"))}
        self.assertEqual(orphans(self.files, compiled), [])
        self.assertEqual(orphans({"src/fxlake/base/new/x_test.cc": ""}, compiled), ["src/fxlake/base/new/x_test.cc"])


if __name__ == "__main__":
    unittest.main()
