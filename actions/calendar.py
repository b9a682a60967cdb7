"""Deadlines as iCalendar: one's own, and those of an inspection."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.db.models import OuterRef, Subquery
from icalendar import Calendar, Event

from actions import awaiting
from actions.models import Action, Milestone, ProgressUpdate
from actions.statuses import OPEN

PRODUCT = "-//Followthrough//Deadlines//EN"
READ_AGAIN = timedelta(hours=6)
HOWEVER_FAR_AHEAD = date(9999, 1, 1)


def own_deadlines(user, public_url):
    """What the person's posts own, its milestones, and the checks that an assurer has to make."""
    owned = _with_last_entry(Action.objects.owned_by(user).filter(status__in=OPEN))
    events = [_deadline(action, public_url) for action in owned.exclude(due_on=None)]
    milestones = Milestone.objects.filter(action__in=owned.values("pk"), done_on=None).exclude(due_on=None)
    actions = {action.pk: action for action in owned}
    events += [_milestone(each, actions[each.action_id], public_url) for each in milestones]
    checks = _with_last_entry(awaiting.checks_due(user, HOWEVER_FAR_AHEAD))
    events += [_check(action, public_url) for action in checks]
    return _calendar("My deadlines", events)


def deadlines_of(inspection, user, public_url):
    """Of the actions that the person may see and that are still to be done."""
    seen = Action.objects.visible_to(user).filter(area__inspection=inspection, status__in=OPEN)
    actions = _with_last_entry(seen.exclude(due_on=None))
    return _calendar(f"Deadlines: {inspection}", [_deadline(action, public_url) for action in actions])


def _with_last_entry(actions):
    last = ProgressUpdate.objects.filter(action=OuterRef("pk"), number=OuterRef("ledger_number"))
    return (
        actions.select_related("owner", "area__inspection__organisation")
        .prefetch_related("contributors")
        .annotate(entered_at=Subquery(last.values("entered_at")[:1]))
        .order_by("due_on", "area__number", "number", "pk")
    )


def _deadline(action, public_url):
    return _event(action, action, "deadline", f"Deadline: {action}", action.due_on, public_url)


def _milestone(milestone, action, public_url):
    title = f"Milestone: {milestone.title} ({action.reference})"
    return _event(milestone, action, "milestone", title, milestone.due_on, public_url)


def _check(action, public_url):
    return _event(action, action, "check", f"Check that it held: {action}", action.check_on, public_url)


def _event(thing, action, what, title, day, public_url):
    """The same UID for ever: a moved deadline moves the event. The ledger number says which is newer."""
    event = Event()
    address = public_url + action.get_absolute_url()
    event.add("uid", f"{what}-{thing.pk}@{urlsplit(public_url).hostname}")
    event.add("dtstamp", action.entered_at)
    event.add("sequence", action.ledger_number)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", title)
    owner = f"Owner: {action.owner}\n" if action.owner else ""
    event.add("description", f"{owner}{action.area.inspection}\n{address}")
    event.add("url", address)
    return event


def _calendar(name, events):
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()
