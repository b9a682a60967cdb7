"""The engine and GOV.UK Notify together: nobody gets a mail twice because a line was cut."""

import pytest

from actions.models import Digest
from actions.reminders import sending
from config.mail import addresses
from tests.actions.reminding import at, sweep_at
from tests.actions.team import DEADLINE
from tests.config.fake_mail_provider import CUT, NOTIFY_KEY, TAKEN_BY_NOTIFY, TEMPLATE, FakeMailProvider

pytestmark = pytest.mark.django_db
WEDNESDAY = at(DEADLINE.replace(month=7, day=8))


@pytest.fixture
def notify(settings):
    with FakeMailProvider() as provider:
        for name, value in addresses.read(
            f"notify+http://{NOTIFY_KEY}@{provider.host}/{TEMPLATE}", 1
        ).items():
            setattr(settings, name, value)
        settings.EMAIL_TIMEOUT = 1
        yield provider


def swept(team):
    team.started(due_on=DEADLINE)
    sweep_at(WEDNESDAY, people=[team.owner.pk])
    return Digest.objects.get(person=team.owner)


def tried_again(digest):
    digest.refresh_from_db()
    sending.send_digest(digest.pk, lambda: digest.next_try_at)
    digest.refresh_from_db()
    return digest


def test_what_notify_calls_the_mail_is_kept(team, notify):
    notify.answers.append(TAKEN_BY_NOTIFY)
    digest = swept(team)
    assert (digest.state, digest.provider_reference) == (Digest.State.SENT, "at-notify-1")
    assert notify.asked[0].content["reference"] == digest.message_id
    assert "Record progress: " in notify.asked[0].content["personalisation"]["body"]


def test_after_a_line_that_was_cut_notify_is_asked_and_the_mail_not_repeated(team, notify):
    notify.answers.extend([CUT, (200, {"notifications": [{"id": "at-notify-1"}]})])
    digest = swept(team)
    assert digest.state == Digest.State.AMBIGUOUS
    digest = tried_again(digest)
    assert (digest.state, digest.provider_reference) == (Digest.State.SENT, "at-notify-1")
    assert [asked.method for asked in notify.asked] == ["POST", "GET"]


def test_what_notify_never_took_is_sent_again_as_it_was(team, notify):
    notify.answers.extend([CUT, (200, {"notifications": []}), TAKEN_BY_NOTIFY])
    digest = tried_again(swept(team))
    assert digest.state == Digest.State.SENT
    first, _, second = notify.asked
    assert first.content == second.content


def test_a_full_minute_at_notify_is_waited_out_and_a_wrong_address_is_final(team, notify):
    notify.answers.extend(
        [(429, {"message": "Exceeded rate limit"}), (400, {"message": "Not a valid address"})]
    )
    digest = swept(team)
    assert digest.state == Digest.State.RETRYING
    digest = tried_again(digest)
    assert digest.state == Digest.State.FAILED
    assert "Not a valid address" in digest.error
