"""How the web server runs, here and in production. The command line overrides each value."""

import os
from pathlib import Path

from gunicorn.workers.gthread import ThreadWorker

from config import logs, metrics
from config.environment import Environment
from config.room import with_room

ROOT = Path(__file__).resolve().parent.parent
environment = Environment(ROOT / ".env")

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 10
# Requests at the end of a connection kept open too long would block a stop.
keepalive = 5
# Its default is one fixed path for all of a user's gunicorns, so two installations would collide.
control_socket_disable = True
loglevel = "warning"
# Everybody's lines look alike. Each request is told by the application, without its address, which may hold a
# secret. An access log that somebody asks for all the same keeps to that too.
is_local = environment.text("ENVIRONMENT", "local") == "local"
logconfig_dict = logs.Settings(environment, is_local, debug=False).as_dict()
access_log_format = "%(m)s %(s)s %(B)s bytes %(L)s s, request %({x-request-id}o)s"


class WithRoom(ThreadWorker):
    """A request has room for its calls, and so has its answer while it is sent piece by piece."""

    def handle(self, connection):
        return with_room(super().handle, connection)


worker_class = WithRoom


def on_starting(server):
    if environment.text("METRICS_TOKEN"):
        var_dir = Path(environment.text("VAR_DIR", str(ROOT / "var"))).absolute()
        metrics.begin(var_dir / "metrics", "web")
