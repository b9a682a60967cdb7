"""Pages that caches may keep for visitors, and for nobody else."""

import pytest
from django.urls import reverse

from actions.models import Measure
from inspections.models import Judgement
from tests.accounts.people import signed_in
from tests.actions.team import TODAY, moment
from tests.factories import make_area, make_inspection, make_measure

pytestmark = pytest.mark.django_db
ROUTES = ("front", "organisation", "progress")


@pytest.fixture
def team(team):
    team.started(title="Train every manager")
    return team


def address(team, route):
    args = {"front": 0, "organisation": 1, "progress": 2}[route]
    return reverse(route, args=[team.organisation.slug, team.area.inspection.slug][:args])


def again(client, url, etag):
    return client.get(url, headers={"If-None-Match": etag})


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_that_has_not_changed_is_not_sent_again(client, team, route):
    url = address(team, route)
    first = client.get(url)
    second = again(client, url, first["ETag"])
    assert (second.status_code, second.content) == (304, b"")
    for answer in (first, second):
        assert {"Cookie", "Accept-Encoding"} <= {*answer["Vary"].split(", ")}
        assert answer["Cache-Control"] == "public, no-cache"


def test_asking_whether_it_changed_costs_few_queries(client, team, django_assert_max_num_queries):
    url = address(team, "progress")
    etag = client.get(url)["ETag"]
    with django_assert_max_num_queries(3):
        assert again(client, url, etag).status_code == 304


def reword(team):
    team.area.actions.get().reword(team.lead, moment(1), title="Train each manager")


def read_measure(team):
    make_measure(team.area).record_reading(team.lead, moment(1), TODAY, 5)


def change_measure(team):
    measure = Measure.objects.filter(area=team.area).first() or make_measure(team.area)
    measure.name = "Other"
    measure.save()


def rename_post(team):
    team.post.title = "Another title"
    team.post.save()


def rename_organisation(team):
    team.organisation.name = "Another name"
    team.organisation.save()


def judge(team):
    Judgement.objects.create(inspection=team.area.inspection, position=1, name="Leadership", grade="Good")


# What the front page, which only counts actions, need not be made anew for.
NOT_COUNTED = {
    "a reading": read_measure,
    "a measure": change_measure,
    "an area": lambda team: make_area(team.area.inspection),
    "an area's theme": lambda team: team.area.amend("Plans", {}),
    "a body named": lambda team: team.area.bodies.create(name="the police"),
    "a body taken away": lambda team: team.area.bodies.get().delete(),
    "a judgement": judge,
    "a post's title": rename_post,
}
CHANGES = NOT_COUNTED | {
    "a row of a ledger": lambda team: team.area.actions.get().record_progress(
        team.owner, moment(1), "Again."
    ),
    "an action opened": lambda team: team.open_action(),
    "an action's words": reword,
    "the inspection's title": lambda team: team.area.inspection.amend(title="Another title"),
    "the organisation's name": rename_organisation,
    "another inspection": lambda team: make_inspection(team.organisation, is_public=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_what_it_tells_makes_it_new(client, team, change):
    routes = [route for route in ROUTES if route != "front" or change not in NOT_COUNTED.values()]
    etags = {url: client.get(url)["ETag"] for url in (address(team, route) for route in routes)}
    change(team)
    assert {again(client, url, etag).status_code for url, etag in etags.items()} == {200}


def test_a_page_withdrawn_is_not_served_from_a_cache(client, team):
    url = address(team, "progress")
    etag = client.get(url)["ETag"]
    team.area.inspection.withdraw()
    assert again(client, url, etag).status_code == 302


@pytest.mark.parametrize("person", ["member", "lead", "stranger"])
def test_a_signed_in_person_never_gets_a_kept_page_nor_leaves_one(client, team, person):
    reader = signed_in(getattr(team, person))
    for url in (address(team, route) for route in ROUTES):
        answer = again(reader, url, client.get(url)["ETag"])
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer and "Cookie" in answer["Vary"]
        assert "Content-Encoding" not in answer
