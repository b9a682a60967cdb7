"""Plain functions that make one thing each, with names worth reading in a failing test."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from accounts.models import Membership, Organisation, Post, User
from actions.models import Action, Measure
from inspections.models import Area, Inspection
from scrutiny.models import Committee, Meeting, Paper

PASSWORD = "correct horse battery staple"
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_numbers = count(1)


def make_organisation(name=None, **fields):
    number = next(_numbers)
    name = name or f"Council {number}"
    fields.setdefault("slug", f"council-{number}")
    return Organisation.objects.create(name=name, kind=fields.pop("kind", "council"), **fields)


def make_user(email=None, password=None, **fields):
    """Without a password unless one is asked for: hashing one takes longer than the rest of most tests."""
    number = next(_numbers)
    fields.setdefault("name", f"Person {number}")
    user = User(email=email or f"person{number}@westmarch.example", **fields)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def make_member(organisation, *roles, **fields):
    user = make_user(**fields)
    for role in roles:
        Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


def make_post(organisation, title=None, holder=None, reports_to=None):
    title = title or f"Head of Service {next(_numbers)}"
    return Post.objects.create(organisation=organisation, title=title, holder=holder, reports_to=reports_to)


def later(moment=MORNING, **delta):
    return moment + timedelta(**delta)


def make_inspection(organisation=None, **fields):
    number = next(_numbers)
    fields.setdefault("title", f"Inspection {number}")
    fields.setdefault("slug", f"inspection-{number}")
    fields.setdefault("framework", "ilacs")
    fields.setdefault("published_on", date(2025, 9, 1))
    return Inspection.objects.create(organisation=organisation or make_organisation(), **fields)


def make_area(inspection=None, words="the oversight of plans by managers", **fields):
    inspection = inspection or make_inspection()
    fields.setdefault("number", inspection.areas.count() + 1)
    return Area.objects.create(inspection=inspection, words=words, **fields)


def make_action(area=None, lead=None, at=MORNING, **fields):
    """Opened by a lead of the organisation, who is made if none is given."""
    area = area or make_area()
    lead = lead or make_member(area.inspection.organisation, "lead")
    fields.setdefault("title", f"Action {next(_numbers)}")
    fields.setdefault("good_looks_like", "Every plan is looked at by a manager each month.")
    return Action.open(area, lead, at, **fields)


def make_measure(area, **fields):
    fields.setdefault("name", f"Unregistered placements {next(_numbers)}")
    fields.setdefault("unit", "children")
    fields.setdefault("direction", "down")
    fields.setdefault("cadence", "monthly")
    fields.setdefault("starts_on", date(2025, 10, 1))
    return Measure.objects.create(area=area, **fields)


def make_committee(organisation=None, name=None, **fields):
    number = next(_numbers)
    fields.setdefault("slug", f"committee-{number}")
    organisation = organisation or make_organisation()
    return Committee.objects.create(organisation=organisation, name=name or f"Committee {number}", **fields)


def make_meeting(committee=None, held_on=date(2026, 3, 12), **fields):
    return Meeting.objects.create(committee=committee or make_committee(), held_on=held_on, **fields)


def make_paper(meeting, inspection, lead=None, **fields):
    """A draft, as at the day on which the papers of the meeting are due."""
    fields.setdefault("title", f"What has become of {inspection}")
    fields.setdefault("as_at", meeting.papers_due_on)
    made_by = lead or make_member(inspection.organisation, "lead")
    return Paper.objects.create(
        meeting=meeting, inspection=inspection, made_by=made_by, made_at=MORNING, **fields
    )
