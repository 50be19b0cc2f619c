# SPDX-License-Identifier: Apache-2.0
"""Rulesets made by chance: valid ones by the grammar of DQDL, and others by changing their words."""

import random

STATISTICS = [
    "Completeness",
    "Uniqueness",
    "Mean",
    "Sum",
    "StandardDeviation",
    "Entropy",
    "DistinctValuesCount",
    "UniqueValueRatio",
    "ColumnLength",
]
YES_OR_NO = ["IsComplete", "IsUnique", "ColumnExists", "ColumnNamesMatchPattern", "DetectAnomalies"]
FILE_RULES = ["FileFreshness", "FileMatch", "FileSize", "FileUniqueness"]
WITH_WHERE = {
    *STATISTICS,
    "IsComplete",
    "IsUnique",
    "IsPrimaryKey",
    "RowCount",
    "ColumnValues",
    "ColumnDataType",
    "DataFreshness",
    "ColumnCorrelation",
}
WITH_THRESHOLD = {"ColumnValues", "ColumnDataType", "CustomSql", "FileFreshness", "FileSize"}
ANALYZERS = [*STATISTICS, "AllStatistics", "ColumnValues", "CustomSql", "ColumnDataType", "DataFreshness", "RowCountMatch"]
TEXTS = ['"a"', '"order-id"', '"x y"', '""', '"[A-Z]{3}"', '"it\'s"', '"say \\"so\\""', '"12"', '"9:30"', '"2026-1-1"', '"# no comment"']
DATES = [
    '"2026-04-14"',
    '"1999-01-04"',
    "now()",
    '"14:30"',
    '"2:30 PM"',
    '"12:05 AM"',
    "( now() - 3 days )",
    "( now() + 24 hours )",
    "( now() - 5 minutes )",
]
OTHER_WORDS = [
    *[
        "and",
        "or",
        "AND",
        "not",
        "in",
        "between",
        "matches",
        "with",
        "threshold",
        "where",
        "of",
        "NULL",
        "EMPTY",
        "days",
        "hours",
        "weeks",
        "KB",
    ],
    *[
        "(",
        ")",
        "[",
        "]",
        ",",
        "=",
        "!=",
        "!",
        ">",
        ">=",
        "<",
        "<=",
        "+",
        "-",
        "*",
        "/",
        "{",
        "}",
        ":",
        "$",
        "now()",
        "now",
        "Rules",
        "Analyzers",
    ],
    *[
        "1",
        "0.5",
        "1.5.2",
        "1.",
        ".5",
        "007",
        "1e5",
        "3days",
        "column",
        "RowCount",
        "IsComplete",
        '"a"',
        '"2026-04-14"',
        '"14:30"',
        "1st",
        "a.b",
    ],
]


class Maker:
    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def any(self, choices):
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def number(self, depth: int = 0) -> list[str]:
        kind = self.random.random()
        if kind < 0.75 or depth > 2:
            return [*(["-"] if self.chance(0.15) else []), self.any(["0", "1", "42", "1000000", "0.5", "0.95", "3.14", "007"])]
        if kind < 0.85:
            return ["(", *self.number(depth + 1), ")"]
        if kind < 0.97:
            return [*self.number(depth + 1), self.any(["+", "-", "*"]), *self.number(depth + 1)]
        return [self.any(["last", "avg", "std"]), "(", *(self.number(depth + 1) if self.chance(0.7) else []), ")"]

    def value(self, kind: str) -> list[str]:
        if kind == "number":
            return ["NULL"] if self.chance(0.05) else self.number()
        if kind == "text":
            return [self.any([*TEXTS[:8], "NULL", "EMPTY", "WHITESPACES_ONLY", "null"])]
        if kind == "date":
            return self.any([*DATES, "NULL"]).split() if self.chance(0.1) else self.date()
        unit = ["days", "hours", "minutes"] if kind == "duration" else ["B", "KB", "MB", "GB", "TB"]
        return [self.any(["1", "24", "90"]), self.any(unit)]

    def date(self) -> list[str]:
        date = self.any(DATES)
        return date.split() if date.startswith("(") else [date]

    def condition(self, kind: str) -> list[str]:
        form = self.random.random()
        if kind == "text" and form < 0.3:
            return [*(["not"] if self.chance(0.3) else []), "matches", self.any(TEXTS)]
        if form < 0.5:
            signs = ["=", "!="] if kind == "text" else ["=", "!=", ">", ">=", "<", "<="]
            return [self.any(signs), *self.value(kind)]
        if kind != "text" and form < 0.7:
            return [*(["not"] if self.chance(0.3) else []), "between", *self.value(kind), self.any(["and", "AND"]), *self.value(kind)]
        values = self.value(kind)
        for _ in range(self.random.randrange(3)):
            values += [",", *self.value(kind)]
        return [*(["not"] if self.chance(0.3) else []), "in", "[", *values, "]"]

    def parameter(self) -> list[str]:
        connector = ["of"] if self.chance(0.1) else []
        return [*connector, self.any(['"a"', '"order-id"', "column", "a.b", "1st", '"x y"'])]

    def plain_rule(self) -> list[str]:
        kind = self.random.random()
        if kind < 0.15:
            return ["RowCount", *self.condition("number")]
        if kind < 0.35:
            return [self.any(STATISTICS), *self.parameter(), *self.condition("number")]
        if kind < 0.45:
            return [self.any(YES_OR_NO), *self.parameter()]
        if kind < 0.5:
            return [
                "IsPrimaryKey",
                *self.parameter(),
                *(word for _ in range(self.random.randrange(3)) for word in ["and", *self.parameter()[-1:]]),
            ]
        if kind < 0.7:
            return ["ColumnValues", *self.parameter(), *self.condition(self.any(["number", "text", "date"]))]
        if kind < 0.78:
            return ["DataFreshness", *self.parameter(), *self.condition("duration")]
        if kind < 0.84:
            return ["ColumnDataType", *self.parameter(), self.any(["=", "!="]), self.any(['"Date"', '"Integer"', "EMPTY"])]
        if kind < 0.9:
            return ["CustomSql", '"select count(*) from primary"', *(self.condition("number") if self.chance(0.6) else [])]
        if kind < 0.93:
            return [
                self.any(["ColumnCorrelation", "ReferentialIntegrity", "AggregateMatch", "DatasetMatch"]),
                '"a"',
                '"b"',
                *self.condition("number"),
            ]
        if kind < 0.95:
            return [self.any(["SchemaMatch", "RowCountMatch"]), '"other"', *self.condition("number")]
        if kind < 0.97:
            return ["ColumnCount", *self.condition("number")]
        rule = self.any(FILE_RULES)
        compared = {"FileFreshness": "date", "FileMatch": "text", "FileSize": "size", "FileUniqueness": "number"}[rule]
        return [rule, *(['"path"'] if self.chance(0.5) else []), *self.condition(compared)]

    def rule(self) -> list[str]:
        words = self.plain_rule()
        if words[0] in WITH_WHERE and self.chance(0.15):
            words += ["where", self.any(['"b > 1"', "\"c = 'x'\""])]
        if words[0] in WITH_THRESHOLD and self.chance(0.2):
            words += ["with", "threshold", *self.condition("number")]
        if self.chance(0.05):
            words += ["with", self.any(["owner", "level"]), "=", self.any(['"rates"', "3"])]
        return words

    def joined(self, depth: int = 0) -> list[str]:
        if depth > 2 or self.chance(0.8):
            return self.rule()
        sign = self.any(["and", "or", "AND", "OR"])
        return ["(", *self.joined(depth + 1), ")", sign, "(", *self.joined(depth + 1), ")"]

    def ruleset(self) -> list[str]:
        words: list[str] = []
        if self.chance(0.05):
            words += ["Metadata", "=", "{", '"Version"', ":", '"1.0"', "}"]
        if self.chance(0.05):
            words += ["DataSources", "=", "{", '"Primary"', ":", '"a"', ",", '"AdditionalDataSources"', ":", "[", '"b"', "]", "}"]
        if self.chance(0.1):
            words += ["names", "=", "[", '"x"', ",", '"y"', "]"]
        rules = self.joined()
        for _ in range(self.random.randrange(3)):
            rules += [",", *self.joined()]
        if words[-7:-6] == ["names"]:
            rules += [",", "ColumnValues", "a", "in", "$", "names"]
        words += ["Rules", "=", "[", *rules, "]"]
        if self.chance(0.1):
            words += ["Analyzers", "=", "[", "RowCount", ",", self.any(ANALYZERS), '"a"', "]"]
        return words

    def changed(self, words: list[str]) -> list[str]:
        """One to three words dropped, doubled, exchanged or replaced."""
        words = list(words)
        for _ in range(self.random.randrange(1, 4)):
            at = self.random.randrange(len(words))
            how = self.random.random()
            if how < 0.3:
                del words[at]
            elif how < 0.45:
                words.insert(at, words[at])
            elif how < 0.55:
                other = self.random.randrange(len(words))
                words[at], words[other] = words[other], words[at]
            elif how < 0.75:
                words.insert(at, self.any(OTHER_WORDS))
            else:
                words[at] = self.any(OTHER_WORDS)
            if not words:
                return ["Rules"]
        return words

    def text(self, words: list[str]) -> str:
        """With blanks, lines and comments between the words, and without where they need none."""
        text = ""
        for word in words:
            glue = self.any([" ", " ", " ", "\n", "\t", " # note\n"])
            if text and (text[-1] in "[(,]" or word[0] in "[],()") and self.chance(0.5) and not (text.endswith("now") and word == "("):
                glue = ""
            text += glue + word
        return text.lstrip()
