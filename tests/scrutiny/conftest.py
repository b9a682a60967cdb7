import pytest

from tests.scrutiny.hall import make_hall


@pytest.fixture
def hall(db):
    return make_hall()
