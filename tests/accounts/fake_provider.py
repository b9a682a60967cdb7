"""A small OpenID Connect provider on this machine: as much of one as signing in takes, PKCE included."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, CLIENT_SECRET = "followthrough", "a client secret of at least thirty-two bytes"


class FakeProvider:
    """Says of whoever comes what `person` holds. `asked` keeps what the last authorisation was asked with."""

    def __init__(self):
        self.person = {"sub": "1", "email": "ada@westmarch.example", "email_verified": True}
        self.asked, self.refuses, self.is_broken = {}, "", False
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.answer_get(self)

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                provider.answer_token(self, _flat(self.rfile.read(length).decode()))

            def log_message(self, *args):
                """Nothing to the terminal."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer_get(self, handler):
        path, query = urlsplit(handler.path).path, _flat(urlsplit(handler.path).query)
        if path == "/.well-known/openid-configuration" and not self.is_broken:
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{self.address}/{end}" for name, end in names.items()}
            _send(handler, 200, found | {"issuer": self.address, "jwks_uri": f"{self.address}/keys"})
        elif path == "/authorize":
            self.asked = query
            told = {"error": self.refuses} if self.refuses else {"code": "the-code"}
            where = f"{query['redirect_uri']}?{urlencode(told | {'state': query['state']})}"
            _send(handler, 302, {}, Location=where)
        elif path == "/userinfo":
            _send(handler, 200, self.person)
        else:
            _send(handler, 500, {})

    def answer_token(self, handler, sent):
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        proper = {"code": "the-code", "client_id": CLIENT, "client_secret": CLIENT_SECRET}
        is_proper = all(sent.get(name) == value for name, value in proper.items())
        if not is_proper or challenge != self.asked.get("code_challenge"):
            return _send(handler, 400, {"error": "invalid_grant"})
        now = int(time.time())
        claims = self.person | {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        token = jwt.encode(claims, CLIENT_SECRET, algorithm="HS256")
        return _send(handler, 200, {"access_token": "a", "token_type": "Bearer", "id_token": token})


def _flat(query):
    return {name: values[0] for name, values in parse_qs(query).items()}


def _send(handler, status, content, **headers):
    body = json.dumps(content).encode()
    handler.send_response(status)
    for name, value in (
        {"Content-Type": "application/json", "Content-Length": str(len(body))} | headers
    ).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
