"""How the web server runs, here and in production. The command line overrides each value."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
# Requests at the end of a connection kept open too long would block a stop.
keepalive = 5
# Its default is one fixed path for all of a user's gunicorns, so two installations would collide.
control_socket_disable = True
loglevel = "warning"
