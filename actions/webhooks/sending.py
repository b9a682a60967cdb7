"""One request to one address: no redirects, no waiting for ever, and nothing kept of what comes back."""

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from time import monotonic

from actions.webhooks.targets import NotReachable, resolve

CONNECT_SECONDS = 5
ALL_SECONDS = 15
READ_AT_MOST = 64 * 1024
GONE = 410


@dataclass(frozen=True)
class Answer:
    status: int | None
    words: str
    milliseconds: int

    @property
    def is_taken(self):
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self):
        return self.status == GONE


def signature(secrets, timestamp, body):
    """`t=1700000000,v1=…`, a v1 for each secret: HMAC-SHA256 over the timestamp, a point and the body."""
    message = f"{timestamp}.".encode() + body
    signed = [hmac.new(secret.encode(), message, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={each}" for each in signed)])


def send(url, headers, body):
    """Never raises for what the other side does: the answer says it in words."""
    began = monotonic()
    try:
        status, words = _send(resolve(url), headers, body)
    except NotReachable as reason:
        status, words = None, str(reason)
    except ssl.SSLError as problem:
        status, words = None, f"No safe connection: {problem.reason or 'its certificate is not trusted'}."
    except TimeoutError:
        status, words = None, f"No answer within {ALL_SECONDS} seconds."
    except (OSError, http.client.HTTPException) as problem:
        late = monotonic() - began >= ALL_SECONDS
        said = getattr(problem, "strerror", None) or type(problem).__name__
        status, words = None, f"No answer within {ALL_SECONDS} seconds." if late else f"No answer: {said}."
    return Answer(status, words, round((monotonic() - began) * 1000))


def _send(target, headers, body):
    connection = http.client.HTTPConnection(target.host, target.port)
    # Connected to the address that was looked at, so that the name can't mean another one by now.
    plain = socket.create_connection((target.address, target.port), timeout=CONNECT_SECONDS)
    plain.settimeout(ALL_SECONDS)
    watch = threading.Timer(ALL_SECONDS, _hang_up, [plain])
    watch.daemon = True
    watch.start()
    try:
        connection.sock = plain
        if target.is_https:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(plain, server_hostname=target.host)
        connection.putrequest("POST", target.path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", target.host_header)
        for name, value in (headers | {"Content-Length": str(len(body)), "Connection": "close"}).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        response.read(READ_AT_MOST)
        return response.status, _words_for(response.status)
    finally:
        watch.cancel()
        connection.close()
        plain.close()


def _hang_up(plain):
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # It has ended by itself.


def _words_for(status):
    if 200 <= status < 300:
        return f"Taken ({status})."
    if 300 <= status < 400:
        return f"It answered with a redirect ({status}), which is not followed. Give the address itself."
    if status == GONE:
        return "It answered that it is gone for good (410)."
    return f"It answered {status}."
