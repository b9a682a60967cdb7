from copy import deepcopy

import pytest

from tests import made_once
from tests.actions.team import make_team
from tests.parts.smtp import Sink


@pytest.fixture(scope="module")
def shared_team(request):
    with made_once.in_the_database(request, make_team) as made:
        yield made


@pytest.fixture
def team(shared_team, db):
    return deepcopy(shared_team) or make_team()


@pytest.fixture
def mail_server(settings):
    """A real one on loopback; see tests.parts.smtp for how it is told what to answer."""
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_TIMEOUT = 0.3
        yield sink
