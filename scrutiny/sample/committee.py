"""The committee with its meetings, one paper that was put before it and one in the making."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import ClosureDay, User
from accounts.sample import address
from accounts.working_days import add_working_days
from scrutiny import freezing
from scrutiny.models import Committee, ForwardPlanItem, Meeting, Paper

THURSDAY = 3
PLACE = "Council Chamber, County Hall"
REMIT = (
    "How children in Westmarch are kept safe, looked after and taught, and what becomes of what the "
    "inspectors asked for."
)
COMMENTARY = (
    "The front door answers sooner than it did, and the audits of the last quarter bear that out. Plans for "
    "children in care are still looked at too late in two of the five teams.\n\n"
    "Where a deadline was moved, the reason stands beside the action. None was moved because the work was "
    "forgotten: each waits for a partner or for a post to be filled."
)
DECISIONS = (
    "Note what has been accepted since the report and on what evidence.\n"
    "Ask the executive why the deadlines that have passed were not kept.\n"
    "Say which areas members wish to look at in more depth at the next meeting."
)
LATER_COMMENTARY = (
    "Members asked in the last meeting what had moved. That is now the first thing after the decisions."
)
NOTICE = (
    "The commentary says “two of the five teams”. It was three of the five. "
    "The figures in the tables are right."
)
PLAN = (
    ("What became of the inspectors’ areas, again", 1),
    ("Homes for children in care: where they are and what they cost", 2),
    ("Young people who leave care: work, training and somewhere to live", None),
)


def load(council, inspection, on):
    people = {name: User.objects.get(email=address(name)) for name in ("lead", "member")}
    committee = Committee.objects.create(
        organisation=council, name="Children’s Scrutiny Committee", slug="childrens-scrutiny", remit=REMIT
    )
    committee.seat([people["member"]], chair=people["member"])
    for day in (date(on.year, 12, 29), date(on.year, 12, 30), date(on.year, 12, 31)):
        ClosureDay.objects.create(
            organisation=council, day=day, words="Closed between Christmas and New Year"
        )
    meetings = [_meeting(committee, on + timedelta(days=days)) for days in (-70, 21, 112)]
    Meeting.objects.create(
        committee=committee,
        held_on=_thursday(on - timedelta(days=28)),
        starts_at=time(18),
        place=PLACE,
        cancelled_because="The boiler of County Hall had failed.",
    )
    for words, which in PLAN:
        ForwardPlanItem.objects.create(
            committee=committee,
            meeting=meetings[which] if which is not None else None,
            inspection=inspection if which == 1 else None,
            words=words,
        )
    _put_before(meetings[0], inspection, people["lead"])
    _in_the_making(meetings[1], inspection, people["lead"], on)


def _meeting(committee, day):
    return Meeting.objects.create(
        committee=committee, held_on=_thursday(day), starts_at=time(18), place=PLACE
    )


def _put_before(meeting, inspection, lead):
    """Frozen on the day on which the papers were due, and corrected by a notice a week after the meeting."""
    frozen_on = meeting.papers_due_on
    paper = _paper(
        meeting,
        inspection,
        lead,
        as_at=add_working_days(frozen_on, -2),
        commentary=COMMENTARY,
        decisions_asked=DECISIONS,
    )
    frozen = freezing.freeze(freezing.papers_with_all().get(pk=paper.pk), lead, _moment(frozen_on, 16))
    frozen.add_notice(NOTICE, lead, _moment(meeting.held_on + timedelta(days=7), 9))


def _in_the_making(meeting, inspection, lead, on):
    _paper(meeting, inspection, lead, as_at=on, commentary=LATER_COMMENTARY, decisions_asked=DECISIONS)


def _paper(meeting, inspection, lead, **words):
    return Paper.objects.create(
        meeting=meeting,
        inspection=inspection,
        title=f"What has become of the areas of {inspection.title}",
        made_by=lead,
        made_at=_moment(words["as_at"], 9),
        **words,
    )


def _thursday(day):
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))
