"""Committees, meetings, papers, and the closure days that papers are counted by.

The world's organisations have no public site: what visitors see of another is tested in tests/scrutiny/.
"""

from datetime import date, timedelta

from accounts.models import ClosureDay
from scrutiny.models import ForwardPlanItem, PaperNotice
from tests.factories import MORNING, make_committee, make_inspection, make_meeting, make_member, make_paper
from tests.guards.access_table.organisations import here
from tests.guards.access_table.plans import more_of_the_plan
from tests.guards.access_table.row import EVERYBODY, INSIDERS, LEADS, Row
from tests.guards.scrutiny_world import make_frozen
from tests.guards.world import LEAD, MEMBER

OFFICERS = INSIDERS - {MEMBER}
TO_COME = date(2031, 4, 1)


def of_committee(place):
    return here(place) | {"committee": place.more["committee"].slug}


def of_meeting(place):
    return of_committee(place) | {"pk": place.more["meeting"].pk}


def of_plan_item(place):
    return of_committee(place) | {"pk": place.more["plan_item"].pk}


def of_closure(place):
    return here(place) | {"pk": place.more["closure_day"].pk}


def of_draft(place):
    return {"pk": place.more["draft"].pk}


def of_frozen(place):
    return {"pk": place.more["frozen"].paper_id}


def of_file(place):
    return of_frozen(place) | {"name": "document.json"}


def more_committees(world, number):
    for _ in range(number):
        make_committee(world.west.organisation)


def more_meetings(world, number):
    """Past and to come, each with a frozen paper, a draft and an item of the forward plan; more members."""
    west = world.west
    committee, lead = west.more["committee"], west.people[LEAD]
    there = committee.meetings.count()
    for day in range(there, there + number):
        meeting = make_meeting(committee, TO_COME + timedelta(days=day))
        past = make_meeting(committee, MORNING.date() - timedelta(days=day))
        make_frozen(meeting, west.more["inspection"], lead, f"number {day}")
        make_paper(past, west.more["inspection"], lead, as_at=MORNING.date())
        ForwardPlanItem.objects.create(
            committee=committee, meeting=meeting, inspection=west.more["inspection"], words=f"Item {day}"
        )
        committee.seats.create(user=make_member(west.organisation, MEMBER))


def more_of_the_meeting(world, number):
    west = world.west
    for _ in range(number):
        inspection = make_inspection(west.organisation)
        make_paper(west.more["meeting"], inspection, west.people[LEAD], as_at=MORNING.date())
        make_frozen(west.more["meeting"], make_inspection(west.organisation), west.people[LEAD], "more")
        ForwardPlanItem.objects.create(
            committee=west.more["committee"],
            meeting=west.more["meeting"],
            inspection=inspection,
            words="More",
        )


def more_notices(world, number):
    frozen, lead = world.west.more["frozen"], world.west.people[LEAD]
    for _ in range(number):
        PaperNotice.objects.create(frozen=frozen, words="Again.", noted_at=MORNING, by=lead)


def more_closures(world, number):
    there = ClosureDay.objects.count()
    for day in range(there, there + number):
        ClosureDay.objects.create(
            organisation=world.west.organisation, day=date(2027, 1, 1) + timedelta(days=day), words="Closed"
        )


def a_committee(place):
    return {"name": "Overview Committee", "slug": "overview", "remit": "Everything."}


def members(place):
    member = place.people[MEMBER].pk
    return {"members": [member], "chair": member}


def a_meeting(place):
    day = {"held_on_day": "3", "held_on_month": "4", "held_on_year": "2030"}
    return day | {"starts_at": "18:00", "place": "County Hall"}


def an_item(place):
    return {
        "words": "Fostering",
        "meeting": place.more["meeting_to_come"].pk,
        "inspection": place.more["inspection"].pk,
    }


def a_paper(place):
    return {"inspection": place.more["spare_inspection"].pk, "title": "Where it stands"}


def words_of_a_paper(place):
    return {
        "based_on": "1",
        "title": "Another title",
        "as_at": "2026-03-03",
        "compare_since": "",
        "decisions_asked": "Note the progress.",
        "commentary": "It goes well.",
    }


def a_closure(place):
    return {"day": "2026-12-30", "words": "Closed for the new year"}


def of_leads(route, **more):
    return Row(route=route, reads=LEADS, writes=LEADS, **more)


ROWS = (
    Row(route="scrutiny", reads=EVERYBODY, grow=more_meetings),
    Row(route="committees", args=here, reads=INSIDERS, grow=more_committees),
    Row(route="committee", args=of_committee, reads=INSIDERS, grow=more_meetings),
    of_leads("add-committee", args=here, post=a_committee),
    of_leads("edit-committee", args=of_committee, post=a_committee),
    of_leads("committee-members", args=of_committee, post=members, grow=more_meetings),
    Row(route="meeting", args=of_meeting, reads=INSIDERS, grow=more_of_the_meeting),
    of_leads("add-meeting", args=of_committee, post=a_meeting),
    of_leads("edit-meeting", args=of_meeting, post=a_meeting),
    of_leads("add-to-forward-plan", args=of_committee, post=an_item),
    of_leads("edit-forward-plan", args=of_plan_item, post=an_item),
    Row(route="take-off-forward-plan", args=of_plan_item, writes=LEADS),
    of_leads("add-paper", args=of_meeting, post=a_paper),
    Row(route="paper", args=of_frozen, reads=INSIDERS, grow=more_notices),
    Row(route="paper-changes", args=of_frozen, reads=INSIDERS, grow=more_of_the_plan),
    Row(route="paper-file", args=of_file, reads=INSIDERS, is_page=False),
    of_leads("add-notice", args=of_frozen, post=lambda place: {"words": "The date was wrong."}),
    of_leads("edit-paper", args=of_draft, post=words_of_a_paper, refused="404"),
    of_leads("freeze-paper", args=of_draft, refused="404"),
    of_leads("remove-paper", args=of_draft, refused="404"),
    of_leads("closure-days", args=here, post=a_closure, grow=more_closures),
    Row(route="remove-closure-day", args=of_closure, writes=LEADS),
)
