from copy import deepcopy

import pytest

from tests import made_once
from tests.actions.conftest import shared_team, team  # noqa: F401 - those of the actions
from tests.scrutiny.hall import make_hall


@pytest.fixture(scope="module")
def shared_hall(request):
    with made_once.in_the_database(request, make_hall) as made:
        yield made


@pytest.fixture
def hall(shared_hall, db):
    return deepcopy(shared_hall) or make_hall()
