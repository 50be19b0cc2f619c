# SPDX-License-Identifier: Apache-2.0
"""One term for each concept: docs/glossary.md explains each, and no name or heading uses a word that it replaced. Spelling is American."""

import re
import unittest

import tree

GLOSSARY = "docs/glossary.md"

TERMS = """as-of query; backfill; base currency and target currency; blend; calendar; catalog; commit; conflicting duplicate; context; cross
rate; date; decision; derivation; doctor checks; duplicate; emit; endpoint; evidence; execution; execution history; fallback rule;
fetch; fetch record; flat map; future row; heal; ingest; journal; lake; leg; manifest; module; observation; pair; partition; peg;
provenance; provider; publication day; quality rule; quarantine; query engine option; rate date; rate format; raw object; reader;
rebuild; recording; rejected row; reporting options; request matcher; response body; revision; row without a rate; run; sealed
month; single-provider rates; skipped row; snapshot; source; suspect; thread pool; transform; validate; verdict; verified source;
warning and note; watermark; workflow; zone"""

# Words that no name and no heading has, and the term in their place. Of several words, "left out" finds left_out and LeftOut.
REPLACED = {
    "visit": "fetch",
    "visits": "fetches",
    "visited": "fetched",
    "ask": "fetch, SendRequest",
    "asks": "fetch, SendRequest",
    "asked": "fetched, requested",
    "asking": "fetching",
    "tell": "emit, publish",
    "tells": "emit, publish",
    "told": "emitted, reported",
    "telling": "reporting options",
    "remark": "note, warning",
    "remarks": "notes, warnings",
    "surroundings": "context",
    "lone": "single-provider rates",
    "shown number": "rate format",
    "written amount": "formatted rate",
    "few keys": "flat map",
    "same request": "request matcher",
    "lane": "thread pool",
    "lanes": "thread pool",
    "check up": "doctor checks",
    "said twice": "duplicate",
    "left out": "skipped",
    "ignored rows": "skipped rows",
    "without rate": "no rate",
    "chosen engine": "query engine option",
    "catalogue": "catalog",
    "anew": "rebuild, again",
}
REPLACED_TYPES = REPLACED | {"world": "context", "outside": "context", "site": "context", "opening": "context", "back": "Reversed"}
REPLACED_KEYS = {
    "how",
    "way",
    "visit",
    "visits",
    "pending_visits",
    "without_rate",
    "ignored",
    "refused",
    "asked",
    "told",
    "said_twice",
    "left_out",
}
REPLACED_HEADINGS = REPLACED | {"way": "method", "ways": "methods", "thereof": "its", "hinders": "affects", "said": "stated"}

SPELLINGS = """behaviour behaviours catalogue catalogues centre centres colour colours coloured defence favour flavour fulfil
fulfils grey honour honours labour licence neighbour neighbours offence offences programme spelt artefact labelled
modelled travelled analyse analysed"""
ENDING_IN_ISE = """author canonical capital categor custom emphas final general initial item local material maxim memor minim normal
optim organ parameter priorit random recogn serial special stabil standard summar synchron token util visual
unauthor uninitial"""
# Proper names, and the old names that the changelog lists.
PROPER_NAMES = ("Norwegian Licence for Open Government Data", "`unauthorised-calls`", "`CostCentre`", "`licence`")

TYPE = re.compile(r"^\s*(?:class|struct|enum class|enum|using) (\w+)(?: final)?(?= *[:{=;]|$)", re.M)
FUNCTION = re.compile(r"^ *(?!return\b|else\b|new\b|delete\b|using\b|case\b|throw\b)[A-Za-z_][\w:<>,*& ]*[ *&](?:\w+::)*(~?\w+)\(", re.M)
SCRIPT_FUNCTION = re.compile(r"^ *(?:async )?(?:def|function) (\w+)\(|^export (?:async )?function (\w+)\(", re.M)


def words_of(name: str) -> list[str]:
    """The words of a name, whatever its case: ReadHTTPBody and read_http_body have the same."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+", name)]


def replaced_in(name: str, replaced: dict[str, str]) -> list[str]:
    text = f" {' '.join(words_of(name))} "
    return [f'{name}: "{word}" is {term}' for word, term in replaced.items() if f" {word} " in text]


def without_code(markdown: str) -> str:
    return re.sub(r"^```.*?^```", "", markdown, flags=re.M | re.S)


def entries(glossary: str) -> dict[str, str]:
    """Each term in small letters, and what explains it."""
    return {term.lower(): text.strip() for term, text in re.findall(r"^### (.+)\n\n((?:(?!^#).*\n?)+)", glossary, re.M)}


def code_only(text: str) -> str:
    """C++ without comments and texts."""
    return re.sub(r'//.*|"(?:[^"\\\n]|\\.)*"', '""', text)


def old_names(files: dict[str, str]) -> list[str]:
    """Names of files, types and functions."""
    found = []
    for path in files:
        found += [f"{path}: {one}" for one in replaced_in(path.rsplit("/", 1)[-1].rsplit(".", 1)[0], REPLACED)]
    for path, text in tree.select(files, ".h", ".cc", under=("src/", "apps/", "bench/")).items():
        code = code_only(text)
        types, functions = set(TYPE.findall(code)), set(FUNCTION.findall(code))
        found += [f"{path}: {one}" for name in sorted(types) for one in replaced_in(name, REPLACED_TYPES)]
        found += [f"{path}: {one}" for name in sorted(functions) for one in replaced_in(name, REPLACED)]
    for path, text in tree.select(
        files, ".py", ".js", ".mjs", under=("console/", "python/", "scripts/", "bench/", "infra/", "examples/")
    ).items():
        names = {one or other for one, other in SCRIPT_FUNCTION.findall(text)}
        found += [f"{path}: {one}" for name in sorted(names) for one in replaced_in(name, REPLACED)]
    return found


def old_options(files: dict[str, str]) -> list[str]:
    options = set(re.findall(r"--([a-z][a-z-]+)", files["docs/reference/cli.md"]))
    return [one for option in sorted(options) for one in replaced_in(option, REPLACED)]


def old_keys(files: dict[str, str]) -> list[str]:
    """Keys in the JSON of the documents: blocks, and code within a line."""
    found = []
    for path, text in tree.select(files, ".md").items():
        if path == "CHANGELOG.md":
            continue
        blocks = re.findall(r"^```json.*?^```", text, re.M | re.S) + re.findall(r"`\{[^`]*\}`", without_code(text))
        keys = {key for block in blocks for key in re.findall(r'"(\w+)"(?=\s*[:,\]}])', block)}
        found += [f"{path}: {key}" for key in sorted(keys & REPLACED_KEYS)]
    return found


def old_headings(files: dict[str, str]) -> list[str]:
    found = []
    for path, text in tree.select(files, ".md").items():
        for heading in re.findall(r"^#+ +(.+)$", without_code(text), re.M):
            found += [f"{path}: {one}" for one in replaced_in(heading, REPLACED_HEADINGS)]
    return found


def british(files: dict[str, str]) -> list[str]:
    stems = "|".join(ENDING_IN_ISE.split())
    pattern = re.compile(rf"(?<![a-z])(?:{'|'.join(SPELLINGS.split())}|(?:{stems})i?s(?:e|ed|es|er|ers|ing|ation|ations))(?![a-z])", re.I)
    found = []
    for path, text in files.items():
        if path.startswith(("deps/", "tests/data/", "tests/fuzz/", "tests/asl/", "tests/glossary_test.py")):
            continue
        for name in PROPER_NAMES:
            text = text.replace(name, "")
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
        found += [f"{path}: {word}" for word in sorted(set(pattern.findall(text)))]
    return found


class Glossary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = tree.read()

    def check(self, offenses, bad: dict[str, str], found: list[str]):
        """The repository has no such offense, and `bad` has these."""
        self.assertEqual(offenses(bad), found)
        self.assertEqual(offenses(self.files), [])

    def test_every_term_is_explained(self):
        explained = entries(self.files[GLOSSARY])
        terms = [" ".join(term.split()) for term in TERMS.split(";")]
        self.assertEqual(sorted(explained), sorted(terms))
        self.assertEqual([term for term, text in explained.items() if len(text.split()) < 6 or not text.endswith(".")], [])
        self.assertEqual(entries("### Peg\n\nA rate.\n\n## Other\n\n### Leg\n\nOne.\nTwo.\n"), {"peg": "A rate.", "leg": "One.\nTwo."})

    def test_no_name_uses_a_replaced_word(self):
        bad = {
            "src/fxlake/cli/check_up.h": "class World final {\n  Result<int> AskAgain(int i);  // told\n};\nvoid Log(std::string told);\n",
            "console/a.js": "export function tellAll() {}\n",
        }
        found = [
            'src/fxlake/cli/check_up.h: check_up: "check up" is doctor checks',
            'src/fxlake/cli/check_up.h: World: "world" is context',
            'src/fxlake/cli/check_up.h: AskAgain: "ask" is fetch, SendRequest',
            'console/a.js: tellAll: "tell" is emit, publish',
        ]
        self.check(old_names, bad, found)

    def test_no_option_uses_a_replaced_word(self):
        self.check(old_options, {"docs/reference/cli.md": "| `--left-out-rows` | x |"}, ['left-out-rows: "left out" is skipped'])

    def test_no_key_uses_a_replaced_word(self):
        bad = {"docs/a.md": '```json\n{"how": 1, "what": "told"}\n```\nis `{"count","visits":[]}`\n'}
        self.check(old_keys, bad, ["docs/a.md: how", "docs/a.md: told", "docs/a.md: visits"])

    def test_no_heading_uses_a_replaced_word(self):
        bad = {"docs/a.md": "# What a visit is\n```\n# Asked\n```\n"}
        self.check(old_headings, bad, ['docs/a.md: What a visit is: "visit" is fetch'])

    def test_spelling_is_american(self):
        bad = {"src/a.h": "void ColourOf();  // recognises\n", "docs/a.md": "Catalogs have an exercise; `licence` is `CostCentre`."}
        self.check(british, bad, ["src/a.h: Colour", "src/a.h: recognises"])


if __name__ == "__main__":
    unittest.main()
