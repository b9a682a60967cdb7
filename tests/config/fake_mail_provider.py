"""The web interface of a mail provider on this machine: keeps what it is asked and answers as it is told."""

import json
import threading
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# Told instead of an answer: the mail is taken and the line cut; nothing is said within the client's patience.
CUT, SILENCE = (0, "cut"), (0, "silence")

# As GOV.UK Notify would have them.
TEMPLATE = "11111111-2222-4333-8444-555555555555"
NOTIFY_KEY = f"followthrough-{TEMPLATE}-66666666-2222-4333-8444-777777777777"
TAKEN_BY_NOTIFY = (201, {"id": "at-notify-1"})


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict
    headers: dict
    content: dict


class FakeMailProvider:
    """`with FakeMailProvider() as provider:`, then `answers` is what it says next, `asked` what came."""

    def __init__(self):
        self.asked, self.answers = [], deque()
        self._let_go = threading.Event()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.answer(self, {})

            def do_POST(self):
                provider.answer(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def log_message(self, *args):
                """Nothing to the terminal."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._let_go.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, handler, content):
        parts = urlsplit(handler.path)
        self.asked.append(
            Asked(handler.command, parts.path, parse_qs(parts.query), dict(handler.headers), content)
        )
        said = self.answers.popleft()
        if said == SILENCE:
            self._let_go.wait()
        if said in (CUT, SILENCE):
            return
        status, body = said
        sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(sent)))
        handler.end_headers()
        handler.wfile.write(sent)
