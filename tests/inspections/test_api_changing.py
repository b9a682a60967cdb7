"""What a lead changes by the API on inspections, areas, clocks and posts; and many actions at once."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Post
from inspections.models import Inspection
from tests.actions.api import Caller, fields_of
from tests.actions.team import make_team
from tests.factories import later, make_area, make_organisation, make_post


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def lead(team):
    return Caller(team.lead, team.organisation)


def test_an_inspections_details_are_changed_and_what_is_left_out_stays(team, lead):
    inspection = team.area.inspection
    answer = lead.post(f"inspections/{inspection.pk}/change/", {"title": "Another title"})
    assert (answer.status_code, answer.json()["title"]) == (200, "Another title")
    now = Inspection.objects.get(pk=inspection.pk)
    assert (now.title, now.published_on) == ("Another title", inspection.published_on)
    for wrong in ({"published_on": "9999-01-01"}, {"framework": "none"}, {"slug": "mine"}, {"title": ""}):
        answer = lead.post(f"inspections/{inspection.pk}/change/", wrong)
        assert (answer.status_code, fields_of(answer)) == (400, list(wrong))
    early = {"fieldwork_from": "2025-09-02", "published_on": "2025-09-01"}
    assert fields_of(lead.post(f"inspections/{inspection.pk}/change/", early)) == ["published_on"]
    days = {"fieldwork_from": "2026-02-02", "fieldwork_to": "2026-02-01"}
    assert fields_of(lead.post(f"inspections/{inspection.pk}/change/", days)) == ["fieldwork_to"]


def test_an_inspection_is_withdrawn_and_published(team, lead):
    inspection = team.area.inspection
    lead.post(f"inspections/{inspection.pk}/withdraw/")
    assert not Inspection.objects.get(pk=inspection.pk).is_public
    lead.post(f"inspections/{inspection.pk}/publish/")
    assert Inspection.objects.get(pk=inspection.pk).is_public
    viewer = Caller(team.viewer, team.organisation)
    assert viewer.post(f"inspections/{inspection.pk}/withdraw/").status_code == 403
    stranger = Caller(team.stranger, team.stranger.memberships.first().organisation)
    assert stranger.post(f"inspections/{inspection.pk}/withdraw/").status_code == 403
    lead.post(f"inspections/{inspection.pk}/withdraw/")
    assert stranger.post(f"inspections/{inspection.pk}/publish/").status_code == 404


def test_an_area_gets_a_theme_and_its_bodies_are_named(team, lead):
    body = team.area.bodies.get()
    path = f"areas/{team.area.pk}/change/"
    assert lead.post(path, {"theme": "Oversight"}).status_code == 200
    team.area.refresh_from_db()
    assert team.area.theme == "Oversight"
    told = {"bodies": [{"body": body.pk, "organisation": None}]}
    assert lead.post(path, told).status_code == 200
    body.refresh_from_db()
    assert body.organisation is None
    of_another = make_area().bodies.create(name="the police")
    answer = lead.post(path, {"bodies": [{"body": of_another.pk, "organisation": team.organisation.pk}]})
    assert fields_of(answer) == ["bodies.0.body"]


def test_a_body_may_be_an_organisation_of_its_name_that_is_not_seen_otherwise(team, lead):
    named, other = make_organisation("The Mending Trust"), make_organisation()
    body = team.area.bodies.create(name="Mending Trust")
    path = f"areas/{team.area.pk}/change/"
    wrong = lead.post(path, {"bodies": [{"body": body.pk, "organisation": other.pk}]})
    assert fields_of(wrong) == ["bodies.0.organisation"]
    told = lead.post(path, {"bodies": [{"body": body.pk, "organisation": named.pk}]}).json()
    assert body.pk in {each["id"] for each in told["bodies"]}
    body.refresh_from_db()
    assert body.organisation == named
    strange = lead.post(path, {"bodies": [{"body": body.pk, "organisation": None, "name": "Ours"}]})
    assert fields_of(strange) == ["bodies.0.name"]


def test_a_clock_is_met_on_a_day_that_it_ran(team, lead):
    clock = team.area.inspection.clocks.create(
        clock="publish", trigger_on=date(2026, 1, 5), due_on=date(2026, 2, 5)
    )
    path = f"clocks/{clock.pk}/record-met/"
    tomorrow = later(timezone.now(), days=1).date().isoformat()
    for wrong in ("2026-01-04", tomorrow):
        assert fields_of(lead.post(path, {"met_on": wrong})) == ["met_on"]
    assert lead.post(path, {"met_on": "2026-01-05"}).status_code == 200
    clock.refresh_from_db()
    assert clock.met_on == date(2026, 1, 5)


def test_posts_are_added_changed_handed_over_and_removed(team, lead):
    body = {"title": "Head of Panels", "reports_to": team.post.pk}
    added = lead.post(f"organisations/{team.organisation.pk}/add-post/", body, key="1")
    assert added.status_code == 201, added.content
    path = f"posts/{added.json()['id']}/"
    assert added["Location"].endswith(f"/api/v1/{path}")
    assert (
        lead.post(f"{path}change/", {"title": "Head of all Panels"}).json()["title"] == "Head of all Panels"
    )
    circle = lead.post(f"posts/{team.post.pk}/change/", {"reports_to": added.json()["id"]})
    assert fields_of(circle) == ["reports_to"]
    elsewhere = make_post(team.stranger.memberships.first().organisation)
    assert fields_of(lead.post(f"{path}change/", {"reports_to": elsewhere.pk})) == ["reports_to"]
    assert fields_of(lead.post(f"{path}hand-over/", {"holder": team.stranger.pk})) == ["holder"]
    assert lead.post(f"{path}hand-over/", {"holder": team.owner.pk}).json()["is_vacant"] is False
    assert lead.post(f"{path}remove/", method="delete").status_code == 204
    assert not Post.objects.filter(title="Head of all Panels").exists()
    team.open_action()
    kept = lead.post(f"posts/{team.post.pk}/remove/", method="delete")
    assert (kept.status_code, "record" in kept.json()["detail"]) == (400, True)


def test_many_actions_get_an_owner_together_or_not_at_all(team, lead):
    first, second = team.open_action(), team.open_action()
    another = make_post(team.organisation)
    path = f"organisations/{team.organisation.pk}/assign/"

    def body(number, **more):
        seen = [{"action": first.pk, "ledger_number": 1}, {"action": second.pk, "ledger_number": number}]
        return {"actions": seen, "owner": another.pk, "note": "A new team."} | more

    stale = lead.post(path, body(number=2)).json()
    assert (stale["done"], [bool(each["refused"]) for each in stale["outcomes"]]) == (False, [False, True])
    tried = lead.post(path, body(number=1, dry_run=True)).json()
    assert (tried["done"], [each["changed"] for each in tried["outcomes"]]) == (False, [True, True])
    assert first.updates.count() + second.updates.count() == 2
    assert lead.post(path, body(number=1)).json()["done"] is True
    assert set(another.actions.all()) == {first, second}
    hidden = {"actions": [{"action": 999999, "ledger_number": 1}]}
    assert fields_of(lead.post(path, hidden)) == ["actions.0.action"]
