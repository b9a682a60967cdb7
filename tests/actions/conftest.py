import pytest

from tests.actions.team import make_team


@pytest.fixture
def team(db):
    return make_team()
