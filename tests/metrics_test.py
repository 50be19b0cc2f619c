# SPDX-License-Identifier: Apache-2.0
"""The program publishes every metric of an alarm or a dashboard, with the same namespace and dimensions."""

import json
import re
import unittest

import tree

OURS = r"var\.names\.namespace"
SUFFIXES = r"_(total|bucket|count|sum|created)$"


def table(files: dict[str, str]) -> dict[str, tuple[str, frozenset[str]]]:
    """{name in CloudWatch: (sample in OpenMetrics, dimensions)}, by the page that a test of the module holds to the code."""
    rows = re.findall(r"^\| `([A-Z]\w+)` \| `(fxlake_\w+)` \|.*?\|.*?\| (\w+) \|", files["docs/reference/metrics.md"], re.M)
    return {name: (sample, frozenset() if dimension == "none" else frozenset({dimension})) for name, sample, dimension in rows}


def without_publisher(files: dict[str, str]) -> list[str]:
    """Metrics of the table that no code measures."""
    enumerators = re.findall(r'MetricTraits\{Metric::(\w+), "(\w+)"', re.sub(r"\{\s+", "{", files["src/fxlake/telemetry/metric_table.cc"]))
    code = tree.select(files, ".cc", under=("src/fxlake/",))
    code = "\n".join(text for path, text in code.items() if not path.startswith("src/fxlake/telemetry/") and "_test." not in path)
    return [name for enumerator, name in enumerators if not re.search(rf"Measure\(\s*(telemetry::)?Metric::{enumerator}\b", code)]


def cloudwatch_uses(files: dict[str, str]) -> list[tuple[str, str, frozenset[str]]]:
    """(file, metric, dimensions) wherever the stack's text names a metric of our namespace."""
    found = []
    for path, text in tree.select(files, ".tf", under=("infra/terraform/",)).items():
        for name, dimensions in re.findall(OURS + r',\s*metric = "(\w+)",\s*dimensions = \{([^}]*)\}', text):
            found.append((path, name, frozenset(re.findall(r"(\w+) *=", dimensions))))
        for name in re.findall(r"\[" + OURS + r', "(\w+)"\]', text):
            found.append((path, name, frozenset()))
        for names, line in re.findall(r"for metric in \[([^\]]*)\] : \[" + OURS + r", metric([^\]]*)\]", text):
            found += [(path, name, frozenset(re.findall(r'"(\w+)"', line))) for name in re.findall(r'"(\w+)"', names)]
        if re.search(r"\[" + OURS + r', metric, "Source", source\]', text):
            [names] = re.findall(r"by_source = \{(.*?)\n  \}", text, re.S)
            found += [(path, name, frozenset({"Source"})) for name in re.findall(r'= "(\w+)"', names)]
    return found


def filtered(files: dict[str, str]) -> set[str]:
    """Metrics that CloudWatch makes out of logs by the stack itself."""
    text = "\n".join(tree.select(files, ".tf", under=("infra/terraform/",)).values())
    return set(re.findall(r'metric_transformation \{\s*name\s*= "(\w+)"\s*namespace\s*= ' + OURS, text))


def unknown_in_cloudwatch(files: dict[str, str]) -> list[str]:
    known = table(files)
    made = filtered(files)
    return [
        f"{path}: {name} by {sorted(dimensions)}"
        for path, name, dimensions in cloudwatch_uses(files)
        if name not in made and (name not in known or known[name][1] != dimensions)
    ]


def expressions(value) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in expressions(item)]
    if isinstance(value, dict):
        own = [value["expr"]] if isinstance(value.get("expr"), str) else []
        return own + [text for item in value.values() for text in expressions(item)]
    return []


def unknown_in_grafana(files: dict[str, str]) -> list[str]:
    samples = {sample: dimensions for sample, dimensions in table(files).values()}
    server = "\n".join(tree.select(files, ".cc", under=("src/fxlake/server/",)).values())
    served = set(re.findall(r'"(fxlake_\w+)', server))
    served |= {re.sub(SUFFIXES, "", name) for name in served}
    found = []
    for path, text in tree.select(files, ".json", under=("examples/",)).items():
        for expression in expressions(json.loads(text)):
            for name, labels in re.findall(r"\b(fxlake_[a-z_]+)(\{[^}]*\})?", expression):
                asked = set(re.findall(r"(\w+) *[=!]", labels))
                if name in samples and asked <= {dimension.lower() for dimension in samples[name]}:
                    continue
                if name not in samples and (name in served or re.sub(SUFFIXES, "", name) in served):
                    continue
                found.append(f"{path}: {name}{labels}")
    return found


class Metrics(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = tree.read()
        cls.page = {"docs/reference/metrics.md": cls.files["docs/reference/metrics.md"]}

    def test_every_metric_of_the_table_is_measured_somewhere(self):
        self.assertEqual(without_publisher(self.files), [])
        bad = {"src/fxlake/telemetry/metric_table.cc": 'MetricTraits{Metric::lost, "Lost", counter', "src/fxlake/a.cc": "Metric::lost"}
        self.assertEqual(without_publisher(bad), ["Lost"])

    def test_every_metric_of_an_alarm_or_of_the_dashboard_is_published(self):
        self.assertEqual(unknown_in_cloudwatch(self.files), [])
        if tree.select(self.files, ".tf", under=("infra/terraform/modules/observability/",)):
            self.assertGreater(len(cloudwatch_uses(self.files)), 10, "what the stack watches is found")
        alarm = 'a = { namespace = var.names.namespace, metric = "%s", dimensions = { %s } }\n'
        bad = self.page | {
            "infra/terraform/a.tf": alarm % ("StaleDays", "Bank = bank") + alarm % ("StaleDay", "Source = source"),
            "infra/terraform/b.tf": alarm % ("StaleDays", "Source = source")
            + '[for metric in ["RunsFailed", "RunFailed"] : [var.names.namespace, metric]] [[var.names.namespace, "BytesFetched"]]',
        }
        expected = ["a.tf: StaleDays by ['Bank']", "a.tf: StaleDay by ['Source']", "b.tf: BytesFetched by []", "b.tf: RunFailed by []"]
        self.assertEqual(unknown_in_cloudwatch(bad), ["infra/terraform/" + one for one in expected])

    def test_every_metric_of_a_grafana_dashboard_is_published(self):
        self.assertEqual(unknown_in_grafana(self.files), [])
        queries = ['rate(fxlake_runs_failed_total[1h]) + fxlake_run_seconds{source="a"}', 'fxlake_stale_days{source="ecb"}', "fxlake_stale"]
        board = json.dumps({"panels": [{"targets": [{"expr": query} for query in queries]}]})
        found = unknown_in_grafana(self.page | {"examples/grafana.json": board})
        self.assertEqual(found, ['examples/grafana.json: fxlake_run_seconds{source="a"}', "examples/grafana.json: fxlake_stale"])


if __name__ == "__main__":
    unittest.main()
