# SPDX-License-Identifier: Apache-2.0
"""Notifications, received by a mail server and a web server on this machine; and no secret leaves elsewhere."""

import base64
import contextlib
import email
import email.policy
import http.server
import json
import socket
import ssl
import subprocess
import threading

import program

SECRET = "s3cr3t-t0k3n"


class MailServer(threading.Thread):
    """An SMTP server with one connection at a time: `mails` has the received mails, `logins` the logins."""

    def __init__(self, context: ssl.SSLContext | None, password: str = SECRET):
        super().__init__(daemon=True)
        self.context = context
        self.password = password
        self.mails, self.logins, self.recipients = [], [], []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            try:
                with contextlib.ExitStack() as opened:
                    self.serve(opened.enter_context(connection), opened)
            except OSError:
                pass

    def serve(self, connection, opened):
        secure = False
        lines = opened.enter_context(connection.makefile("rwb"))
        say = lambda text: (lines.write(text.encode() + b"\r\n"), lines.flush())  # noqa: E731
        say("220 here")
        while line := lines.readline():
            word, _, rest = line.decode().strip().partition(" ")
            if word == "EHLO":
                say(
                    "250-here"
                    + ("\r\n250-AUTH PLAIN" if secure else "")
                    + ("\r\n250 STARTTLS" if self.context and not secure else "\r\n250 OK")
                )
            elif word == "STARTTLS":
                say("220 go on")
                connection = opened.enter_context(self.context.wrap_socket(connection, server_side=True))
                lines = opened.enter_context(connection.makefile("rwb"))
                secure = True
            elif word == "AUTH":
                login = rest.removeprefix("PLAIN").strip()
                if not login:
                    say("334 ")
                    login = lines.readline().decode().strip()
                _, user, password = base64.b64decode(login).decode().split("\0")
                self.logins.append((user, secure))
                say("235 welcome" if password == self.password else "535 no")
            elif word == "DATA":
                say("354 send")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += lines.readline()
                self.mails.append(email.message_from_bytes(text[:-3], policy=email.policy.default))
                say("250 kept")
            elif word == "QUIT":
                say("221 bye")
                return
            else:
                self.recipients += [rest] if word == "RCPT" else []
                say("250 ok")


class Notifications(program.Case):
    def setUp(self):
        super().setUp()
        self.asked = []
        case = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # noqa: N802
                case.asked.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
                self.send_response(case.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.status = 204
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}/services/{SECRET}?key={SECRET}"

    def tell(self, *ways, words=("FXLake: ecb failed", "It is\nsilent."), **environment) -> program.Outcome:
        log = self.folder / "log"
        options = [option for way in ways for option in ("--notify", way)]
        outcome = self.lake.call("notify", *words, *options, "--log", log, env=environment)
        self.log = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        self.assertNotIn(SECRET, outcome.text + json.dumps(self.log))
        return outcome

    def test_webhooks(self):
        self.succeeds(self.tell("webhook", "slack", FXLAKE_WEBHOOK_URL=self.url, FXLAKE_SLACK_URL=self.url + "-slack"))
        [(path, body), (slack_path, slack_body)] = self.asked
        self.assertEqual((path, slack_path), (f"/services/{SECRET}?key={SECRET}", f"/services/{SECRET}?key={SECRET}-slack"))
        self.assertEqual(json.loads(body), {"subject": "FXLake: ecb failed", "message": "It is\nsilent."})
        self.assertEqual(json.loads(slack_body), {"text": "*FXLake: ecb failed*\nIt is\nsilent."})
        self.assertEqual([line["event"] for line in self.log], ["NotificationSent"] * 2)

    def test_a_webhook_that_refuses(self):
        self.status = 403
        outcome = self.fails(self.tell("webhook", "log", FXLAKE_WEBHOOK_URL=self.url), "127.0.0.1", "the response has status 403")
        self.assertEqual(outcome.code, 7)
        self.assertIn("It is\nsilent.", outcome.err, "the others are told all the same")
        self.assertEqual([line["event"] for line in self.log], ["NotificationFailed", "NotificationSent"])
        self.server.shutdown()
        self.server.server_close()
        self.fails(self.tell("webhook", FXLAKE_WEBHOOK_URL=self.url), "127.0.0.1", "the request failed")

    def certificate(self) -> ssl.SSLContext:
        self.authority = self.folder / "certificate.pem"
        key = self.folder / "key.pem"
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run([*make, *names, "-keyout", key, "-out", self.authority], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority, key)
        return context

    def mail(self, server: MailServer, **more) -> program.Outcome:
        self.addCleanup(server.socket.close)
        settings = {
            "FXLAKE_SMTP_SERVER": f"smtp://127.0.0.1:{server.port}",
            "FXLAKE_MAIL_FROM": "rates@example.org",
            "FXLAKE_MAIL_TO": "a@example.org, b@example.org",
            "FXLAKE_SMTP_USER": "rates",
            "FXLAKE_SMTP_PASSWORD": SECRET,
        }
        return self.tell("email", words=("Kurse für Zürich", "Größe: 1 €\n.\nEnde\n"), **(settings | more))

    def test_e_mail_over_starttls(self):
        server = MailServer(self.certificate())
        self.succeeds(self.mail(server, FXLAKE_SMTP_CA_FILE=str(self.authority)))
        [mail] = server.mails
        self.assertEqual(server.logins, [("rates", True)], "logged in after the connection was encrypted")
        self.assertEqual(server.recipients, ["TO:<a@example.org>", "TO:<b@example.org>"])
        self.assertEqual((mail["From"], mail["To"]), ("rates@example.org", "a@example.org, b@example.org"))
        self.assertEqual(mail["Subject"], "Kurse für Zürich")
        self.assertEqual(mail.get_content(), "Größe: 1 €\n.\nEnde\n")
        self.assertIsNotNone(mail["Date"].datetime)

    def test_a_mail_server_without_encryption_gets_nothing(self):
        server = MailServer(None)
        self.assertEqual(self.fails(self.mail(server), "notifying e-mail", "STARTTLS").code, 7)
        self.assertEqual((server.mails, server.logins), ([], []))

    def test_an_impostor_gets_nothing(self):
        server = MailServer(self.certificate())
        self.fails(self.mail(server), "certificate")
        self.assertEqual((server.mails, server.logins), ([], []))

    def test_a_wrong_password(self):
        server = MailServer(self.certificate(), "another")
        self.assertEqual(self.fails(self.mail(server, FXLAKE_SMTP_CA_FILE=str(self.authority)), "denied").code, 7)
        self.assertEqual(server.mails, [])

    def test_settings_that_are_missing_or_wrong(self):
        rows = [
            ((), {}, "no notification channel is given"),
            (("pigeon",), {}, "pigeon"),
            (("webhook",), {}, "the environment variable FXLAKE_WEBHOOK_URL is not set"),
            (("slack",), {"FXLAKE_SLACK_URL": f"hooks.example.org/{SECRET}"}, "must begin with https://"),
            (("email",), {"FXLAKE_SMTP_SERVER": "smtp://localhost"}, "the environment variable FXLAKE_MAIL_FROM is not set"),
        ]
        for ways, environment, message in rows:
            with self.subTest(ways):
                self.assertEqual(self.fails(self.tell(*ways, **environment), message).code, 2)


if __name__ == "__main__":
    program.unittest.main()
