"""What leads, the operator and the people themselves see of mails, and the buttons that send them."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from actions.models import Digest, MailPreference
from actions.reminders import arming, sending, sweeping
from tests.actions.team import DEADLINE, TODAY, moment
from tests.factories import make_action, make_area, make_inspection, make_member, make_organisation, make_post

# A Wednesday in June, at nine: ten days after the deadline.
NOW = moment(0).replace(year=2026, month=7, day=8, hour=8)
SATURDAY = NOW + timedelta(days=3)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def armed_on_a_working_day(db):
    with time_machine.travel(NOW, tick=False):
        arming.arm(timezone.now())
        yield


def page(client, reader, route, *args, **asked):
    client.force_login(reader)
    return client.get(reverse(route, args=args), asked)


def words(answer):
    return " ".join(answer.content.decode().split())


def plan(client, team, person=None):
    return page(client, person or team.lead, "organisation-reminders", team.organisation.slug)


def sweep(person):
    sweeping.sweep(timezone.now, people=[person.pk], is_hour_ignored=True)
    return Digest.objects.get(person=person)


def test_the_page_shows_what_the_sweep_then_sends(client, team):
    team.started(title="Look at every plan", due_on=DEADLINE)
    shown = plan(client, team)
    (line,) = shown.context["page"].object_list
    assert (line.person, line.groups) == (team.owner, [("Overdue", 1)])
    assert "Look at every plan" in words(shown)
    said = sweep(team.owner)
    assert [item["subject"] for item in said.items] == [item["subject"] for item in line.items]
    assert not plan(client, team).context["page"].object_list


def test_what_is_owed_to_others_leads_to_the_thing_and_not_to_their_form(client, team):
    action = team.started(due_on=DEADLINE)
    form = action.get_absolute_url() + "record-progress/"
    (line,) = plan(client, team).context["page"].object_list
    assert [item["address"] for item in line.items] == [action.get_absolute_url()]
    said = sweep(team.owner)
    assert f'href="{action.get_absolute_url()}"' in words(page(client, team.lead, "digest", said.pk))
    assert f'{form}"' not in words(page(client, team.lead, "digest", said.pk))
    assert f'{form}"' in words(page(client, team.owner, "digest", said.pk))


def test_what_leads_to_the_thing_already_is_left_there_for_others(client, team):
    vacant = make_post(team.organisation, reports_to=team.post)
    action = team.open_action(due_on=DEADLINE, owner=vacant)
    (line,) = plan(client, team).context["page"].object_list
    assert [urlsplit(item["address"]).path for item in line.items] == [action.get_absolute_url()]


def test_looking_writes_nothing_down(client, team):
    team.started(due_on=DEADLINE)
    plan(client, team)
    assert not Digest.objects.exists()


def test_a_lead_reads_of_their_own_organisation_alone(client, team):
    team.started(due_on=DEADLINE)
    elsewhere = make_area(make_inspection(team.partner_post.organisation))
    elsewhere.bodies.create(name="the council", organisation=team.organisation)
    make_action(elsewhere, title="Of the trust", owner=team.post, due_on=DEADLINE)
    answer = plan(client, team)
    assert answer.context["things"] == 1
    assert "Of the trust" not in words(answer)
    said = sweep(team.owner)
    one = page(client, team.lead, "digest", said.pk)
    assert "The mail speaks of another organisation too" in words(one)
    assert "Of the trust" not in words(one)
    assert "Of the trust" in words(page(client, team.owner, "digest", said.pk))


def test_people_of_a_partner_body_are_told_by_their_post(client, team):
    User.objects.filter(pk=team.partner.pk).update(name="Nobody May Read This")
    team.partner.refresh_from_db()
    team.open_action(due_on=DEADLINE, owner=team.partner_post)
    answer = words(plan(client, team))
    assert team.partner_post.title in answer
    assert team.partner.name not in answer
    said = sweep(team.partner)
    listed = words(page(client, team.lead, "organisation-mails", team.organisation.slug))
    assert team.partner_post.title in listed
    assert team.partner.name not in listed
    assert team.partner.name not in words(page(client, team.lead, "digest", said.pk))


def test_on_a_day_off_the_page_speaks_of_the_next_working_day(client, team):
    team.started(due_on=DEADLINE)
    with time_machine.travel(SATURDAY, tick=False):
        shown = words(plan(client, team))
    assert "What would go out on Monday 13 July" in shown
    assert "Send now" not in shown


def test_a_lead_is_told_when_nothing_is_sent_at_all(client, team):
    team.started(due_on=DEADLINE)
    arming.disarm(timezone.now())
    shown = words(plan(client, team))
    assert "this database was not armed here" in shown
    assert "Send now" not in shown
    client.post(reverse("send-now", args=[team.organisation.slug, team.owner.pk]))
    assert not Digest.objects.exists()


def test_a_pause_is_shown_with_its_end_and_reason(client, team):
    team.started(due_on=DEADLINE)
    preference = MailPreference(person=team.owner, chosen_on=TODAY)
    preference.pause(NOW.date(), "Annual leave")
    shown = words(plan(client, team))
    assert "Annual leave" in shown
    assert not plan(client, team).context["page"].object_list
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert "Annual leave" not in words(plan(client, team))


def send_now(client, team, person):
    client.force_login(person)
    address = reverse("send-now", args=[team.organisation.slug, team.owner.pk])
    return client.post(address, follow=True)


def test_send_now_pressed_by_two_people_is_one_mail(client, team):
    team.started(due_on=DEADLINE)
    for lead in (team.lead, team.other_lead, team.lead):
        send_now(client, team, lead)
    (said,) = Digest.objects.all()
    assert said.person == team.owner
    assert said.local_date == NOW.date()


def test_send_now_says_so_when_there_is_nothing_to_send(client, team):
    assert "There is nothing to send to" in words(send_now(client, team, team.lead))
    assert not Digest.objects.exists()


def test_somebody_of_another_organisation_is_not_sent_to(client, team):
    client.force_login(team.lead)
    address = reverse("send-now", args=[team.organisation.slug, team.stranger.pk])
    assert client.post(address).status_code == 404


def test_a_mail_that_was_refused_is_shown_with_the_reason_and_sent_again_by_a_button(
    client, team, mail_server
):
    team.started(due_on=DEADLINE)
    mail_server.answer(team.owner.email, "550 No such mailbox")
    failed = sweep(team.owner)
    assert failed.state == Digest.State.FAILED
    assert plan(client, team).context["trouble"] == [(Digest.State.FAILED, 1)]
    assert "550 No such mailbox" in words(page(client, team.lead, "digest", failed.pk))
    assert "1 mail of" in words(page(client, team.lead, "front"))
    assert "Reminders that reached nobody" not in words(page(client, team.manager, "front"))
    client.force_login(team.lead)
    client.post(reverse("resend-digest", args=[failed.pk]))
    sending.send_digest(failed.pk, timezone.now)
    failed.refresh_from_db()
    assert failed.state == Digest.State.SENT
    assert len(mail_server.to(team.owner.email)) == 1
    sent = words(page(client, team.lead, "digest", failed.pk))
    assert "Send it again now" not in sent
    assert failed.message_id.strip("<>") in sent
    again = client.post(reverse("resend-digest", args=[failed.pk]), follow=True)
    assert "There is nothing to try again" in words(again)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 1),
        ({"state": "sent"}, 1),
        ({"state": "failed"}, 0),
        ({"since": "2026-07-08", "until": "2026-07-08"}, 1),
        ({"since": "2026-07-09"}, 0),
        ({"until": "2026-07-07"}, 0),
        ({"since": "nonsense"}, 0),
        ({"state": "nonsense"}, 0),
    ],
)
def test_mails_are_found_by_state_and_day(client, team, asked, number):
    team.started(due_on=DEADLINE)
    sweep(team.owner)
    answer = page(client, team.lead, "organisation-mails", team.organisation.slug, **asked)
    assert answer.context["page"].paginator.count == number


def test_mails_are_found_by_person_and_by_the_operator_by_organisation(client, team):
    team.started(due_on=DEADLINE)
    sweep(team.owner)
    for person, number in ((team.owner, 1), (team.viewer, 0)):
        answer = page(client, team.lead, "organisation-mails", team.organisation.slug, person=person.pk)
        assert answer.context["page"].paginator.count == number
    operator = make_member(make_organisation(), is_superuser=True)
    for asked, number in (
        ({"who": team.owner.name.upper()}, 1),
        ({"who": "Nobody at all"}, 0),
        ({"organisation": team.organisation.pk}, 1),
        ({"organisation": team.partner_post.organisation_id}, 0),
    ):
        assert page(client, operator, "operator-mails", **asked).context["page"].paginator.count == number


def test_the_operator_sees_what_would_go_out_by_organisation(client, team):
    team.started(due_on=DEADLINE)
    operator = make_member(make_organisation(), is_superuser=True)
    shown = page(client, operator, "operator-reminders")
    assert shown.context["plan"] == [(team.organisation, 1, 1)]


def test_officers_read_on_the_action_who_was_told_and_members_do_not(client, team):
    action = team.started(due_on=DEADLINE)
    sweep(team.owner)
    address = reverse("told-of-action", args=address_of(action))
    for person in (team.lead, team.manager, team.assurer, team.viewer):
        client.force_login(person)
        shown = words(client.get(address))
        assert "Overdue" in shown
        assert team.owner.name in shown
        assert address in words(client.get(action.get_absolute_url()))
    client.force_login(team.member)
    assert client.get(address).status_code == 403
    assert address not in words(client.get(action.get_absolute_url()))


def address_of(action):
    inspection = action.area.inspection
    return [inspection.organisation.slug, inspection.slug, action.reference]


def test_an_action_nobody_was_told_of_says_so(client, team):
    action = team.open_action(owner=make_post(team.organisation))
    client.force_login(team.lead)
    shown = words(client.get(reverse("told-of-action", args=address_of(action))))
    assert "Nobody has been told anything about this action yet" in shown


def test_people_find_the_mails_they_got_beside_their_choices(client, team):
    team.started(due_on=DEADLINE)
    said = sweep(team.owner)
    assert reverse("digest", args=[said.pk]) in words(page(client, team.owner, "mail-preferences"))
    assert reverse("digest", args=[said.pk]) not in words(page(client, team.lead, "mail-preferences"))
    assert page(client, team.manager, "digest", said.pk).status_code == 404
