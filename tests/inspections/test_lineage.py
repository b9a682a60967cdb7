"""Repeat findings: guessed by likeness of words, decided by a person, shown on both areas."""

from datetime import date

import pytest
from django.urls import reverse

from inspections import lineage
from inspections.differences import likeness
from inspections.models import Likeness
from tests.factories import MORNING, make_area, make_inspection, make_member, make_organisation
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db

THEN = "Make supervision of social workers regular, reflective and recorded on the child's file"
AGAIN = "The regularity of the supervision of social workers, and its record on children's files"

SAME_FINDING = [
    (THEN, AGAIN),
    (
        "Offer every child who returns after going missing an interview with an independent person",
        "Offer a return interview within 72 hours to every missing child, and use what children say",
    ),
    (
        "ensure initial health assessments are completed within 28 days",
        "The timeliness of initial health assessments.",
    ),
    (
        "Widen the range of suitable accommodation for care leavers across the county",
        "The range and suitability of care leavers' accommodation",
    ),
]
DIFFERENT_FINDINGS = [
    (THEN, "Give school nurses and health visitors protected time for safeguarding"),
    (
        "Make pathway plans specific, with dates and names, and review them every six months",
        "Improve personal education plans so that targets are clear",
    ),
    (
        "Ensure that every unregistered placement is known to senior managers and ended safely",
        "Ensure that independent reviewing officers challenge drift and record that they did",
    ),
    ("Improve the quality of plans", "Ensure that children are seen"),
    ("", "Ensure that children are seen"),
]


@pytest.mark.parametrize(("one", "other"), SAME_FINDING)
def test_the_same_finding_in_other_words_is_worth_showing(one, other):
    assert likeness(one, other) >= lineage.WORTH_SHOWING
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_FINDINGS)
def test_different_findings_are_not(one, other):
    assert likeness(one, other) < lineage.WORTH_SHOWING


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def earlier(council):
    return make_area(make_inspection(council, published_on=date(2013, 1, 21)), words=THEN)


@pytest.fixture
def later(council):
    return make_area(make_inspection(council, published_on=date(2026, 3, 21)), words=AGAIN)


def pairs():
    return set(Likeness.objects.values_list("area", "earlier"))


def test_a_later_area_is_compared_with_earlier_ones(earlier, later):
    lineage.suggest(later.inspection)
    assert pairs() == {(later.pk, earlier.pk)}


def test_loading_the_older_report_last_finds_the_same_pair(earlier, later):
    lineage.suggest(earlier.inspection)
    assert pairs() == {(later.pk, earlier.pk)}


def test_areas_of_another_organisation_are_never_compared(earlier):
    stranger = make_area(make_inspection(published_on=date(2026, 3, 21)), words=AGAIN)
    lineage.suggest(stranger.inspection)
    assert pairs() == set()


def test_inspections_of_one_day_and_undated_ones_are_not_compared(council, earlier):
    twin = make_area(make_inspection(council, published_on=date(2013, 1, 21)), words=AGAIN)
    undated = make_area(make_inspection(council, published_on=None), words=AGAIN)
    lineage.suggest(twin.inspection)
    lineage.suggest(undated.inspection)
    assert pairs() == set()


def test_only_the_likeliest_few_are_suggested(council, later):
    for year in range(2010, 2020):
        make_area(make_inspection(council, published_on=date(year, 1, 1)), words=THEN)
    lineage.suggest(later.inspection)
    assert Likeness.objects.count() == lineage.MOST_PER_AREA


def decide(client, likeness, answer):
    return client.post(reverse("decide-likeness", args=["westmarch", likeness.pk]), {"answer": answer})


@pytest.fixture
def guess(earlier, later):
    lineage.suggest(later.inspection)
    return Likeness.objects.get()


@pytest.fixture
def as_lead(client, council):
    client.force_login(make_member(council, "lead"))
    return client


def test_the_two_texts_stand_side_by_side_with_their_differences_in_words(as_lead, guess):
    page = as_lead.get(reverse("likenesses", args=["westmarch"])).content.decode()
    assert f"{guess.score}% alike" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "only here: " in page


def test_a_confirmed_repeat_shows_on_both_areas(as_lead, guess, earlier, later):
    decide(as_lead, guess, "same")
    later.refresh_from_db()
    assert later.forerunner == earlier
    assert "Said before" in as_lead.get(later.get_absolute_url()).content.decode()
    assert "Said again" in as_lead.get(earlier.get_absolute_url()).content.decode()


def test_a_rejected_guess_is_never_made_again(as_lead, guess, later):
    decide(as_lead, guess, "different")
    lineage.suggest(later.inspection)
    assert Likeness.objects.get().state == Likeness.State.REJECTED
    later.refresh_from_db()
    assert later.forerunner is None


def test_a_guess_is_decided_once(as_lead, guess, later):
    decide(as_lead, guess, "different")
    answer = as_lead.post(
        reverse("decide-likeness", args=["westmarch", guess.pk]), {"answer": "same"}, follow=True
    )
    assert "has decided this already" in answer.content.decode()
    later.refresh_from_db()
    assert later.forerunner is None


def test_an_answer_that_is_none_is_asked_for_again(as_lead, guess):
    answer = decide(as_lead, guess, "perhaps")
    assert "Say whether" in as_lead.get(answer["Location"]).content.decode()
    assert Likeness.objects.suggested().exists()


def test_a_chain_goes_back_to_the_first_finding_and_ends_even_in_a_circle(council, earlier, later):
    middle = make_area(make_inspection(council), words=THEN, forerunner=earlier)
    later.forerunner = middle
    later.save()
    assert lineage.chain_of(later) == [middle, earlier]
    earlier.forerunner = later
    earlier.save()
    later.refresh_from_db()
    assert lineage.chain_of(later) == [middle, earlier]


def test_guesses_are_decided_by_leads_only(client, council, guess):
    told = {}
    for who, person in {
        "lead": make_member(council, "lead"),
        "colleague": make_member(council, "manager"),
        "stranger": make_member(make_organisation(), "lead"),
    }.items():
        client.force_login(person)
        told[who] = (
            client.get(reverse("likenesses", args=["westmarch"])).status_code,
            decide(client, guess, "different").status_code,
        )
    assert told == {"lead": (200, 302), "colleague": (403, 403), "stranger": (404, 404)}


def test_a_guess_has_no_address_among_the_things_of_another_organisation(client, guess):
    other = make_organisation()
    client.force_login(make_member(other, "lead"))
    assert client.post(reverse("decide-likeness", args=[other.slug, guess.pk])).status_code == 404


def test_the_list_of_guesses_asks_as_often_for_many_as_for_one(as_lead, council, later):
    def grow(number):
        for _ in range(number):
            area = make_area(make_inspection(council, published_on=date(2012, 1, 1)), words=THEN)
            Likeness.objects.create(area=later, earlier=area, score=50)

    assert_same_queries(as_lead, reverse("likenesses", args=["westmarch"]), grow)


def test_deciding_is_written_down_with_who_and_when(guess, council):
    lead = make_member(council, "lead")
    assert guess.decide(True, lead, MORNING)
    assert (guess.decided_by, guess.decided_at) == (lead, MORNING)
