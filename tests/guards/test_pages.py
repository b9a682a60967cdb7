"""Pages that are no row of the access table; those that are one are looked at in test_access.py."""

import pytest

from tests.guards.page_rules import faults, is_safe
from tests.guards.world import ANONYMOUS, LEAD


@pytest.mark.django_db
def test_the_page_for_an_address_that_is_not_there_is_a_whole_page(world):
    for person in (ANONYMOUS, LEAD):
        answer = world.client(person).get("/nowhere/at/all/")
        assert answer.status_code == 404
        assert not list(faults(answer.content.decode()))
        assert is_safe(answer)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<h1>One</h1><h1>Two</h1>", "it has 2 h1"),
        ('<p style="color: red">', "<p> is styled inline"),
        ("<script>go()</script>", "a script is inline"),
        ('<a href="javascript:go()">', "<a> has a href that is a script"),
        ('<a onclick="go()">', "<a> has onclick"),
        ('<img src="//elsewhere/">', "<img> reaches outside: //elsewhere/"),
        ('<p id="a"></p><p id="a"></p>', "the id a is used twice"),
        ("<title>Plan</title>", "its title is 'Plan'"),
        ("<p>", "its first link does not skip to the main content"),
    ],
)
def test_what_is_wrong_with_a_page_is_found(page, words):
    assert words in list(faults(page))
