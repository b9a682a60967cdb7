"""What a place of the guards' world has of reminders: a mail that failed, and somebody who pauses theirs."""

from datetime import date

from django.conf import settings

from actions.models import Digest, DigestOrganisation, MailPreference, Reminder
from tests.factories import MORNING, make_action, make_member, make_post

DAY = date(2026, 3, 3)
LONG_AFTER = date(2031, 6, 30)


def furnish(place, name: str):
    manager = place.people["manager"]
    MailPreference.objects.create(
        person=manager, chosen_on=DAY, paused_until=LONG_AFTER, pause_reason=f"Leave from {name}"
    )
    place.more["digest"] = make_digest(place, manager, name)


def make_digest(place, person, name, day=DAY, **fields):
    action = place.more["action"]
    item = {
        "stage": "overdue",
        "label": "Overdue",
        "group": "overdue",
        "group_label": "Overdue",
        "subject": f"action:{action.pk}",
        "reference": action.reference,
        "title": f"Look at every plan of {name}",
        "address": f"{settings.PUBLIC_URL}{action.get_absolute_url()}",
        "words": "3 days late",
        "organisation": place.organisation.pk,
        "ledger_number": 1,
    }
    written = {
        "state": Digest.State.FAILED,
        "error": f"550 No mailbox at {name}",
        "frozen_at": MORNING,
        "recipient": person.email,
        "subject": f"1 overdue at {name}",
        "text": f"Look at every plan of {name}",
        "message_id": f"<{person.pk}@{name.lower()}.example>",
        "items": [item],
    }
    digest = Digest.objects.create(
        person=person, local_date=day, made_at=MORNING, next_try_at=MORNING, **written | fields
    )
    DigestOrganisation.objects.create(digest=digest, organisation=place.organisation)
    Reminder.objects.create(
        person=person,
        post=place.post,
        organisation=place.organisation,
        subject=item["subject"],
        action=action,
        stage="overdue",
        deadline=day,
        matter=f"{item['subject']} {day} {person.pk}",
        ledger_number=1,
        noted_on=day,
        said_in=digest,
    )
    return digest


def more_people_to_tell(world, number):
    """With a mail that failed, a pause, and an action that is overdue."""
    place = world.west
    for _ in range(number):
        person = make_member(place.organisation, "manager")
        MailPreference.objects.create(
            person=person, chosen_on=DAY, paused_until=LONG_AFTER, pause_reason="Leave"
        )
        make_digest(place, person, "Westmarch")
        make_action(
            place.more["area"],
            place.people["lead"],
            owner=make_post(place.organisation, holder=person),
            due_on=DAY,
        )
