"""Search finds what a person may see, and says nothing of the rest."""

import pytest
from django.contrib.auth.models import AnonymousUser

from actions import search
from tests.actions.team import moment
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.both

ANYBODY = AnonymousUser()


def found(kind, user, query):
    return list(getattr(search, kind)(user, search.words_of(query)))


def shown(client, query, **more):
    return client.get("/search/", {"q": query} | more)


def test_every_word_has_to_be_there_in_any_order_and_case(team):
    action = team.open_action(title="Recruit foster carers", task="In six towns")
    team.open_action(title="Recruit social workers")
    assert found("actions", team.lead, "TOWNS recruit") == [action]
    assert found("actions", team.lead, "recruit judges") == []


def test_a_reference_finds_its_action(team):
    action = team.open_action()
    team.open_action()
    assert found("actions", team.lead, "1.1") == [action]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("of", False), ("of is", False), ("%%%", False), ("two", True), ("2 two", True), ("six", False)],
)
def test_a_word_of_three_letters_is_needed_and_shorter_ones_narrow_it(client, team, query, is_found):
    action = team.open_action(title="Recruit of is two 2", visibility="public")
    assert found("actions", team.lead, query) == ([action] if is_found else [])
    too_short = "Type a word of at least three letters or digits" in shown(client, query).content.decode()
    assert too_short == (query in ("of", "of is", "%%%"))


def test_a_reference_is_looked_for_as_a_whole_and_only_among_actions(team):
    action = team.open_action(title="As in 1.12")
    assert found("actions", team.lead, "1.1") == [action]
    assert found("actions", team.lead, "1.12") == []
    assert found("areas", team.lead, "1.1") == found("updates", team.lead, "1.1") == []


def test_no_more_than_so_many_are_found_and_that_is_said(client, team, monkeypatch):
    monkeypatch.setattr(search, "MOST_FOUND", 7)
    for number in range(7):
        team.open_action(title=f"Recruit {number}")
        page = shown(client, "recruit").content.decode()
        assert ("Use more words to find others" in page) == (number == 6)
    assert "The latest 7 actions" in page and "7 or more found" in page
    last = team.open_action(title="Recruit 7")
    assert len(found("actions", team.lead, "recruit")) == 7
    assert last in found("actions", team.lead, "recruit")


@pytest.mark.parametrize("query", ["100%", "_", "\\", "'; drop table"])
def test_signs_of_the_database_are_only_signs(team, query):
    team.open_action(title="Nothing of the kind")
    assert found("actions", team.lead, query) == []


def test_areas_are_found_by_the_inspectors_words(team):
    assert found("areas", ANYBODY, "oversight managers") == [team.area]


def test_everybody_finds_what_they_may_see_and_no_more(team):
    action = team.started(title="Secret plan", visibility="officers")
    for person in (ANYBODY, team.stranger, team.member):
        assert found("actions", person, "secret") == []
        assert found("updates", person, "panel") == []
    for person in (team.owner, team.lead, team.viewer):
        assert found("actions", person, "secret") == [action]
        assert len(found("updates", person, "panel")) == 1


def test_words_that_were_taken_from_view_are_not_found_by_those_they_were_taken_from(team):
    action = team.started()
    action.correct(team.lead, moment(), 2, "The board met.", withholds=True)
    assert found("updates", ANYBODY, "panel") == []
    assert [row.number for row in found("updates", ANYBODY, "board")] == [3]
    assert [row.number for row in found("updates", team.lead, "panel")] == [2]


def test_a_note_for_officers_is_not_found_by_the_public(team):
    team.started().note(team.lead, moment(), "The budget is at risk.")
    assert found("updates", ANYBODY, "budget") == []
    assert len(found("updates", team.viewer, "budget")) == 1


def test_a_visitor_searches_what_is_public_without_names(client, team):
    team.started(title="Recruit foster carers")
    page = shown(client, "recruit").content.decode()
    assert "<mark>Recruit</mark> foster carers" in page
    page = shown(client, "panel").content.decode()
    assert team.post.title in page
    assert team.owner.name not in page


def test_what_is_typed_and_found_is_shown_as_text(client, team):
    team.open_action(title="<script>alert(1)</script> carers")
    page = shown(client, "<script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_nothing_typed_and_nothing_found_are_said_kindly(client, team):
    assert "Type a word to look for." in shown(client, " ").content.decode()
    assert "Try fewer words" in shown(client, "zebra").content.decode()
    assert "There is a problem" not in client.get("/search/").content.decode()
    assert client.get("/search/", {"q": "x" * 201}).status_code == 200


def test_many_results_are_counted_and_shown_page_by_page(client, team):
    for number in range(30):
        team.open_action(title=f"Recruit {number}")
    page = shown(client, "recruit").content.decode()
    assert "All 30 actions" in page
    page = shown(client, "recruit", **{"in": "actions", "page": "2"})
    assert len(page.context["results"]) == 5
    assert shown(client, "recruit", **{"in": "nothing"}).status_code == 200


def test_an_excerpt_shows_the_first_word_found_with_what_stands_around_it():
    text = "word " * 100 + "the needle here " + "word " * 100
    pieces = search.excerpt(["needle"], text)
    told = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_match] == ["needle"]
    assert told.startswith("…") and told.endswith("…") and len(told) < 300


def test_the_page_asks_as_often_for_many_results_as_for_one(client, team):
    def grow(number):
        for _ in range(number):
            team.started(title="Recruit to the panel", task="Recruit", visibility="members")

    client.force_login(team.member)
    grow(5)
    assert_same_queries(client, "/search/?q=panel&in=updates", grow)
    assert_same_queries(client, "/search/?q=panel&in=actions", grow)
    assert_same_queries(client, "/search/?q=panel", grow)
