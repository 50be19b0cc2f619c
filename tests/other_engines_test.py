# SPDX-License-Identifier: Apache-2.0
"""`fxlake query` with Athena and Trino, replaced by servers on this machine with the same protocols."""

import http.server
import json
import threading
import unittest

import program
import s3_server

COLUMNS = [("date", "date"), ("rate", "decimal(18,10)"), ("n", "bigint"), ("note", "varchar")]
ROWS = [["2026-04-14", "1.1684000000", 7, 'a "b"'], ["2026-04-15", "2.0000000000", None, None]]
CSV = 'date,rate,n,note\n2026-04-14,1.1684000000,7,"a ""b"""\n2026-04-15,2.0000000000,,\n'
OBJECTS = [
    {"date": "2026-04-14", "rate": 1.1684, "n": 7, "note": 'a "b"'},
    {"date": "2026-04-15", "rate": 2.0, "n": None, "note": None},
]


class Engines(program.Case):
    def serve(self, answer) -> str:
        """A server; `answer(request, body)` returns the JSON of the response."""

        class Handler(http.server.BaseHTTPRequestHandler):
            def reply(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                content = json.dumps(answer(self, body)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = reply

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def check(self, words: list[str], env: dict[str, str]):
        """The same result in every format."""
        query = ["query", "SELECT * FROM exchange_rates", *words]
        self.assertEqual(self.succeeds(self.lake.call(*query, "--format", "csv", env=env)).out, CSV)
        self.assertEqual(self.succeeds(self.lake.call(*query, "--json", env=env)).json, OBJECTS)
        lines = self.succeeds(self.lake.call(*query, "--format", "ndjson", env=env)).out.splitlines()
        self.assertEqual([json.loads(line) for line in lines], OBJECTS)
        self.fails(self.lake.call(*query, "--as-of", "2026-04-14", env=env), "only the engine duckdb supports")
        self.fails(self.lake.call(*query, "--format", "parquet", "-o", self.folder / "x", env=env), "only the engine duckdb supports")

    def test_trino(self):
        def answer(request, body):
            base = f"http://{request.headers['Host']}/v1/statement"
            if request.command == "POST":
                self.assertEqual((request.path, body), ("/v1/statement", "SELECT * FROM exchange_rates"))
                return {"id": "q", "nextUri": base + "/q/1", "stats": {"state": "QUEUED"}}
            self.assertEqual(
                [request.headers[name] for name in ("X-Trino-User", "X-Trino-Catalog", "X-Trino-Schema")], ["ann", "lake", "fx"]
            )
            columns = [{"name": name, "type": kind} for name, kind in COLUMNS]
            if request.path.endswith("/1"):
                return {"id": "q", "nextUri": base + "/q/2", "columns": columns, "data": ROWS[:1], "stats": {"state": "RUNNING"}}
            return {"id": "q", "columns": columns, "data": ROWS[1:], "stats": {"state": "FINISHED"}}

        url = self.serve(answer).replace("://", "://ann@") + "/lake/fx"
        self.check(["--engine", "trino", "--server", url], {})
        self.check(["--engine", "trino"], {"FXLAKE_TRINO": url})

    def test_athena(self):
        polls = []

        def answer(request, body):
            asked = json.loads(body)
            self.assertIn("/eu-central-1/athena/aws4_request", request.headers["Authorization"])
            match request.headers["X-Amz-Target"].removeprefix("AmazonAthena."):
                case "StartQueryExecution":
                    self.assertEqual((asked["WorkGroup"], asked["QueryExecutionContext"]), ("w", {"Database": "fx"}))
                    polls.clear()
                    return {"QueryExecutionId": "e"}
                case "GetQueryExecution":
                    polls.append(1)
                    state = "SUCCEEDED" if len(polls) > 1 else "RUNNING"
                    return {"QueryExecution": {"Status": {"State": state}, "Statistics": {"DataScannedInBytes": 123456789}}}
                case "GetQueryResults":
                    cells = [[name for name, _ in COLUMNS], ROWS[0]] if "NextToken" not in asked else [ROWS[1]]
                    rows = [{"Data": [{} if cell is None else {"VarCharValue": str(cell)} for cell in row]} for row in cells]
                    told = [{"Name": name, "Type": kind.partition("(")[0], "Precision": 18, "Scale": 10} for name, kind in COLUMNS]
                    page = {"ResultSet": {"Rows": rows, "ResultSetMetadata": {"ColumnInfo": told}}}
                    return page if "NextToken" in asked else page | {"NextToken": "t"}

        env = s3_server.environment(0) | {"AWS_ENDPOINT_URL": self.serve(answer), "AWS_REGION": "eu-central-1"}
        words = ["--engine", "athena", "--database", "fx", "--work-group", "w"]
        self.check(words, env)
        told = self.succeeds(self.lake.call("query", "SELECT 1", *words, env=env)).err
        self.assertIn("Athena scanned 123,456,789 bytes: about 0.000618 USD at 5 USD per terabyte", told)


if __name__ == "__main__":
    unittest.main()
