"""The page of an organisation, and the front page of visitors."""

from datetime import date

import pytest
from django.urls import reverse

from tests.accounts.people import signed_in
from tests.actions.team import day, make_team, moment
from tests.factories import make_area, make_inspection, make_organisation, make_user
from tests.query_growth import assert_same_queries
from tests.scrutiny.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team(name="Westmarch County Council", slug="westmarch")


def read(client, query=""):
    return text_of(client.get(reverse("organisation", args=["westmarch"]) + query))


def judged(inspection, grade):
    inspection.judgements.create(position=1, name="Overall effectiveness", grade=grade)


def test_each_published_inspection_says_in_a_sentence_how_it_stands(client, team):
    team.accepted()
    team.open_action(due_on=day(1))
    make_inspection(team.organisation, title="A draft report")
    page = read(client, "?as_at=2026-03-12")
    assert "1 of 2 actions accepted; 1 overdue, by 9 days." in page and "A draft report" not in page
    assert "A draft report Not published" in read(signed_in(team.member))


def test_on_a_day_only_what_was_published_by_then_is_told(client, team):
    inspection = team.area.inspection
    inspection.amend(published_on=date(2026, 3, 2), title="Children's services")
    assert "Children's services" in read(client, "?as_at=2026-03-02").replace("&#x27;", "'")
    assert "There was no inspection to read by then" in read(client, "?as_at=2026-03-01")
    assert "This day is still to come" in read(client, "?as_at=9000-01-01")


def test_open_areas_are_counted_by_the_age_of_their_report_on_the_day(client, team):
    inspection = team.area.inspection
    inspection.amend(published_on=date(2026, 1, 2))
    team.accepted()
    make_area(inspection, words="The oversight that nobody has begun on")
    page = read(client, "?as_at=2026-04-02")
    assert "1 of 2 areas is still open" in page and "Up to 3 months: 1 open area" in page
    assert "3 to 6 months: 1 open area" in read(client, "?as_at=2026-04-03")
    assert "Up to 3 months: 2 open areas" in read(client, "?as_at=2026-03-01")


def test_grades_stand_through_time_and_confirmed_repeats_are_named(client, team):
    earlier = make_inspection(
        team.organisation, is_public=True, published_on=date(2020, 1, 9), title="Earlier"
    )
    judged(earlier, "Inadequate")
    judged(team.area.inspection, "Good")
    assert "No finding has been confirmed as a repeat" in read(client)
    team.area.forerunner = make_area(earlier, words="Managers' oversight")
    team.area.save()
    page = read(client)
    assert "January 2020" in page and "Inadequate" in page and "Good" in page
    assert "1 area repeats what an earlier inspection had found" in page and "Found before in Earlier" in page
    earlier.withdraw()
    page = read(client)
    assert "Earlier" not in page and "No finding has been confirmed as a repeat" in page


def test_an_organisation_without_inspections_is_looked_after(client, team):
    team.area.inspection.withdraw()
    assert "There is no inspection to read yet." in read(client)


def test_visitors_find_organisations_with_published_inspections_and_their_counts(client, team):
    team.accepted()
    make_organisation("Nothing Published Council", has_public_site=True)
    make_inspection(make_organisation("No Site Council"), is_public=True)
    page = text_of(client.get("/"))
    assert "Westmarch County Council 1 1 1 0" in page
    assert "Nothing Published" not in page and "No Site" not in page
    assert "What are you looking for?" in page


def test_a_visitors_front_page_costs_as_many_queries_for_thirty_organisations(client):
    def grow(number):
        for _ in range(number):
            make_team().started()

    assert_same_queries(client, "/", grow)


def test_whoever_works_for_no_organisation_reads_the_public_ones(client, team):
    page = text_of(signed_in(make_user()).get("/"))
    assert "You work for no organisation here yet" in page and "Westmarch County Council" in page
    assert "My work" in text_of(signed_in(team.member).get("/"))


def test_the_glossary_says_our_own_words_and_abbreviations(client):
    page = text_of(client.get(reverse("glossary")))
    assert "Sustained A later check found" in page and "MASH Multi-agency" in page


def test_a_partner_that_owns_an_action_is_named_with_its_post(client, team):
    team.open_action(owner=team.partner_post)
    address = reverse("progress", args=["westmarch", team.area.inspection.slug])
    assert f"{team.partner_post.title}, {team.partner_post.organisation}" in text_of(client.get(address))
    team.area.actions.get().record_progress(team.partner, moment(1), "Done by the partner.")
    assert "Done by the partner." in text_of(client.get(address))
