"""The public progress page of an inspection."""

import gzip
import re
from random import Random

import pytest
from django.urls import reverse

from actions.models import Link
from scrutiny import glossary
from tests.accounts.people import signed_in, words_of
from tests.actions.team import day, moment
from tests.factories import make_action, make_area, make_inspection, make_measure, make_post
from tests.query_growth import queries_of
from tests.scrutiny.reading import text_of

pytestmark = pytest.mark.django_db


def address(team, query=""):
    inspection = team.area.inspection
    return reverse("progress", args=[team.organisation.slug, inspection.slug]) + query


def read(client, team, query=""):
    answer = client.get(address(team, query))
    assert answer.status_code == 200
    return text_of(answer)


def test_it_tells_of_each_action_what_a_resident_asks(client, team):
    action = team.open_action(due_on=day(20), title="Train every manager", owner=team.post)
    action.record_progress(
        team.owner,
        moment(1),
        "Six of ten are trained.",
        impact="Plans are read.",
        confidence="at_risk",
        forecast_on=day(60),
        evidence=[Link("Register of training", "https://westmarch.example/register")],
    )
    action.move_deadline(team.lead, moment(2), day(61), "The trainer is ill.")
    page = read(client, team, "?as_at=2026-03-05")
    for words in (
        team.area.words,
        "1.1 Train every manager",
        "Extended",
        "Amber Its owner says it is at risk.",
        team.post.title,
        "2 May 2026, due in 58 days",
        "First set for 22 March 2026; moved once, 41 days later in all",
        "Forecast 1 May 2026",
        f"Latest update: 3 March 2026, {team.post.title}",
        "Six of ten are trained.",
        "The difference it has made: Plans are read.",
        "Evidence: Register of training",
        "0 of 1 action accepted; 1 extended.",
        "As on 5 March 2026",
    ):
        assert words in page, words
    assert "No update since" not in page


def test_silence_is_said_with_its_day(client, team):
    team.started()
    assert "No update since 2 March 2026" not in read(client, team, "?as_at=2026-03-30")
    assert "No update since 2 March 2026" in read(client, team, "?as_at=2026-03-31")


def test_areas_and_actions_have_addresses_of_their_own(client, team):
    team.open_action()
    page = words_of(client.get(address(team)))
    assert 'id="area-1"' in page and 'id="action-1.1"' in page and 'href="#area-1"' in page


def test_every_total_leads_to_its_rows_on_the_same_day(client, team):
    team.open_action(title="Late already", due_on=day(1))
    team.open_action(title="Still in time", due_on=day(90))
    page = words_of(client.get(address(team, "?as_at=2026-03-10")))
    link = re.search(r'href="([^"]*bucket=overdue[^"]*)"', page)[1].replace("&amp;", "&")
    found = text_of(client.get(link.split("#")[0]))
    assert "1 of 2 actions fits what you asked for" in found
    assert "1.1 Late already" in found and "1.2 Still in time" not in found
    assert "0 of 2 actions accepted; 1 overdue" in found and "As on 10 March 2026" in found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_at=soon", "The date must include a month."),
        ("?as_at=2026-02-31", "There is no such date as 31 February 2026."),
        ("?as_at=9000-01-01", "This day is still to come. Give today or an earlier day."),
    ],
)
def test_a_day_that_makes_no_sense_is_answered_by_a_sentence_and_no_position(client, team, query, said):
    team.open_action(title="Train every manager")
    page = read(client, team, query)
    assert said in page and "Train every manager" not in page and "Error:" in page


@pytest.mark.parametrize("query", ["?bucket=lost", "?owner=0", "?section=none", "?changed_since=soon"])
def test_a_filter_that_makes_no_sense_finds_nothing_and_says_so(client, team, query):
    team.open_action(title="Train every manager")
    page = read(client, team, query)
    assert "There is a problem" in page and "1.1 Train every manager" not in page


def test_before_the_first_action_it_says_that_there_was_none(client, team):
    team.open_action()
    page = read(client, team, "?as_at=2026-03-01")
    assert "No action has been published yet." in page
    assert "No action has been published for this area by then." in page


def test_an_inspection_without_areas_or_with_hundreds_of_words_is_looked_after(client, team):
    bare = make_inspection(team.organisation, is_public=True)
    answer = client.get(reverse("progress", args=[team.organisation.slug, bare.slug]))
    assert "This report asks for no improvement." in text_of(answer)
    make_area(bare, words="word " * 800)
    assert client.get(reverse("progress", args=[team.organisation.slug, bare.slug])).status_code == 200


@pytest.mark.parametrize(("is_public", "has_site"), [(False, True), (True, False)])
def test_what_is_not_published_is_for_its_own_people_only(client, team, is_public, has_site):
    inspection = team.area.inspection
    inspection.is_public, team.organisation.has_public_site = is_public, has_site
    inspection.save()
    team.organisation.save()
    assert client.get(address(team)).status_code == 302
    assert signed_in(team.stranger).get(address(team)).status_code == 404
    assert "it is not published" in read(signed_in(team.member), team)


def test_members_read_members_words_and_nobody_reads_officers_words(team, client):
    action = team.open_action()
    for number, visibility in enumerate(("public", "members", "officers"), 1):
        words = f"Words for {visibility}."
        action.record_progress(team.owner, moment(number), words, visibility=visibility)
    team.open_action(title="An action for officers", visibility="officers")
    for reader, words in (
        (client, "public"),
        (signed_in(team.member), "members"),
        (signed_in(team.lead), "members"),
    ):
        page = read(reader, team)
        assert f"Words for {words}." in page
        assert "Words for officers" not in page and "An action for officers" not in page


def test_no_name_of_a_person_is_on_it_for_anybody(team, client):
    team.started()
    people = {team.owner.name, team.lead.name, team.owner.email}
    for reader in (client, signed_in(team.member), signed_in(team.stranger)):
        assert not {name for name in people if name in words_of(reader.get(address(team)))}


def test_abbreviations_on_it_are_said_in_full(client, team):
    team.open_action(title="Bring the MASH together")
    assert "MASH Multi-agency safeguarding hub" in read(client, team)


def test_the_inspection_and_its_progress_lead_to_each_other(client, team):
    report = team.area.inspection.get_absolute_url()
    assert f'href="{address(team)}"' in words_of(client.get(report))
    assert f'href="{report}"' in words_of(client.get(address(team)))


VOCABULARY = sorted({word for term in glossary.every_term() for word in term.words.split()})


def words(number, seed):
    """Such as no compression shortens by much more than people's own."""
    return " ".join(Random(seed).choices(VOCABULARY, k=number))


def grow(team, number):
    """So many areas, each with a body, a measure and an action that another body's post helps with."""
    for each in range(number):
        area = make_area(team.area.inspection, words=words(30, -each))
        area.bodies.create(name=f"the trust of place {each}")
        measure = make_measure(area, starts_on=day(-10))
        measure.record_reading(team.lead, moment(40), day(each % 9), 40 + each)
        owner = make_post(team.organisation)
        helper = make_post(team.area.bodies.get().organisation)
        area.bodies.create(name=helper.organisation.name, organisation=helper.organisation)
        action = make_action(
            area,
            team.lead,
            owner=owner,
            due_on=day(20 + each),
            contributors=[helper],
            title=words(9, each),
        )
        action.record_progress(team.lead, moment(3), words(70, each), impact=words(20, each))


def test_a_hundred_actions_cost_as_many_queries_as_one_and_little_to_send(client, team):
    grow(team, 1)
    client.get(address(team))  # What is asked once per process is asked here.
    grow(team, 1)  # Or the page would be the one that was kept.
    few = queries_of(client, address(team))
    grow(team, 98)
    many = queries_of(client, address(team))
    assert len(many) == len(few) <= 27  # Six of them keep the page for the next visitor.
    whole = client.get(address(team)).content
    sent = client.get(address(team), headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(sent.content) == whole
    assert len(sent.content) < 60_000
