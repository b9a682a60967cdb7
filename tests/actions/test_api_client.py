"""The script printed in docs/api.md does what is said of it."""

import json
import re
import subprocess
import sys
import threading

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import WSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import QuietWSGIRequestHandler

from tests.actions.team import make_team
from tests.factories import MORNING, later
from tests.guards import tree

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r"```python\n(.*?)```", re.S)


@pytest.fixture
def server(db):
    """Within the test's own transaction, so that nothing has to be emptied afterwards."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    # At the end of a request it would close the connection, and with it the transaction.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    httpd = WSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    httpd.set_app(WSGIHandler())

    def serve():
        connections["default"] = shared
        httpd.serve_forever(poll_interval=0.05)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()
    for signal in signals:
        signal.connect(close_old_connections)
    shared.dec_thread_sharing()


@pytest.fixture
def pull(tmp_path, server, settings):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = server, ["127.0.0.1"]
    printed = SCRIPT.findall((tree.ROOT / "docs" / "api.md").read_text())
    (script,) = (each for each in printed if "Keeps a copy" in each)
    path, copy = tmp_path / "pull.py", tmp_path / "copy.json"
    path.write_text(script)

    def run():
        done = subprocess.run(
            [sys.executable, path, server, copy], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip(), json.loads(copy.read_text())["actions"]

    return run


def test_it_pulls_everything_and_then_follows_what_changes(pull):
    team = make_team()
    first, second = team.started(), team.open_action()
    said, actions = pull()
    assert said == "2 actions" and {action["id"] for action in actions.values()} == {first.pk, second.pk}
    second.record_progress(team.owner, later(MORNING, days=1), "It has begun.")
    third = team.open_action()
    said, actions = pull()
    assert said == "2 changed" and actions[str(second.pk)]["latest_update"]["note"] == "It has begun."
    assert set(actions) == {str(first.pk), str(second.pk), str(third.pk)}
    assert pull()[0] == "0 changed"
