"""Pages kept for the next visitor: the same page at once, and never one that has changed."""

import sys
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from actions import rating
from inspections.models import Inspection
from scrutiny import kept_pages
from scrutiny.position import fingerprint, fingerprint_of_all
from tests.accounts.people import signed_in
from tests.actions.team import MINUTES, TODAY, moment

pytestmark = pytest.mark.django_db
POISON = b"<p>Nobody made this page</p>"


@pytest.fixture
def team(team):
    team.started(title="Train every manager")
    return team


@pytest.fixture
def url(team):
    return reverse("progress", args=[team.organisation.slug, team.area.inspection.slug])


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kept_pages")
        return cursor.fetchone()[0]


def mark_of(client, url):
    return client.get(url)["ETag"].removeprefix('W/"').removesuffix('"')


def test_the_next_visitor_gets_the_same_page_for_few_queries(client, url, django_assert_num_queries):
    first = client.get(url)
    with django_assert_num_queries(3):
        second = client.get(url)
    assert second.content == first.content
    assert {second[name] for name in ("ETag", "Cache-Control", "Vary", "Content-Type")} == {
        first[name] for name in ("ETag", "Cache-Control", "Vary", "Content-Type")
    }


def test_it_is_sent_compressed_to_whoever_takes_that_and_plain_to_others(client, url):
    plain = client.get(url)
    zipped = client.get(url, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain
    assert zipped["Content-Encoding"] == "gzip"
    assert len(zipped.content) == int(zipped["Content-Length"]) < len(plain.content)


def test_words_taken_from_view_are_gone_from_the_next_page(client, team, url):
    action = team.area.actions.get()
    action.record_progress(team.owner, moment(1), "The child is called Zebedee.")
    assert b"Zebedee" in client.get(url).content
    assert b"Zebedee" in client.get(url).content
    action.correct(team.owner, moment(1), action.ledger_number, "A child was named.", withholds=True)
    assert b"Zebedee" not in client.get(url).content


def test_evidence_is_on_the_next_page(client, team, url):
    assert MINUTES.title.encode() not in client.get(url).content
    team.area.actions.get().claim_done(team.owner, moment(1), "Finished.", evidence=[MINUTES])
    assert MINUTES.title.encode() in client.get(url).content


def test_a_page_made_anew_takes_the_place_of_the_one_before(client, team, url):
    client.get(url)
    assert kept() == 1
    team.area.amend("Another theme", {})
    client.get(url)
    assert kept() == 1


@pytest.mark.parametrize("asked", ["as_at=2026-01-01", "bucket=overdue", "anything=at+all"])
def test_answers_to_questions_are_not_kept(client, url, asked):
    assert client.get(f"{url}?{asked}").status_code == 200
    assert kept() == 0


@pytest.mark.parametrize("person", ["member", "lead", "stranger"])
def test_a_signed_in_person_is_given_no_kept_page_and_leaves_none(client, team, url, person):
    reader = signed_in(getattr(team, person))
    reader.get(url)
    assert kept() == 0
    kept_pages.keep(url, mark_of(client, url), POISON)
    assert client.get(url).content == POISON
    assert POISON not in reader.get(url).content


def test_a_page_made_under_another_mark_is_made_anew(client, url):
    kept_pages.keep(url, "another mark", POISON)
    assert client.get(url).content != POISON


def test_a_page_that_is_no_longer_for_everybody_is_not_shown_though_it_is_kept(client, team, url):
    client.get(url)
    team.area.inspection.withdraw()
    assert client.get(url).status_code == 302
    team.organisation.has_public_site = False
    team.organisation.save()
    assert client.get(url).status_code in (302, 404)


def test_the_mark_is_another_on_the_next_day_under_another_rule_and_after_an_upgrade(team, monkeypatch):
    seen = Inspection.objects.visible_to(AnonymousUser())
    marks = []
    for told in (lambda day: fingerprint(seen, day), fingerprint_of_all):
        with monkeypatch.context() as patch:
            marks += [told(TODAY), told(TODAY + timedelta(1))]
            patch.setattr(rating, "VERSION", rating.VERSION + 1)
            marks += [told(TODAY)]
            patch.setattr(sys.modules[fingerprint.__module__], "software", lambda: "another release")
            marks += [told(TODAY)]
    assert len(set(marks)) == len(marks) == 8
    assert fingerprint(seen, TODAY) == marks[0]


def test_a_row_that_is_committed_late_under_a_low_number_makes_another_mark(team):
    """The last number alone would not tell: a row with a higher one was there before."""
    inspections = Inspection.objects.filter(pk=team.area.inspection.pk)
    body = team.area.bodies.create(name="the police")
    first, last = body.history.get(), team.area.bodies.create(name="the fire service").history.get()
    pk, mark = first.pk, None
    first.delete()
    mark = fingerprint(inspections, TODAY)
    first.pk = pk
    first.save(force_insert=True)
    assert pk < last.pk
    assert fingerprint(inspections, TODAY) != mark
