"""By the API: handing everything over, milestones, one's own mails and calendars."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from actions.models import CalendarAddress, Digest, MailPreference
from actions.models.digests import State
from actions.reminders import arming
from tests.actions.api import Caller, fields_of
from tests.actions.team import day
from tests.factories import MORNING, make_post
from tests.guards.reminders_world import make_digest
from tests.guards.world import Place

# In July, after the deadline of the team.
WEDNESDAY = MORNING + timedelta(days=128)


@pytest.fixture
def lead(team):
    return Caller(team.lead, team.organisation)


@pytest.fixture
def owner(team):
    return Caller(team.owner, team.organisation)


def test_everything_a_post_owns_is_handed_over_after_a_look(team, lead):
    first, second = team.open_action(), team.started()
    another = make_post(team.organisation)
    path = f"posts/{team.post.pk}/hand-over-actions/"
    looked = lead.post(path, {"owner": another.pk}).json()
    assert (looked["done"], [each["changed"] for each in looked["outcomes"]]) == (False, [True, True])
    assert not another.actions.exists()
    team.started(owner=team.post)
    stale = lead.post(path, {"owner": another.pk, "seen": looked["seen"]})
    assert (stale.status_code, another.actions.count()) == (409, 0)
    body = {"owner": another.pk, "seen": stale.json()["seen"], "note": "She has left."}
    done = lead.post(path, body, key="1").json()
    assert (done["done"], done["owned_elsewhere"], another.actions.count()) == (True, 0, 3)
    assert {first.updates.last().note, second.updates.last().note} == {"She has left."}
    assert lead.post(path, {"owner": another.pk}).status_code == 422


def test_nobody_hands_work_to_the_post_of_another_or_that_of_another(team, lead):
    team.open_action()
    elsewhere = make_post(team.stranger.memberships.first().organisation)
    path = f"posts/{team.post.pk}/hand-over-actions/"
    for post in (elsewhere, team.post):
        assert fields_of(lead.post(path, {"owner": post.pk})) == ["owner"]
    assert Caller(team.owner, team.organisation).post(path, {"owner": elsewhere.pk}).status_code == 403
    assert lead.post(f"posts/{elsewhere.pk}/hand-over-actions/", {"owner": team.post.pk}).status_code == 404


def test_a_milestone_is_added_ticked_and_told_as_at_any_day(team, lead, owner):
    action = team.started()
    added = lead.post(
        f"actions/{action.pk}/add-milestone/", {"title": "First panel", "due_on": "2026-03-31"}, seen=2
    )
    assert added.status_code == 200, added.content
    [told] = owner.get("milestones/", action=action.pk).json()["results"]
    assert (told["title"], told["done_on"], told["is_late"]) == ("First panel", None, True)
    body = {"note": "It met.", "milestones_done": [told["id"]]}
    assert owner.post(f"actions/{action.pk}/record-progress/", body, seen=3).status_code == 200
    today = timezone.localdate()
    assert owner.get(f"milestones/{told['id']}/").json()["done_on"] == today.isoformat()
    before = owner.get(f"milestones/{told['id']}/", as_at=(today - timedelta(days=1)).isoformat()).json()
    assert (before["done_on"], before["is_late"]) == (None, True)
    assert owner.get("milestones/", as_at=day(-1).isoformat()).json()["results"] == []
    assert len(owner.get("milestones/", done="true").json()["results"]) == 1
    assert owner.get("milestones/", done="false").json()["results"] == []


def test_when_ones_mails_come_is_read_and_chosen_by_its_rules(owner, team):
    usual = owner.get("me/mail/").json()
    assert (usual["rhythm"], usual["hour"], usual["left_out"], usual["paused_until"]) == (
        "daily",
        7,
        [],
        None,
    )
    weekly = owner.post("me/mail/change/", {"rhythm": "weekly", "weekdays": [2], "hour": 16})
    assert weekly.status_code == 200, weekly.content
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    paused = owner.post("me/mail/change/", {"paused_until": until, "pause_reason": "Leave"}).json()
    assert (paused["paused_until"], paused["weekdays"], paused["hour"]) == (until, [2], 16)
    assert owner.post("me/mail/change/", {"paused_until": None}).json()["pause_reason"] == ""
    stage = "due_soon"
    for wrong, field in (
        ({"rhythm": "hourly"}, "rhythm"),
        ({"weekdays": [1, 2]}, "weekdays"),
        ({"weekdays": [7]}, "weekdays.0"),
        ({"paused_until": "2020-01-01", "pause_reason": "Leave"}, "paused_until"),
        ({"paused_until": until}, "pause_reason"),
        ({"left_out": ["overdue", stage]}, "left_out.0"),
    ):
        answer = owner.post("me/mail/change/", wrong)
        assert answer.status_code == 400, (wrong, answer.content)
        assert fields_of(answer)[0] == field
    assert MailPreference.objects.get().person == team.owner


def test_a_calendar_address_is_seen_without_its_secret_and_revoked(owner, lead, team):
    secret = CalendarAddress(user=team.owner).issue(MORNING)
    listed = owner.get("calendar-addresses/")
    [told] = listed.json()["results"]
    assert secret not in listed.content.decode()
    assert lead.post(f"calendar-addresses/{told['id']}/revoke/").status_code == 404
    assert owner.post(f"calendar-addresses/{told['id']}/revoke/").status_code == 204
    assert owner.get("calendar-addresses/").json()["results"] == []


def failed_mail(team, **fields):
    place = Place(team.organisation, {}, team.post, None, None, "", None, None, {"action": team.started()})
    return make_digest(place, team.owner, "Westmarch", **fields)


def test_mails_are_told_to_whom_they_were_for_and_to_leads(team, lead, owner):
    mail = failed_mail(team)
    for caller in (lead, owner):
        [told] = caller.get("mails/", state="failed").json()["results"]
        assert (told["person"]["name"], told["error"], len(told["items"])) == (
            team.owner.name, "550 No mailbox at Westmarch", 1,
        )  # fmt: skip
    assert Caller(team.viewer, team.organisation).get("mails/").json()["results"] == []
    elsewhere = make_post(team.stranger.memberships.first().organisation, holder=team.owner).organisation
    Digest.objects.filter(pk=mail.pk).update(items=[mail.items[0] | {"organisation": elsewhere.pk}])
    assert lead.get(f"mails/{mail.pk}/").json()["items"] == []


def test_a_failed_mail_is_sent_again_once(team, lead, owner, mail_server):
    mail = failed_mail(team)
    unarmed = lead.post(f"mails/{mail.pk}/resend/")
    assert (unarmed.status_code, "not armed" in unarmed.json()["detail"]) == (422, True)
    arming.arm(timezone.now())
    assert owner.post(f"mails/{mail.pk}/resend/").status_code == 404
    assert lead.post(f"mails/{mail.pk}/resend/").status_code == 200
    assert Digest.objects.get().state != State.FAILED
    Digest.objects.update(state=State.SENT)
    again = lead.post(f"mails/{mail.pk}/resend/")
    assert (again.status_code, "nothing to try" in again.json()["detail"]) == (422, True)


@pytest.fixture
def on_a_working_day():
    with time_machine.travel(WEDNESDAY, tick=False):
        arming.arm(timezone.now())
        yield


def test_a_mail_goes_out_now_or_says_that_there_is_none(db, on_a_working_day, team, lead, owner):
    path = f"organisations/{team.organisation.pk}/people/{team.owner.pk}/send-mail-now/"
    assert owner.post(path).status_code == 403
    nothing = lead.post(path)
    assert (nothing.status_code, "nothing to send" in nothing.json()["detail"]) == (422, True)
    team.open_action()
    told = lead.post(path)
    assert told.status_code == 200, told.content
    assert told.json()["person"]["id"] == team.owner.pk
    assert lead.post(path).json()["id"] == told.json()["id"]
    assert Digest.objects.count() == 1
