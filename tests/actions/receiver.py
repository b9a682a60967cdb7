"""Another system, on this machine, that takes messages and answers as it is told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    def __init__(self):
        self.taken, self.headers, self.status, self.more = [], [], 200, {}
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.headers.append(dict(self.headers))
                receiver.taken.append(body)
                self.send_response(receiver.status)
                for name, value in receiver.more.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self.server.server_port}/changes"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    @property
    def messages(self):
        return [json.loads(body) for body in self.taken]

    @property
    def numbers(self):
        return [(row["action"]["id"], row["number"]) for each in self.messages for row in each["changes"]]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
