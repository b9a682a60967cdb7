"""A few requests that nobody thought of, for each operation of the API. `make fuzz` sends many more."""

import pytest

from tests.fuzzing.council import key_of, make_council
from tests.fuzzing.running import WRITER, load, look

EXAMPLES = 1


@pytest.fixture
def council(transactional_db, settings):
    settings.API_REQUESTS_PER_MINUTE = settings.API_VISITOR_REQUESTS_PER_MINUTE = 0
    return make_council()


def test_no_request_breaks_the_api_and_each_answer_is_as_described(council):
    found = look(load(WRITER, key_of(council, WRITER), EXAMPLES, ["fuzzing"], seed=1))
    assert found.requests > 50
    assert not found.failures, "\n\n".join(f"{key}: {words}" for key, words in found.failures.items())
