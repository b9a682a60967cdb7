import logging

import pytest
from django.db import transaction
from django.test import override_settings

from tests.guards.world import make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once for all tests of a file: each of them is rolled back to it."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), transaction.atomic(), files:
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="module")
def refusals_are_not_logged():
    """There are tens of thousands here, each with its traceback."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)
