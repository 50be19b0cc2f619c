# SPDX-License-Identifier: Apache-2.0
"""/openapi.json is true: every operation is requested, here with meaningful values and by schemathesis with all possible ones, and each
answer has a status and shape that it names. /mcp answers by its protocol."""

import json
import re
import subprocess
import sys
import tempfile
import unittest

import server

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
# Values of parameters by name; some operation rejects the last ones.
VALUES = {
    "day": ["2024-01-02", "2024-01-01..2024-01-05", "2024-01-01..", "2024-02-30"],
    "base": ["EUR", "usd", "AED", "XYZ"],
    "quote": ["USD", "EUR", "XYZ"],
    "code": ["USD", "aed", "XYZ"],
    "quotes": ["USD,JPY", "EUR"],
    "symbols": ["USD,CHF", "XYZ"],
    "target": ["USD", "EUR"],
    "amount": ["1", "250.5", "-1"],
    "providers": ["ECB", "nobody"],
    "date": ["2024-01-02", "2024-01-01", "1990-01-01"],
    "from": ["2024-01-01", "USD"],
    "to": ["2024-02-01", "CHF"],
    "group": ["week", "month"],
    "expand": ["providers"],
    "scope": ["all"],
    "source": ["ecb-history", "nobody"],
    "as_of": ["2026-12-31", "2000-01-01"],
    "on": ["exact", "previous", "next"],
    "max_age": ["3", "99999"],
    "allow_different_days": ["true"],
    "legs": ["true", "false"],
    "rule": ["half_even"],
    "decimals": ["4", "99"],
    "limit": ["1", "-1"],
    "offset": ["1", "-1"],
}


def offenses(value, schema: dict, document: dict, where="answer") -> list[str]:
    """Where a value is not what a schema says: the parts of JSON Schema that the document uses, and an error for any other."""
    known = {
        "$ref",
        "anyOf",
        "type",
        "const",
        "enum",
        "pattern",
        "required",
        "properties",
        "additionalProperties",
        "items",
        "propertyNames",
        "description",
        "format",
    }
    known |= {"minimum", "maximum", "exclusiveMinimum"}
    if set(schema) - known:
        return [f"{where}: the test does not know {set(schema) - known}"]
    if "$ref" in schema:
        return offenses(value, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document, where)
    if "anyOf" in schema:
        every = [offenses(value, one, document, where) for one in schema["anyOf"]]
        return [] if [] in every else every[0]
    found = []
    names = schema.get("type", [])
    names = [names] if isinstance(names, str) else names
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    is_a = [
        number if name == "number" else number and value == int(value) if name == "integer" else isinstance(value, TYPES[name])
        for name in names
    ]
    if names and not any(is_a):
        return [f"{where}: {value!r} is no {names}"]
    if "const" in schema and value != schema["const"] or "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{where}: {value!r} is not like {schema['pattern']}")
    if isinstance(value, dict):
        found += [f"{where}: no {name}" for name in schema.get("required", []) if name not in value]
        for name, member in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
            if inner is False:
                found.append(f"{where}: {name} is not described")
            elif inner is not True:
                found += offenses(member, inner, document, f"{where}.{name}")
            found += offenses(name, schema.get("propertyNames", {}), document, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        found += [one for place, item in enumerate(value) for one in offenses(item, schema["items"], document, f"{where}[{place}]")]
    return found


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = server.Server(server.shared_lake())
        cls.addClassCleanup(cls.running.stop)
        cls.document = cls.running.ask("/openapi.json").json
        cls.run_name = cls.running.ask("/api/v1/runs").json["runs"][0]["name"]

    def requests(self, path: str, parameters: list[dict]):
        """Each value of each parameter alone, and all first values together, the required ones always there."""
        values = {p["name"]: [self.run_name, "nothing"] if p["name"] == "name" else VALUES[p["name"]] for p in parameters}
        if path == "/api/v1/convert":
            values |= {"from": ["EUR", "XYZ"], "to": ["CHF"]}
        firsts = {p["name"]: values[p["name"]][0] for p in parameters if p.get("required") or p["name"] in ("target", "base")}
        for name, options in [(None, [None]), *values.items()]:
            for option in options:
                chosen = firsts | ({name: option} if name else {})
                if name in ("from", "to") and path != "/api/v1/convert":
                    chosen = {"from": "2024-01-01", "to": "2024-01-10"} | chosen  # years of rates have the same shape
                target = re.sub(r"{(\w+)}", lambda match: chosen.pop(match.group(1)), path)  # noqa: B023
                yield self.running.get(target, **chosen), f"{target} {chosen}"

    def test_every_answer_is_as_described(self):
        statuses = set()
        for path, item in self.document["paths"].items():
            operation = item["get"]
            for answer, request in self.requests(path, operation["parameters"]):
                with self.subTest(request=request):
                    described = operation["responses"].get(str(answer.status))
                    self.assertIsNotNone(described, f"{answer.status}: {answer.text[:200]}")
                    schema = described["content"]["application/json"]["schema"]
                    self.assertEqual(offenses(answer.json, schema, self.document), [])
                    statuses.add(answer.status)
        self.assertEqual(statuses, {200, 400, 404, 422})

    def test_schemathesis_finds_nothing(self):
        """Valid formats may still be rejected: a schema cannot state on which days a currency existed."""
        words = [sys.executable, "-m", "schemathesis.cli", "run", self.running.url + "/openapi.json", "--seed", "20260414"]
        words += ["--checks", "all", "--exclude-checks", "positive_data_acceptance", "--phases", "examples,coverage,fuzzing"]
        words += ["--max-examples", "10", "--suppress-health-check", "all", "--generation-database", "none", "--no-color"]
        with tempfile.TemporaryDirectory() as scratch:
            done = subprocess.run(words, cwd=scratch, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout[-5000:] + done.stderr[-1000:])
        self.assertGreater(int(re.search(r"(\d+) generated", done.stdout)[1]), 200)

    def test_the_check_finds_offenses(self):
        rate = {"date": "2024-01-02", "base": "EUR", "quote": "USD", "rate": 1.0956}
        schema = {"$ref": "#/components/schemas/V2Rate"}
        self.assertEqual(offenses(rate, schema, self.document), [])
        for wrong in ({"rate": "1.0956"}, {"date": "2 Jan"}, {"more": 1}, {"base": "eur"}):
            self.assertNotEqual(offenses(rate | wrong, schema, self.document), [], wrong)

    def test_parts_of_the_document_and_the_text_for_models(self):
        for prefix in ("/v1", "/v2", "/api/v1"):
            paths = self.running.ask(f"{prefix}/openapi.json").json["paths"]
            self.assertEqual(sorted(paths), sorted(path for path in self.document["paths"] if path.startswith(prefix + "/")))
        text = self.running.ask("/llms.txt").text
        for path in self.document["paths"]:
            self.assertIn(path, text)

    def call(self, method: str, params=None, **more):
        message = {"jsonrpc": "2.0", "id": 7, "method": method} | ({"params": params} if params else {}) | more
        return self.running.ask("/mcp", "POST", {"content-type": "application/json"}, json.dumps(message).encode())

    def test_mcp(self):
        start = self.call(
            "initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        ).json
        self.assertEqual(
            (start["id"], start["result"]["serverInfo"]["name"], start["result"]["capabilities"]), (7, "fxlake", {"tools": {}})
        )
        note = self.running.ask(
            "/mcp", "POST", {"content-type": "application/json"}, b'{"jsonrpc":"2.0","method":"notifications/initialized"}'
        )
        self.assertEqual((note.status, note.body), (202, b""))
        tools = {tool["name"]: tool for tool in self.call("tools/list").json["result"]["tools"]}
        self.assertEqual(list(tools), ["latest", "history", "convert", "provenance"])
        calls = {
            "latest": {"base": "EUR", "symbols": "USD", "date": "2024-01-02"},
            "history": {"symbols": "USD", "from": "2024-01-01", "to": "2024-01-05"},
            "convert": {"amount": 100, "from": "USD", "to": "CHF", "date": "2008-09-15"},
            "provenance": {"base": "EUR", "target": "USD", "date": "2024-01-02"},
        }
        for name, arguments in calls.items():
            result = self.call("tools/call", {"name": name, "arguments": arguments}).json["result"]
            self.assertFalse(result["isError"], result)
            self.assertEqual(json.loads(result["content"][0]["text"]), result["structuredContent"])
            self.assertLessEqual(set(arguments), set(tools[name]["inputSchema"]["properties"]))
        self.assertTrue(self.call("tools/call", {"name": "latest", "arguments": {"symbols": "XYZ"}}).json["result"]["isError"])
        for message, status, code in [
            (b"{", 400, -32700),
            (b"[]", 400, -32600),
            (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', 400, -32600),
            (b'{"jsonrpc":"2.0","id":1,"method":"nothing"}', 200, -32601),
            (b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nothing"}}', 200, -32602),
            (b'{"jsonrpc":"2.0","id":1,"method":"tools/call"}', 200, -32602),
        ]:
            answer = self.running.ask("/mcp", "POST", {"content-type": "application/json"}, message)
            self.assertEqual((answer.status, answer.json["error"]["code"]), (status, code), message)


if __name__ == "__main__":
    unittest.main()
