"""A few requests that nobody thought of, for each operation of the API. `make fuzz` sends many more."""

from collections import Counter

import pytest
from django.core.wsgi import get_wsgi_application

from tests.fuzzing import others
from tests.fuzzing.council import key_of, make_council
from tests.fuzzing.others import closing_its_answers
from tests.fuzzing.running import CHECKS, load, look

EXAMPLES = 1


@pytest.fixture
def council(transactional_db, settings):
    settings.API_REQUESTS_PER_MINUTE = settings.API_VISITOR_REQUESTS_PER_MINUTE = 0
    return make_council()


def test_no_request_breaks_the_api_and_each_answer_is_as_described(council):
    service = closing_its_answers(get_wsgi_application())
    found = look(load(service, key_of(council, "writer"), EXAMPLES, ["fuzzing"], seed=1))
    assert found.sent.total() > 50
    assert not found.failures, "\n\n".join(f"{key}: {words}" for key, words in found.failures.items())


class BrokenForOthers:
    """Answers as a service would that breaks down for a role alone."""

    role = "reader"

    def __init__(self):
        self.sent, self.asked = Counter(), []

    def ask(self, environ, body, operation):
        self.asked.append(environ["PATH_INFO"])

    def answer(self):
        return "500 Internal Server Error", [("Content-Type", "text/plain")], b"broken"


def test_what_breaks_for_another_role_is_found_though_it_was_drawn_for_one_for_whom_all_is_well(council):
    broken = BrokenForOthers()
    service = others.Remembering(closing_its_answers(get_wsgi_application()))
    others.ask_too([broken], service, CHECKS)
    checks = (*CHECKS, others.NAME)
    schema = load(service, key_of(council, "writer"), 2, ["fuzzing"], seed=1, checks=checks)
    found = look(schema.include(path="/api/v1/frameworks/"))
    assert broken.asked == ["/api/v1/frameworks/"] * found.sent.total() != []
    assert {check for _operation, check, _title in found.failures} == {others.NAME}
    assert any("As reader: not_a_server_error" in title for _operation, _check, title in found.failures)
