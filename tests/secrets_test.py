# SPDX-License-Identifier: Apache-2.0
"""Secrets are sent only to the server of the source file, and never stored or printed."""

import functools
import http.server
import json
import threading
import unittest
import urllib.parse

import program

SECRET = "s3cr3t/v+lue&1"
ENCODED = urllib.parse.quote(SECRET, safe="")
RATES = [{"d": "2026-04-14", "c": "USD", "r": 1.17}]
SPEC = """
name = "bank"
title = "A bank on this machine"
website = "{url}/"
home_currency = "EUR"
first_day = 2026-01-01
[secrets]
key = "BANK_KEY"
[[endpoint]]
name = "all"
reader = "rows"
prior_urls = "{url}/visit"
{request}
[read.rows]
format = "json"
rows = "rates/*"
date = "d"
base = {{ value = "EUR" }}
quote = "c"
rate = "r"
"""
PLACES = {
    "a header": 'url = "{url}/rates"\nheaders = { X-Key = "{key}", X-Literal = "literal" }',
    "the query": 'url = "{url}/rates"\nquery = { key = "{key}" }',
    "the path": 'url = "{url}/rates/{key}/all"',
    "a form": 'url = "{url}/rates"\nform = { key = "{key}" }',
    "a body": 'url = "{url}/rates"\nbody = \'{"key": "{key}"}\'',
}


class Server:
    """Responds with a function of the request, and keeps the whole text of each request."""

    def __init__(self, answer):
        self.received = []
        receiving = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                receiving.received.append(f"{self.command} {self.path}\n{self.headers}{body}")
                status, headers, content = answer(self)
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(content))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=functools.partial(self.server.serve_forever, 0.02), daemon=True).start()


def rates(**more) -> tuple[int, dict, bytes]:
    return 200, {"Content-Type": "application/json"}, json.dumps({"rates": RATES} | more).encode()


class Secrets(program.Case):
    def start(self, answer) -> Server:
        server = Server(answer)
        self.addCleanup(server.server.server_close)
        self.addCleanup(server.server.shutdown)
        return server

    def visited(self, answer):
        """Before that answer a cookie for who visits."""
        return lambda request: (200, {"Set-Cookie": "session=c00kie"}, b"") if request.path == "/visit" else answer(request)

    def run_on(self, server: Server, request: str) -> program.Outcome:
        self.new_lake()
        self.file("sources/bank.toml", SPEC.format(url=server.url, request=request.replace("{url}", server.url)))
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        words = ["--sources", self.folder / "sources", "--rules", rules, "--log", self.folder / "log", "--from", "2026-04-14"]
        outcome = self.lake.run("bank", options=words, env={"BANK_KEY": SECRET})
        kept = [path for path in self.folder.rglob("*") if path.is_file() and (".fetch." in path.name or "/raw/" not in str(path))]
        for text in [outcome.text, *(path.read_bytes().decode(errors="replace") for path in kept)]:
            self.assertNotIn(SECRET, text)
            self.assertNotIn(SECRET, urllib.parse.unquote(text))
        return outcome

    def check_clean(self, other: Server):
        for text in other.received:
            for word in (SECRET, "X-Key", "X-Literal", "literal", "c00kie", "Cookie", "key="):
                self.assertNotIn(word, text)
                self.assertNotIn(word, urllib.parse.unquote(text))

    def test_each_place_is_received_by_the_bank(self):
        for place, request in PLACES.items():
            with self.subTest(place):
                bank = self.start(self.visited(lambda _: rates()))
                self.succeeds(self.run_on(bank, request))
                self.assertIn(SECRET, bank.received[-1] + urllib.parse.unquote(bank.received[-1]))
                self.assertIn("Cookie: session=c00kie", bank.received[-1])

    def test_a_redirect_to_another_server(self):
        for place, request in PLACES.items():
            for status in (301, 302, 303, 307, 308):
                with self.subTest(place, status=status):
                    other = self.start(lambda _: rates())
                    bank = self.start(self.visited(lambda _, other=other, status=status: (status, {"Location": other.url + "/moved"}, b"")))
                    outcome = self.run_on(bank, request)
                    self.check_clean(other)
                    refused = status >= 307 and place in ("a form", "a body")
                    self.assertEqual(outcome.code, 1 if refused else 0, outcome.text)
                    self.assertEqual(len(other.received), 0 if refused else 1)

    def test_a_redirect_that_repeats_the_secret(self):
        for target in (f"/moved?key={ENCODED}", f"/{ENCODED}/moved", f"/moved?key={ENCODED.lower()}"):
            with self.subTest(target):
                other = self.start(lambda _: rates())
                bank = self.start(self.visited(lambda _, to=other.url + target: (302, {"Location": to}, b"")))
                self.fails(self.run_on(bank, PLACES["the query"]), "{key} is a secret that must not be sent to this server")
                self.assertEqual(other.received, [])
                own = (302, {"Location": target}, b"")
                bank = self.start(self.visited(lambda request, own=own: rates() if "moved" in request.path else own))
                self.succeeds(self.run_on(bank, PLACES["the query"]))

    def test_a_link_to_the_next_page(self):
        paging = '\npaging = { next = \'"next": "([^"]+)"\' }'
        for place in ("a header", "the query", "the path"):
            with self.subTest(place):
                bank = self.start(self.visited(lambda request: rates() if "page" in request.path else rates(next=f"/page/2?key={ENCODED}")))
                self.succeeds(self.run_on(bank, PLACES[place] + paging))
                self.assertIn(ENCODED, bank.received[-1])
                [record] = [json.loads(path.read_text()) for path in self.lake.folder.glob("raw/*/*/*/*.fetch.json")]
                self.assertEqual(record["bodies"][-1]["url"], bank.url + "/page/2?key={key}")
                other = self.start(lambda _: rates())
                bank = self.start(self.visited(lambda _, to=other.url: rates(next=to + "/page/2")))
                self.succeeds(self.run_on(bank, PLACES[place] + paging))
                self.assertEqual(len(other.received), 1)
                self.check_clean(other)
                bank = self.start(self.visited(lambda _, to=other.url: rates(next=f"{to}/page/2?key={ENCODED}")))
                self.fails(self.run_on(bank, PLACES[place] + paging), "{key} is a secret that must not be sent to this server")
                self.assertEqual(len(other.received), 1)

    def test_a_link_from_a_list(self):
        other = self.start(lambda _: rates())
        bank = self.start(lambda _: (200, {}, f'<a href="{other.url}/rates?key={ENCODED}">'.encode()))
        links = f"""url = "{{link}}"
[list.link]
url = "{bank.url}/page?key={{key}}"
pattern = 'href="([^"]+)"'"""
        self.fails(self.run_on(bank, links), "{key} is a secret that must not be sent to this server")
        self.assertEqual(other.received, [])

    def test_a_recording_holds_none(self):
        bank = self.start(self.visited(lambda request: rates() if "page" in request.path else rates(next=f"/page/2?key={ENCODED}")))
        request = PLACES["the query"] + '\npaging = { next = \'"next": "([^"]+)"\' }'
        self.run_on(bank, request)
        folder = self.folder / "recorded"
        words = ["source", "record", self.folder / "sources" / "bank.toml", folder, "--from", "2026-04-14", "--to", "2026-04-14"]
        self.succeeds(self.lake.call(*words, env={"BANK_KEY": SECRET}))
        for path in folder.iterdir():
            self.assertNotIn(SECRET, path.read_text() + urllib.parse.unquote(path.read_text()))
        words = ["--sources", self.folder / "sources", "--rules", self.folder / "rules.dqdl", "--from", "2026-04-14"]
        self.new_lake()
        self.succeeds(self.lake.run("bank", folder, options=words))


if __name__ == "__main__":
    unittest.main()
