"""Going through days with reminders: what a person would be told, and saying it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from actions.models import Digest, Reminder
from actions.reminders import arming, preview
from actions.reminders.sweeping import sweep

LONDON = ZoneInfo("Europe/London")


def at(on: date, hour=9, minute=0):
    """That moment by the clock on the wall."""
    return datetime.combine(on, time(hour, minute), LONDON)


def sweep_at(moment, **how):
    """One look for what is owed, from an installation that may send."""
    arming.arm_if_new(moment)
    return sweep(lambda: moment, **how)


def sweep_on(on: date, **how):
    return sweep_at(at(on), **how)


def would_hear(person, on: date, about=None):
    """The stages that the person would be told of on that day and was not told of yet."""
    found = [planned for planned in preview.what_would_go(at(on)) if planned.person == person]
    items = found[0].items if found else []
    return [
        stage
        for item in items
        for stage in (matter.split("|")[1] for matter in item["matters"])
        if about is None or item["subject"] == f"action:{about.pk}"
    ]


def hears(person, on: date, about=None):
    """Sends what is owed on that day, and says which stages the person was told of."""
    sweep_on(on)
    return heard(person, on, about)


def heard(person, on: date, about=None):
    reminders = Reminder.objects.filter(
        person=person, said_in__local_date=on, said_in__state=Digest.State.SENT
    )
    if about is not None:
        reminders = reminders.filter(action=about)
    return list(reminders.order_by("pk").values_list("stage", flat=True))
