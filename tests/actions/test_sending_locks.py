"""Somebody records progress at the very moment at which their mail is written."""

import threading

import pytest
from django.db import connection, transaction

from actions.models import Digest
from actions.reminders import arming
from actions.reminders.sending import send_digest
from actions.reminders.sweeping import open_digests
from tests.actions.team import day, make_team, moment
from tests.parts.postgresql import wait_until_another_waits_for_a_lock

LATE = moment(2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_neither_the_writer_nor_the_mail_loses_when_both_need_the_same_rows(settings, mailoutbox):
    """The verb holds the action and then names the person; the mail holds the person and wants the action."""
    settings.INSTALLATION_ID = "the host of these tests"
    arming.arm(LATE)
    team = make_team()
    action = team.open_action(due_on=day(1))
    open_digests(LATE)
    digest, states = Digest.objects.get(), []

    def send():
        try:
            states.append(send_digest(digest.pk, lambda: LATE))
        finally:
            connection.close()

    mail = threading.Thread(target=send)
    with transaction.atomic():
        action._locked()
        mail.start()
        wait_until_another_waits_for_a_lock(connection)
        action.record_progress(team.owner, LATE, "The panel met.")
    mail.join()
    assert states == [Digest.State.SENT]
    assert len(mailoutbox) == 1
