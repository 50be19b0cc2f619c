# SPDX-License-Identifier: Apache-2.0
"""The pages of docs/ are true: their commands are run, and the outputs compared.

Each page has a folder of its own. A fenced block means, by the words after its fence:
  <language> file=PATH   a file that is there before anything is run
  json object=KEY        an object of the lake, byte for byte but for times and hashes
  json                   JSON
  console [exits=N]      "$ fxlake ..." is run, and its output (standard output, then standard error) compared; "first": before the others
  python, sql            is run; SQL by DuckDB, where a lake's tables are views
  text output            what the block before it prints
  grammar                rules of keys
In an expected output "..." stands for anything. Reference pages and benchmarks have tests of their own.
"""

import contextlib
import dataclasses
import hashlib
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import unittest.mock

import duckdb
import iceberg_engines
import program
import tree

# What pages show of the Python package.
sys.path.insert(0, str(program.ROOT / "python"))
os.environ["FXLAKE_PROGRAM"] = str(program.FXLAKE.resolve())
os.environ["PATH"] = f"{program.FXLAKE.parent.resolve()}:{os.environ['PATH']}"

OWN_TESTS = ("docs/reference/", "docs/benchmarks")
LAKE_PAGE = "docs/formats/lake.md"
MASKS = [
    (r"-[0-9a-f]{16}(?=\.)", "-<hash>"),
    (r"\b[0-9a-f]{64}\b", "<sha256>"),
    (r"\b(\d{8})T\d{6}\.\d{6}Z(-[0-9a-f]{6}\b)?", r"\1T<time>"),
    (r"\b(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d{6})?Z", r"\1T<time>"),
    (r"\b(in|took) \d+\.\d+ s\b", r"\1 <n> s"),
    (r'"bytes": \d+(?=,\s*"sha256")', '"bytes": <n>'),  # of a partition: its pages have checksums, which are longer or shorter
]


@dataclasses.dataclass
class Block:
    line: int
    language: str
    words: dict[str, str]
    text: str


@dataclasses.dataclass
class Command:
    text: str
    expected: str = ""


def masked(text: str) -> str:
    for pattern, replacement in MASKS:
        text = re.sub(pattern, replacement, text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def agrees(expected: str, actual: str) -> bool:
    """Whether an output matches the expected one; "..." matches anything, and whole lines when it is alone on its line."""
    pattern = ""
    for line in masked(expected).splitlines():
        pattern += r"(?:.*\n)*?" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
    return re.fullmatch(pattern, masked(actual) + "\n") is not None


def blocks_of(page: str) -> list[Block]:
    blocks = []
    for found in re.finditer(r"^```(\S*) *(.*)\n((?s:.*?))^```$", page, re.M):
        words = dict(word.partition("=")[::2] for word in found[2].split())
        blocks.append(Block(page.count("\n", 0, found.start()) + 1, found[1], words, found[3]))
    return blocks


def commands_of(console: str) -> list[Command]:
    commands = []
    for line in console.splitlines():
        if line.startswith("$ "):
            commands.append(Command(line[2:]))
        elif commands and commands[-1].text.endswith("\\"):
            commands[-1].text = commands[-1].text[:-1] + line.strip()
        elif commands:
            commands[-1].expected += line + "\n"
    return commands


def object_keys(value) -> set[str]:
    """The keys of JSON objects, but for names of sources."""
    if isinstance(value, list):
        return set().union(*map(object_keys, value))
    if not isinstance(value, dict):
        return set()
    inner = [item for item in value.values() if isinstance(item, dict | list)]
    return {key for key in value if not re.fullmatch("frankfurter", key)}.union(*map(object_keys, inner))


def patterns_of(grammar: str) -> dict[str, str]:
    """Each rule as a regular expression."""
    rules = dict(re.findall(r"^([a-z-]+) *= (.*)$", grammar, re.M))

    def expression(rule: str) -> str:
        tokens = re.findall(r'"[^"]*"|\[[^]]*\]|[a-z-]+|\{[^}]*\}|[|()?*+]|\S', rules[rule])
        return "".join(part(token) for token in tokens)

    def part(token: str) -> str:
        if token.startswith('"'):
            return re.escape(token[1:-1])
        return f"(?:{expression(token)})" if re.fullmatch("[a-z-]+", token) else token

    return {rule: expression(rule) for rule in rules}


class Page:
    """One page, run in a folder where the build is as it is in the repository."""

    def __init__(self, blocks: list[Block], folder: pathlib.Path):
        self.blocks = blocks
        self.folder = folder
        self.offenses = []
        (folder / "build").mkdir()
        (folder / "build" / "bin").symlink_to(program.FXLAKE.parent.resolve())
        (folder / "build" / "deps").symlink_to(program.HISTORY.parent.parent)
        iceberg_engines.install_extensions(folder)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FXLAKE_") and "proxy" not in name.lower()}
        self.environment = kept | {"PATH": f"{program.FXLAKE.parent.resolve()}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}

    def run(self) -> list[str]:
        """The differences from the page."""
        for block in self.blocks:
            if "file" in block.words:
                path = self.folder / block.words["file"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text)
        for block in sorted(self.blocks, key=lambda block: "first" not in block.words):
            self.check(block)
        return self.offenses

    def check(self, block: Block):
        unknown = block.words.keys() - {"file", "object", "exits", "first", "output"}
        if unknown:
            self.fail(block, f"no such word after a fence: {sorted(unknown)}")
        elif block.language == "console":
            for command in commands_of(block.text):
                self.run_command(block, command)
        elif block.language in ("python", "sql"):
            self.expect(block, self.expected_after(block), self.output_of(block))
        elif block.language == "json" and "object" in block.words:
            self.check_object(block)
        elif block.language == "json":
            with self.noting(block):
                json.loads(block.text)

    def run_command(self, block: Block, command: Command):
        if not command.text.startswith("fxlake "):
            return
        done = subprocess.run(
            ["bash", "-c", command.text], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60
        )
        output = done.stdout + done.stderr
        if done.returncode != int(block.words.get("exits", 0)):
            self.fail(block, f"{command.text}\nexits with {done.returncode}:\n{output}")
        else:
            self.expect(block, command.expected, output)

    def output_of(self, block: Block) -> str:
        printed = io.StringIO()
        home = unittest.mock.patch.dict(os.environ, {"HOME": str(self.folder), "POLARS_ICEBERG_PLANNER": "pyiceberg"})
        with self.noting(block), contextlib.chdir(self.folder), contextlib.redirect_stdout(printed), home:
            if block.language == "python":
                exec(compile(block.text, f"line {block.line}", "exec"), {"__name__": "page"})
            else:
                with duckdb.connect() as engine:
                    for table in (program.RATES, program.REVISIONS):
                        if any(self.folder.glob(f"lake/processed/{table}/*/*/*.parquet")):
                            files = f"read_parquet('lake/processed/{table}/*/*/*.parquet', hive_partitioning = true)"
                            engine.execute(f"CREATE VIEW {table} AS SELECT * FROM {files}")
                    for row in engine.execute(block.text).fetchall():
                        print(*row, sep="  ")
        return printed.getvalue()

    def expected_after(self, block: Block) -> str:
        """A block without an output only has to run."""
        following = self.blocks[self.blocks.index(block) + 1 :][:1]
        return following[0].text if following and "output" in following[0].words else "..."

    def check_object(self, block: Block):
        with self.noting(block):
            json.loads(block.text)
        lake = self.folder / "lake"
        objects = {masked(str(path.relative_to(lake))): path for path in lake.rglob("*") if path.is_file()}
        path = objects.get(masked(block.words["object"]))
        if path is None:
            self.fail(block, f"there is no such object; there are {sorted(objects)}")
        else:
            self.expect(block, block.text, path.read_text())

    def expect(self, block: Block, expected: str, actual: str):
        if not agrees(expected, actual):
            self.fail(block, f"expected\n{masked(expected)}\nfound\n{masked(actual)}")

    @contextlib.contextmanager
    def noting(self, block: Block):
        try:
            yield
        except Exception as error:  # whatever the page's code does wrong
            self.fail(block, f"{type(error).__name__}: {error}")

    def fail(self, block: Block, reason: str):
        self.offenses.append(f"line {block.line}: {reason}")


def pages() -> dict[str, str]:
    files = tree.select(tree.read(), ".md", under=("docs/",))
    return {path: text for path, text in files.items() if not path.startswith(OWN_TESTS)}


class Docs(program.Case):
    def run_page(self, text: str) -> list[str]:
        folder = self.folder / f"page-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        self.lake = program.Lake(folder / "lake")
        return Page(blocks_of(text), folder).run()

    def test_what_the_pages_show_is_so(self):
        for path, text in pages().items():
            with self.subTest(path):
                self.assertEqual(self.run_page(text), [], path)

    def test_what_is_not_so_is_found(self):
        rows = {
            "another output": ("```console\n$ fxlake --version\nfxlake none\n```\n", "expected\nfxlake none"),
            "another exit code": ("```console\n$ fxlake query\n...\n```\n", "exits with 2"),
            "code that fails": ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
            "another result": ("```python\nprint(1)\n```\n\n```text output\n2\n```\n", "expected\n2\nfound\n1"),
            "wrong SQL": ("```sql\nSELECT nothing\n```\n", "BinderException"),
            "no JSON": ("```json\n{'a': 1}\n```\n", "JSONDecodeError"),
            "no object": ("```json object=runs/a/input.json\n{}\n```\n", "no such object"),
            "no such word": ("```json objekt=a\n{}\n```\n", "no such word"),
        }
        for name, (text, reason) in rows.items():
            with self.subTest(name):
                [offense] = self.run_page("# A page\n\n" + text)
                self.assertRegex(offense, r"^line 3: ")
                self.assertIn(reason, offense)
        self.assertEqual(self.run_page('# A page\n\n```json\n{"a": 1}\n```\n'), [])

    def test_outputs_agree_but_for_times_and_what_is_left_out(self):
        for expected, actual, agree in [
            ("a\n...\nz\n", "a\nb\nc\nz", True),
            ("a\n...\nz\n", "a\nz", True),
            ("run ... done", "run x-1 done", True),
            ("took 0.101 s", "took 12.345 s", True),
            ("at 2026-04-14T01:02:03Z", "at 2026-04-14T09:08:07.000001Z", True),
            ("at 2026-04-14T01:02:03Z", "at 2026-04-15T01:02:03Z", False),
            ("a\n...\nz\n", "a\nb", False),
            ("1.5", "1x5", False),
            ("a", "a\nb", False),
        ]:
            with self.subTest(expected=expected, actual=actual):
                self.assertEqual(agrees(expected, actual), agree)

    def test_the_grammar_of_keys_is_that_of_the_lake(self):
        text = pages()[LAKE_PAGE]
        [grammar] = [block.text for block in blocks_of(text) if block.language == "grammar"]
        patterns = patterns_of(grammar)
        kinds = re.search(r"^key *= (.*)$", grammar, re.M)[1].split(" | ")
        self.assertEqual(self.run_page(text), [])
        paths = [path.relative_to(self.lake.folder) for path in self.lake.folder.rglob("*") if path.is_file()]
        keys = [str(path) for path in paths if not path.name.startswith(".fxlake-")]
        found = {key: [kind for kind in kinds if re.fullmatch(patterns[kind], key)] for key in keys}
        self.assertEqual({key: kinds for key, kinds in found.items() if len(kinds) != 1}, {})
        self.assertEqual({kind for [kind] in found.values()}, set(kinds))
        for key in ("processed/manifest.json", "raw/source=-a/2026/04/x.zip", "runs/.a/input.json", "quarantine/source=a/b.json"):
            self.assertIsNone(re.fullmatch(patterns["key"], key), key)

    def test_the_examples_of_the_lake_agree_with_each_other(self):
        text = pages()[LAKE_PAGE]
        blocks = [block for block in blocks_of(text) if block.language == "json"]
        hashes = {hashlib.sha256(block.text.encode()).hexdigest() for block in blocks}
        objects = {block.words["object"]: block.text for block in blocks if "object" in block.words}
        raw = {key: body for key, body in objects.items() if key.startswith("raw/")}
        self.assertEqual(len(raw), 2)
        for key, body in raw.items():
            self.assertEqual(key.rpartition("/")[2].split("-")[1][:16], hashlib.sha256(body.encode()).hexdigest()[:16], key)
        [record] = [json.loads(body) for key, body in raw.items() if key.endswith(".fetch.json")]
        self.assertLessEqual({body["sha256"] for body in record["bodies"]}, hashes, "bodies that the page shows")

    def test_every_key_of_an_object_is_explained(self):
        text = pages()[LAKE_PAGE]
        objects = {block.words.get("object", ""): json.loads(block.text) for block in blocks_of(text) if block.language == "json"}
        keys = set().union(*(object_keys(value) for key, value in objects.items() if key.endswith((".fetch.json", "_manifest.json"))))
        keys |= set().union(*(object_keys(value) for key, value in objects.items() if key.startswith(("quarantine/", "runs/"))))
        self.assertGreater(len(keys), 40)
        verdicts = {"rule", "verdict", "observed", "expected"}  # reference/quality.md
        self.assertEqual({key for key in keys if f"`{key}`" not in text}, verdicts)

    def test_the_index_names_every_page(self):
        index = (program.ROOT / "docs" / "README.md").read_text()
        every = [path.removeprefix("docs/") for path in tree.select(tree.read(), ".md", under=("docs/",))]
        self.assertEqual([path for path in every if path != "README.md" and f"]({path})" not in index], [])


if __name__ == "__main__":
    unittest.main()
