"""One mail, whatever happens on its way: written once, sent at least once, the same each time."""

import smtplib
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail

from actions.models import Digest, Reminder
from actions.reminders import noting, outcomes, selection, sending, turns
from actions.reminders.letters import in_one_line, letter_of
from actions.statuses import Kind
from tests.actions.doing import do
from tests.actions.reminding import at, hears, sweep_at, sweep_on
from tests.actions.team import TODAY, day
from tests.factories import make_member, make_post
from tests.parts.smtp import CUT_AFTER_TAKING, Sink

YESTERDAY = TODAY - timedelta(days=1)
NINE = at(TODAY)
LAPSED = timedelta(seconds=settings.MAIL_CLAIM_SECONDS + 1)


@pytest.fixture
def overdue(team):
    return team.started(due_on=YESTERDAY)


@pytest.fixture
def noted(team, overdue):
    """A mail that is opened and not yet sent."""
    return open_digest(team.owner)


@pytest.fixture
def sink(settings):
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_TIMEOUT = 1
        yield sink


def open_digest(person, moment=NINE):
    for some in selection.rounds(turns.turns(moment)):
        noting.open_digests(some, moment)
    return Digest.objects.get(person=person)


def send(digest, moment=NINE):
    state = sending.send_digest(digest.pk, lambda: moment)
    digest.refresh_from_db()
    return state


def bytes_of(digest):
    return letter_of(Digest.objects.get(pk=digest.pk)).message().as_bytes()


def die_after_freezing(digest, monkeypatch):
    """As kill -9 would leave it, in the middle of the talk with the mail server."""

    class Died(BaseException):
        pass

    def die(*_):
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_send", die)
        with pytest.raises(Died):
            send(digest)


class TestBeforeItGoes:
    """What changes between the sweep and the sending is no longer said."""

    def closed(self, team, action):
        action.not_pursue(team.lead, NINE, "The service has closed.")

    def claimed(self, team, action):
        do(action, Kind.CLAIMED_DONE, team.owner)

    def handed_over(self, team, action):
        action.reassign(team.lead, NINE, make_post(team.organisation, holder=team.manager))

    def extended(self, team, action):
        action.move_deadline(team.lead, NINE, day(30), "The supplier is late.")

    def vacated(self, team, action):
        team.post.hand_to(None)

    def held_by_another(self, team, action):
        team.post.hand_to(team.manager)

    def deactivated(self, team, action):
        team.owner.deactivate(NINE)

    @pytest.mark.parametrize(
        "what",
        ["closed", "claimed", "handed_over", "extended", "vacated", "held_by_another", "deactivated"],
    )
    def test_nothing_is_said_that_is_no_longer_so(self, team, overdue, noted, what):
        getattr(self, what)(team, overdue)
        assert send(noted) == Digest.State.DROPPED
        assert mail.outbox == []

    def test_the_rest_is_said(self, team, overdue):
        other = team.started(due_on=TODAY)
        digest = open_digest(team.owner)
        overdue.not_pursue(team.lead, NINE, "The service has closed.")
        assert send(digest) == Digest.State.SENT
        assert [item["subject"] for item in digest.items] == [f"action:{other.pk}"]
        assert Reminder.objects.get(action=overdue).said_in is None

    def test_what_is_true_again_is_said_the_next_day(self, team, overdue, noted):
        overdue.claim_done(team.owner, NINE, "Done.", evidence=[])
        send(noted)
        do(overdue, Kind.RETURNED, team.assurer, at(TODAY, 10))
        assert sorted(hears(team.owner, day(1), overdue)) == ["overdue", "sent_back"]

    def test_items_name_the_ledger_row_they_were_true_at(self, overdue, noted):
        overdue.note(overdue.owner.holder, NINE, "Seen.")
        send(noted)
        assert noted.items[0]["ledger_number"] == overdue.ledger_number


class TestRepeats:
    def test_one_of_two_workers_gets_it(self, noted):
        first, second = Digest.objects.get(pk=noted.pk), Digest.objects.get(pk=noted.pk)
        assert first.claim_for(uuid.uuid4(), NINE)
        assert not second.claim_for(uuid.uuid4(), NINE)

    def test_what_was_sent_is_not_sent_again(self, noted):
        assert [send(noted), send(noted), send(noted, at(TODAY, 12))] == ["sent", None, None]
        assert len(mail.outbox) == 1

    def test_a_worker_that_died_is_followed_after_its_claim_has_lapsed_with_the_same_bytes(
        self, team, overdue, noted, monkeypatch
    ):
        die_after_freezing(noted, monkeypatch)
        before = bytes_of(noted)
        overdue.note(team.owner, NINE, "Something else.")
        assert send(noted, NINE + LAPSED - timedelta(seconds=2)) is None
        assert send(noted, NINE + LAPSED) == Digest.State.SENT
        assert mail.outbox[0].message().as_bytes() == before == bytes_of(noted)
        assert noted.is_possibly_repeated
        assert noted.attempts == 2

    def test_a_worker_that_died_before_writing_is_followed_by_one_that_looks_again(self, team, noted):
        assert noted.claim_for(uuid.uuid4(), NINE)
        other = team.started(due_on=YESTERDAY)
        assert send(noted, NINE + LAPSED) == Digest.State.SENT
        assert not noted.is_possibly_repeated
        assert f"action:{other.pk}" not in str(noted.items), "it was noted for the next mail"

    def test_a_worker_thought_dead_writes_nothing_over_another(self, noted):
        slow, quick = Digest.objects.get(pk=noted.pk), Digest.objects.get(pk=noted.pk)
        assert slow.claim_for(uuid.uuid4(), NINE)
        assert quick.claim_for(uuid.uuid4(), NINE + LAPSED)
        assert not slow.freeze(NINE, subject="Late")
        assert quick.freeze(NINE, subject="In time") and quick.mark_sent(NINE)
        assert not slow.fail("SMTPDataError", "550")
        noted.refresh_from_db()
        assert (noted.state, noted.subject) == ("sent", "In time")

    def test_a_repeat_is_not_sent_to_whoever_has_left_meanwhile(self, team, noted, monkeypatch):
        die_after_freezing(noted, monkeypatch)
        team.owner.deactivate(NINE)
        assert send(noted, NINE + LAPSED) == Digest.State.DROPPED

    @pytest.mark.parametrize(("taken", "mails"), [("number 7", 0), (None, 1)])
    def test_a_provider_that_can_be_asked_is_asked_before_repeating(
        self, noted, monkeypatch, settings, taken, mails
    ):
        settings.EMAIL_BACKEND = "tests.actions.ways_out.Asked"
        die_after_freezing(noted, monkeypatch)
        monkeypatch.setattr("tests.actions.ways_out.Asked.taken", taken)
        assert send(noted, NINE + LAPSED) == Digest.State.SENT
        assert len(mail.outbox) == mails
        assert noted.provider_reference == (taken or "")


class TestAnswers:
    @pytest.mark.parametrize("answer", ["421 busy", "432 wait", "452 full"])
    @pytest.mark.parametrize("where", ["data", "recipient"])
    def test_not_now_is_tried_again_later(self, team, sink, noted, answer, where):
        sink.answer(team.owner.email, answer, at=where)
        assert send(noted) == Digest.State.RETRYING
        assert answer[:3] in noted.error
        assert send(noted, noted.next_try_at - timedelta(seconds=1)) is None
        assert send(noted, noted.next_try_at) == Digest.State.SENT
        assert (len(sink.mails), noted.error, noted.is_possibly_repeated) == (1, "", False)

    @pytest.mark.parametrize("where", ["data", "recipient"])
    def test_never_is_final_for_the_day_and_owed_again_on_the_next(self, team, overdue, sink, noted, where):
        sink.answer(team.owner.email, "550 no such mailbox", at=where)
        assert send(noted) == Digest.State.FAILED
        assert "550" in noted.error
        assert send(noted, at(TODAY, 12)) is None
        assert hears(team.owner, day(1), overdue) == ["overdue"]

    def test_a_line_that_is_cut_after_the_mail_was_taken_leads_to_the_same_mail(self, team, sink, noted):
        sink.answer(team.owner.email, CUT_AFTER_TAKING)
        assert send(noted) == Digest.State.AMBIGUOUS
        assert send(noted, noted.next_try_at) == Digest.State.SENT
        first, second = sink.mails
        assert first.content == second.content
        assert noted.is_possibly_repeated

    def test_nobody_listens(self, noted, sink):
        sink.down()
        assert send(noted) == Digest.State.RETRYING
        sink.up()
        assert send(noted, noted.next_try_at) == Digest.State.SENT
        assert not noted.is_possibly_repeated

    def test_a_mail_that_can_not_be_made_keeps_no_other_from_going(self, team, overdue, monkeypatch):
        other = make_member(team.organisation, "manager")
        team.open_action(owner=make_post(team.organisation, holder=other), due_on=YESTERDAY)
        render = sending.mail.render

        def poisoned(digest, items):
            if digest.person == other:
                raise ZeroDivisionError("nobody thought of this")
            return render(digest, items)

        monkeypatch.setattr(sending.mail, "render", poisoned)
        sweep_on(TODAY)
        assert [message.to for message in mail.outbox] == [[team.owner.email]]
        stuck = Digest.objects.get(person=other)
        assert (stuck.state, stuck.error_class) == ("retrying", "ZeroDivisionError")
        monkeypatch.undo()
        sweep_at(stuck.next_try_at)
        assert len(mail.outbox) == 2

    def test_what_could_not_be_delivered_on_its_day_goes_into_the_next_mail(self, team, overdue, sink):
        sink.down()
        sweep_on(TODAY)
        sink.up()
        assert hears(team.owner, day(1), overdue) == ["overdue"]
        old, new = Digest.objects.filter(person=team.owner).order_by("local_date")
        assert (old.state, new.state) == ("dropped", "sent")
        assert len(sink.to(team.owner.email)) == 1


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (smtplib.SMTPSenderRefused(450, b"slow", "x"), outcomes.Outcome.NOT_NOW),
        (smtplib.SMTPSenderRefused(550, b"no", "x"), outcomes.Outcome.NEVER),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"slow")}), outcomes.Outcome.NOT_NOW),
        (smtplib.SMTPServerDisconnected("gone"), outcomes.Outcome.UNKNOWN),
        (TimeoutError(), outcomes.Outcome.UNKNOWN),
        (ValueError("header"), outcomes.Outcome.NEVER),
    ],
)
def test_what_a_problem_means(problem, outcome):
    assert outcomes.of_sending(problem) is outcome
    assert all(isinstance(word, str) and word for word in outcomes.in_words(problem))


def test_the_wait_doubles_up_to_half_an_hour_and_is_never_the_same_for_all():
    def minutes(attempts, chance):
        waited = outcomes.next_try(NINE, attempts, chance=lambda: chance) - NINE
        return waited.total_seconds() / 60

    assert [minutes(attempts, 1) for attempts in (1, 2, 3, 6, 50)] == [1, 2, 4, 30, 30]
    assert minutes(1, 0) == 0.5


@pytest.mark.parametrize(
    "words", ["Two\r\nBcc: thief@elsewhere.example", "a\u2028b", "x" * 2000, "\x00\x1b[31m", "🎉" * 300]
)
def test_a_subject_is_one_line(words):
    line = in_one_line(words)
    assert line.isprintable()
    assert len(line) <= 150


@pytest.mark.parametrize(
    "name", ["A\r\nBcc: thief@elsewhere.example", "B" * 150, "🎉 Émile", "Bcc: x@y.example"]
)
def test_no_name_adds_a_recipient(team, overdue, sink, name):
    type(team.owner).objects.filter(pk=team.owner.pk).update(name=name)
    overdue.reword(team.lead, NINE, title=name[:200].replace("\r\n", " "))
    sweep_on(TODAY)
    (sent,) = sink.mails
    assert sent.recipients == (team.owner.email,)
    assert sent.message["Bcc"] is None
