"""What a mail server may answer, and what becomes of the mail: against a real one on loopback."""

from datetime import timedelta

import pytest

from actions.models import Digest
from actions.reminders import arming
from actions.reminders.sending import send_digest
from actions.reminders.sweeping import sweep
from tests.actions.team import day, moment
from tests.factories import make_member, make_post
from tests.parts.smtp import CUT_AFTER_TAKING, SILENCE

State = Digest.State
# A Wednesday; the deadline was the day before.
LATE = moment(2)
OLD = moment(2) + timedelta(hours=1)


@pytest.fixture
def overdue(team, mail_server, settings):
    """Somebody who is owed a mail, and their mail server."""
    settings.INSTALLATION_ID = "the host of these tests"
    arming.arm(LATE)
    team.open_action(due_on=day(1))
    return team


def sweep_at(moment):
    return sweep(lambda: moment)


def digest_of(person):
    return Digest.objects.get(person=person)


@pytest.mark.parametrize(
    ("answer", "at", "state", "mails_at_first", "mails_in_the_end"),
    [
        ("421 4.3.2 Closing down", "data", State.RETRYING, 0, 1),
        ("421 4.3.2 Closing down", "recipient", State.RETRYING, 0, 1),
        ("432 4.7.12 A password transition is needed", "recipient", State.RETRYING, 0, 1),
        ("452 4.2.2 Mailbox full", "recipient", State.RETRYING, 0, 1),
        ("452 4.3.1 Out of room", "data", State.RETRYING, 0, 1),
        ("550 5.1.1 No such mailbox", "recipient", State.FAILED, 0, 0),
        ("552 5.3.4 Too large", "data", State.FAILED, 0, 0),
        (CUT_AFTER_TAKING, "data", State.AMBIGUOUS, 1, 2),
        (SILENCE, "data", State.AMBIGUOUS, 0, 1),
    ],
)
def test_an_answer_decides_whether_a_mail_is_tried_again(
    overdue, mail_server, answer, at, state, mails_at_first, mails_in_the_end
):
    mail_server.answer(overdue.owner.email, answer, at=at)
    sweep_at(LATE)
    first = digest_of(overdue.owner)
    assert (first.state, len(mail_server.mails)) == (state, mails_at_first)
    assert first.error_class
    if answer not in (CUT_AFTER_TAKING, SILENCE):
        assert first.error == answer
    sweep_at(OLD)
    assert len(mail_server.to(overdue.owner.email)) == mails_in_the_end
    assert digest_of(overdue.owner).state == (State.SENT if mails_in_the_end else State.FAILED)
    assert len({mail.content for mail in mail_server.mails}) <= 1


def test_a_mail_that_may_have_gone_out_says_the_very_same_the_second_time(overdue, mail_server):
    mail_server.answer(overdue.owner.email, CUT_AFTER_TAKING)
    sweep_at(LATE)
    sweep_at(OLD)
    first, second = mail_server.to(overdue.owner.email)
    assert first.content == second.content
    assert first.message["Message-ID"] == digest_of(overdue.owner).message_id
    assert first.message["Date"]
    assert digest_of(overdue.owner).is_possibly_repeated


def test_a_mail_server_that_is_away_is_tried_again_and_later_each_time(overdue, mail_server):
    mail_server.down()
    at, waits = LATE, []
    for _ in range(4):
        sweep_at(at)
        digest = digest_of(overdue.owner)
        assert (digest.state, digest.may_have_gone) == (State.RETRYING, False)
        waits.append(digest.next_try_at - at)
        at = digest.next_try_at
    assert waits[0] < waits[2] < timedelta(minutes=30)
    assert waits[1] < waits[3]
    mail_server.up()
    sweep_at(at)
    assert len(mail_server.to(overdue.owner.email)) == 1


def test_before_its_next_try_has_come_a_mail_is_left_alone(overdue, mail_server):
    mail_server.answer(overdue.owner.email, "452 4.2.2 Mailbox full", at="recipient")
    sweep_at(LATE)
    due = digest_of(overdue.owner).next_try_at
    sweep_at(due - timedelta(microseconds=1))
    assert mail_server.mails == []
    sweep_at(due)
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize("answer", ["550 5.1.1 No such mailbox", "421 4.3.2 Closing down", SILENCE])
def test_one_bad_address_keeps_nobody_else_from_their_mail(overdue, mail_server, answer):
    colleague = make_member(overdue.organisation, "manager")
    overdue.open_action(due_on=day(1), owner=make_post(overdue.organisation, holder=colleague))
    first, *_ = sorted((overdue.owner, colleague), key=lambda person: person.pk)
    mail_server.answer(first.email, answer, at="data")
    result = sweep_at(LATE)
    assert (result["sent"], result["not_sent"]) == (1, 1)
    assert [mail.recipients for mail in mail_server.mails] == [(colleague.email,)]


def test_a_mail_claimed_by_a_worker_that_died_is_sent_when_the_claim_has_run_out(
    overdue, mail_server, settings
):
    mail_server.down()
    sweep_at(LATE)
    mail_server.up()
    digest = digest_of(overdue.owner)
    claimed_at = digest.next_try_at
    assert digest.claim_for(digest.pk, claimed_at)
    edge = claimed_at + timedelta(seconds=settings.MAIL_CLAIM_SECONDS)
    assert send_digest(digest.pk, lambda: edge) is None
    assert mail_server.mails == []
    assert send_digest(digest.pk, lambda: edge + timedelta(microseconds=1)) == State.SENT
    assert len(mail_server.mails) == 1
