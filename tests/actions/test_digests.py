"""Whose turn it is: the hour, the working day, the rhythm, and one mail a day."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from accounts.models import ClosureDay
from actions.models import Digest, MailPreference
from actions.reminders import noting, parts, preview, selection, turns
from actions.reminders.sweeping import send_now
from actions.statuses import Kind
from tests.actions.doing import do
from tests.actions.reminding import at, hears, sweep_at, sweep_on, would_hear
from tests.actions.team import DEADLINE, day
from tests.factories import make_member, make_organisation, make_post

MONDAY = date(2026, 3, 2)
FRIDAY, SATURDAY, NEXT_MONDAY = day(4), day(5), day(7)
GOOD_FRIDAY, EASTER_MONDAY = date(2026, 4, 3), date(2026, 4, 6)


@pytest.fixture
def overdue(team):
    return team.started(due_on=MONDAY - timedelta(days=1))


def prefer(person, **fields):
    fields.setdefault("chosen_on", MONDAY - timedelta(days=30))
    return MailPreference.objects.create(person=person, **fields)


@pytest.mark.parametrize(("hour", "minute", "mails"), [(6, 59, 0), (7, 0, 1), (23, 59, 1), (0, 0, 0)])
def test_the_mail_comes_when_the_hour_has_come(team, overdue, hour, minute, mails):
    sweep_at(at(MONDAY, hour, minute))
    assert len(mail.outbox) == mails


def test_a_person_chooses_the_hour(team, overdue):
    prefer(team.owner, hour=16)
    sweep_at(at(MONDAY, 15, 59))
    assert mail.outbox == []
    sweep_at(at(MONDAY, 16))
    assert [message.to for message in mail.outbox] == [[team.owner.email]]


@pytest.mark.parametrize(
    ("moment", "is_their_hour"),
    [
        (datetime(2026, 3, 27, 6, 55, tzinfo=UTC), False),
        (datetime(2026, 3, 27, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 30, 5, 55, tzinfo=UTC), False),  # the clocks went forward on the 29th
        (datetime(2026, 3, 30, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 23, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 6, 55, tzinfo=UTC), False),  # and back on the 25th
        (datetime(2026, 10, 26, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), False),  # half past midnight of the next day
    ],
)
def test_the_hour_is_that_of_the_clock_on_the_wall(team, moment, is_their_hour):
    assert bool(turns.turns(moment, people=[team.owner.pk])) == is_their_hour


@pytest.mark.parametrize(
    ("on", "mails"), [(SATURDAY, 0), (day(6), 0), (NEXT_MONDAY, 1), (GOOD_FRIDAY, 0), (EASTER_MONDAY, 0)]
)
def test_nobody_gets_mail_on_a_day_of_rest(team, overdue, on, mails):
    sweep_on(on)
    assert len(mail.outbox) == mails


def test_an_organisation_rests_on_its_own_days(team, overdue):
    ClosureDay.objects.create(organisation=team.organisation, day=MONDAY, words="Moving house")
    sweep_on(MONDAY)
    assert mail.outbox == []
    sweep_on(day(1))
    assert len(mail.outbox) == 1


def test_in_scotland_easter_monday_is_a_working_day(team, overdue):
    team.organisation.calendar = "SCT"
    team.organisation.save()
    assert hears(team.owner, EASTER_MONDAY, overdue) == ["overdue"]


def test_who_works_for_two_organisations_gets_mail_when_one_of_them_works(team, overdue):
    scottish = make_organisation(calendar="SCT")
    scottish.give_role(team.owner, "manager")
    sweep_on(EASTER_MONDAY)
    assert len(mail.outbox) == 1


def test_twice_is_once(team, overdue):
    for hour in (7, 8, 12):
        sweep_at(at(MONDAY, hour))
    sweep_on(day(1))
    assert len(mail.outbox) == 1


def test_after_three_silent_days_there_is_one_mail_at_the_stage_now_reached(team):
    action = team.started(due_on=day(2))
    assert would_hear(team.owner, MONDAY) == ["due_in_3"]
    assert hears(team.owner, day(3), action) == ["overdue"]
    assert [len(message.to) for message in mail.outbox] == [1]
    assert mail.outbox[0].body.count(action.title) == 1


def test_one_mail_says_everything_each_action_in_one_line(team, overdue):
    team.started(due_on=MONDAY)
    back = team.claimed(due_on=MONDAY - timedelta(days=9))
    do(back, Kind.RETURNED, team.assurer)
    sweep_on(MONDAY)
    (digest,) = Digest.objects.filter(person=team.owner)
    told = {item["subject"]: (item["stage"], item["also"]) for item in digest.items}
    assert told[f"action:{back.pk}"] == ("overdue", ["Sent back to you"])
    assert len(told) == 3


def test_what_is_found_in_many_parts_is_one_mail_that_says_everything_once(team, monkeypatch):
    monkeypatch.setattr(parts, "AT_ONCE", 2)
    for _ in range(5):
        team.started(due_on=MONDAY - timedelta(days=1))
    sweep_on(MONDAY)
    (digest,) = Digest.objects.filter(person=team.owner)
    assert len(digest.items) == digest.reminders.count() == 5
    assert len(mail.outbox) == 1


def test_a_mail_comes_as_soon_as_something_is_owed_and_no_second_on_that_day(team):
    sweep_at(at(MONDAY, 7))
    assert mail.outbox == []
    team.started(due_on=MONDAY)
    sweep_at(at(MONDAY, 11))
    team.started(due_on=MONDAY)
    sweep_at(at(MONDAY, 12))
    assert len(mail.outbox) == 1
    sweep_on(day(1))
    assert len(mail.outbox) == 2


def test_what_a_worker_that_died_at_night_had_claimed_goes_into_the_next_mail(team, overdue):
    for some in selection.rounds(turns.turns(at(MONDAY))):
        noting.open_digests(some, at(MONDAY))
    claimed = Digest.objects.get()
    assert claimed.claim_for(uuid.uuid4(), at(MONDAY, 23, 59))
    assert hears(team.owner, day(1), overdue) == ["overdue"]
    assert not claimed.freeze(at(day(1)), subject="Too late"), (
        "the worker was only slow: it sends nothing now"
    )
    assert len(mail.outbox) == 1


class TestRhythm:
    def test_a_weekly_mail_comes_on_its_day(self, team, overdue):
        prefer(team.owner, rhythm="weekly", weekdays=[2], chosen_on=MONDAY)
        heard = [number for number in range(12) if hears(team.owner, day(number))]
        assert heard == [2, 9]

    def test_a_weekly_mail_with_nothing_to_say_does_not_come_on_the_next_day_instead(self, team):
        prefer(team.owner, rhythm="weekly", weekdays=[0])
        sweep_on(MONDAY)
        team.started(due_on=MONDAY)
        sweep_on(day(1))
        assert mail.outbox == []
        sweep_on(NEXT_MONDAY)
        assert len(mail.outbox) == 1

    def test_a_chosen_day_that_is_a_holiday_or_was_missed_is_made_good(self, team, overdue):
        prefer(team.owner, rhythm="chosen", weekdays=[0], turn_on=EASTER_MONDAY - timedelta(days=7))
        assert not hears(team.owner, EASTER_MONDAY)
        assert hears(team.owner, EASTER_MONDAY + timedelta(days=1))
        assert not hears(team.owner, EASTER_MONDAY + timedelta(days=2))

    def test_a_day_before_it_was_chosen_is_not_made_good(self, team, overdue):
        prefer(team.owner, rhythm="weekly", weekdays=[0], chosen_on=day(1))
        assert not hears(team.owner, day(2))
        assert hears(team.owner, NEXT_MONDAY)

    def test_a_pause_ends_by_itself(self, team, overdue):
        prefer(team.owner, paused_until=day(3), pause_reason="On leave")
        assert [number for number in range(6) if hears(team.owner, day(number))] == [4]

    def test_decisions_and_escalations_wait_for_no_rhythm_and_no_pause(self, team):
        for person, fields in (
            (team.assurer, {"paused_until": day(30), "pause_reason": "On leave"}),
            (team.lead, {"rhythm": "weekly", "weekdays": [4]}),
        ):
            prefer(person, **fields)
        claimed = team.claimed()
        late = team.started(due_on=MONDAY - timedelta(days=20))
        assert hears(team.assurer, MONDAY, claimed) == ["decide_sign_off"]
        assert hears(team.lead, day(14), late) == ["escalated_14"], "a Monday, and nobody stands above"

    def test_what_is_optional_can_be_left_out_and_nothing_else(self, team):
        prefer(team.owner, left_out=["due_in_14", "overdue"])
        soon, late = team.started(due_on=day(10)), team.started(due_on=MONDAY - timedelta(days=1))
        assert hears(team.owner, MONDAY, soon) == []
        assert late.reminders.get().stage == "overdue"


class TestWho:
    def test_nobody_whose_account_is_closed(self, team, overdue):
        team.owner.deactivate(at(MONDAY))
        sweep_on(MONDAY)
        told = sorted(address for message in mail.outbox for address in message.to)
        assert told == [team.lead.email, team.other_lead.email]

    def test_an_action_without_an_owner_is_told_to_the_leads(self, team):
        action = team.open_action(owner=None, due_on=MONDAY)
        assert hears(team.lead, MONDAY, action) == ["due_today"]
        assert hears(team.owner, MONDAY, action) == []

    def test_send_now_is_one_mail_before_the_hour_and_none_after_it(self, team, overdue):
        sweep_at(at(SATURDAY))
        for hour in (5, 5, 7):
            send_now(team.owner, lambda hour=hour: at(MONDAY, hour))
        assert [message.to for message in mail.outbox] == [[team.owner.email]]

    def test_a_preview_writes_nothing_and_is_what_is_sent(self, team, overdue):
        planned = list(preview.what_would_go(at(MONDAY)))
        assert not Digest.objects.exists()
        sweep_on(MONDAY)
        assert [(each.person, each.items) for each in planned] == [
            (digest.person, digest.items) for digest in Digest.objects.all()
        ]


class TestPartnerBodies:
    """The inspection is the council's; the hospital's manager owns the action."""

    @pytest.fixture
    def partners_line(self, team):
        body = team.partner_post.organisation
        chief = make_member(body, "manager")
        team.partner_post.place(reports_to=make_post(body, holder=chief))
        team.chief = chief
        return team

    def test_the_post_above_is_told_of_what_it_may_see(self, partners_line):
        action = partners_line.open_action(owner=partners_line.partner_post, due_on=DEADLINE)
        on = DEADLINE + timedelta(days=14)
        assert hears(partners_line.chief, on, action) == ["escalated_14"]

    def test_of_what_it_may_not_see_the_leads_are_told_instead(self, partners_line):
        action = partners_line.open_action(
            owner=partners_line.partner_post, due_on=DEADLINE, visibility="officers"
        )
        on = DEADLINE + timedelta(days=14)
        assert hears(partners_line.chief, on, action) == []
        assert action.reminders.filter(person=partners_line.lead, stage="escalated_14").count() == 1
