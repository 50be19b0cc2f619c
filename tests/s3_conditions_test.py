# SPDX-License-Identifier: Apache-2.0
"""Stores that deviate from S3: the messages of a run and of `fxlake doctor` for each."""

import hashlib
import http.server
import threading
import unittest
import urllib.parse
import xml.sax.saxutils

import program

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


class QuirkyStore(http.server.ThreadingHTTPServer):
    """Objects in memory on a port of this machine; `quirk` is where it differs from AWS. It believes every signature."""

    daemon_threads = True

    def __init__(self, quirk: str):
        super().__init__(("127.0.0.1", 0), Handler)
        self.quirk, self.objects, self.guard = quirk, {}, threading.Lock()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def etag(self, content: bytes) -> str:
        quoted = f'"{hashlib.md5(content).hexdigest()}"'
        return f"W/{quoted}" if self.quirk == "weak" else quoted

    def holds(self, match: str, etag: str) -> bool:
        if self.quirk == "unquoted":
            return f'"{match}"' == etag
        return not match.startswith("W/") and match == etag

    def write(self, key: str, content: bytes, headers) -> int:
        match, present = headers.get("If-Match"), key in self.objects
        if self.quirk == "denied":
            return 403
        if self.quirk == "no checksum" and "x-amz-checksum-sha256" in headers:
            return 501
        if headers.get("If-None-Match") and present:
            return 304 if self.quirk == "304" else 412
        if match and (not present or not self.holds(match, self.etag(self.objects[key]))):
            return 412 if present else 404
        self.objects[key] = content
        return 200


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    CODES = {403: "AccessDenied", 404: "NoSuchKey", 412: "PreconditionFailed", 501: "NotImplemented"}

    def answer(self, status: int, content: bytes = b"", **headers):
        if status in self.CODES:
            content = f"<Error><Code>{self.CODES[status]}</Code></Error>".encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(content)

    def handle_request(self):
        store = self.server
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, _, query = self.path.partition("?")
        key = urllib.parse.unquote(path.lstrip("/")).partition("/")[2]
        with store.guard:
            if self.command == "GET" and not key:
                return self.answer(200, self.listing(dict(urllib.parse.parse_qsl(query))))
            if self.command == "PUT":
                status = store.write(key, content, self.headers)
                return self.answer(status, ETag=store.etag(content)) if status == 200 else self.answer(status)
            if self.command == "DELETE":
                store.objects.pop(key, None)
                return self.answer(204)
            if key not in store.objects:
                return self.answer(404)
            return self.answer(200, store.objects[key], ETag=store.etag(store.objects[key]))

    def listing(self, parameters: dict) -> bytes:
        escape = xml.sax.saxutils.escape
        prefix, delimiter = parameters.get("prefix", ""), parameters.get("delimiter")
        keys = sorted(key for key in self.server.objects if key.startswith(prefix))
        below = {prefix + key[len(prefix) :].partition("/")[0] + "/" for key in keys if delimiter and "/" in key[len(prefix) :]}
        items = [f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>" for folder in sorted(below)]
        items += [
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.server.objects[key])}</Size></Contents>"
            for key in keys
            if not delimiter or "/" not in key[len(prefix) :]
        ]
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{''.join(items)}</ListBucketResult>".encode()

    do_GET = do_PUT = do_HEAD = do_DELETE = handle_request

    def log_message(self, *_):
        pass


class Conditions(program.Case):
    def call(self, quirk: str, *words, parameters="") -> program.Outcome:
        store = QuirkyStore(quirk)
        self.addCleanup(store.server_close)
        self.addCleanup(store.shutdown)
        uri = f"s3://lake/fx?endpoint=http://127.0.0.1:{store.server_port}{parameters}"
        return self.lake.call(*words, env=ENVIRONMENT | {"FXLAKE_LAKE": uri})

    def doctor(self, quirk: str, parameters="") -> tuple[int, dict]:
        outcome = self.call(quirk, "doctor", "--json", parameters=parameters)
        return outcome.code, {check["check"]: check for check in outcome.json["checks"]}

    def setUp(self):
        super().setUp()
        # The lake's URI comes from the environment.
        self.lake.command = lambda *words: [str(program.FXLAKE), *map(str, words)]

    def test_doctor_names_the_condition(self):
        for quirk, expected in {
            "unquoted": 'rejects a write with If-Match: "',
            "weak": "a weak ETag, which never satisfies If-Match",
            "no checksum": "add the parameter checksum=none to its URI",
        }.items():
            with self.subTest(quirk):
                code, checks = self.doctor(quirk)
                self.assertEqual(code, 1)
                self.assertIn(expected, checks["lake writable"]["found"])
                self.assertIn("docs/guides/s3.md", checks["lake writable"]["hint"])
                self.assertTrue(checks["clock"]["ok"], checks)

    def test_stores_that_keep_to_conditions_work(self):
        for quirk, parameters in {"none": "", "304": "", "no checksum": "&checksum=none"}.items():
            with self.subTest(quirk):
                code, checks = self.doctor(quirk, parameters)
                self.assertEqual((code, checks["lake writable"]["ok"]), (0, True), checks)
                history = self.file("eurofxref-hist.zip", program.zipped("Date,USD,\n2026-04-14,1.17,\n"))
                rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
                words = ["run", "--source", "ecb-history", "--replay", history, "--today", "2026-04-14", "--rules", rules]
                self.succeeds(self.call(quirk, *words, parameters=parameters))

    def test_a_run_names_the_condition(self):
        history = self.file("eurofxref-hist.zip", program.zipped("Date,USD,\n2026-04-14,1.17,\n"))
        outcome = self.call("unquoted", "run", "--source", "ecb-history", "--replay", history, "--today", "2026-04-14")
        self.assertNotEqual(outcome.code, 0)
        self.assertIn("rejects a write with If-Match", outcome.text)
        self.assertNotIn("again and again", outcome.text)

    def test_hints_fit_what_failed(self):
        _, checks = self.doctor("denied")
        self.assertIn("AccessDenied", checks["lake writable"]["found"])
        self.assertIn("credentials", checks["lake writable"]["hint"])
        nowhere = {"FXLAKE_LAKE": "s3://lake/fx?endpoint=http://127.0.0.1:1"}
        checks = {check["check"]: check for check in self.lake.call("doctor", "--json", env=ENVIRONMENT | nowhere).json["checks"]}
        for name in ("lake writable", "lake"):
            self.assertFalse(checks[name]["ok"])
            self.assertIn("network", checks[name]["hint"], name)
            self.assertNotIn("rebuild", checks[name]["hint"], name)
        self.assertTrue(checks["clock"]["ok"], "an unreachable lake says nothing about the clock")

    def test_short_bucket_names_say_so(self):
        outcome = self.lake.call("status", env=ENVIRONMENT | {"FXLAKE_LAKE": "s3://fx/lake"})
        self.assertEqual(outcome.code, 2)
        self.assertIn('the bucket\'s name "fx" has 2 characters; S3 allows 3 to 63', outcome.err)


if __name__ == "__main__":
    unittest.main()
