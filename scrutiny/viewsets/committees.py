"""Committees and their meetings."""

from django.db.models import F

from accounts.models import ClosureDay, Role
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from scrutiny import paper_dates, permissions
from scrutiny.filters import CommitteesAsked, MeetingsAsked
from scrutiny.models import Committee, CommitteeMember, Meeting
from scrutiny.serializers.committees import CommitteeSerializer, MeetingSerializer

COMMITTEE, MEETING = Address("api-committee", 987654321), Address("api-meeting", 987654321)
COMMITTEE_PAGE = Address("committee", "some-organisation", "some-committee")
MEETING_PAGE = Address("meeting", "some-organisation", "some-committee", 987654321)
OF_MEETINGS = ("held_on", "starts_at", "place", "papers_due_reason", "cancelled_because")


def of_organisation(before=""):
    return {
        "organisation_id": f"{before}organisation_id",
        "organisation_slug": f"{before}organisation__slug",
        "organisation_name": f"{before}organisation__name",
    }


def organisation_of(row):
    return {"slug": row.organisation_slug, "name": row.organisation_name}


def tell_committees(found, asked):
    inside = [row.id for row in found if permissions.may_know_members(asked.user, row.organisation_id)]
    seats = _seats(inside, asked) if inside else {}
    return [
        {
            "id": row.id,
            "slug": row.slug,
            "url": COMMITTEE.of(row.id),
            "page": COMMITTEE_PAGE.of(row.organisation_slug, row.slug),
            "name": row.name,
            "organisation": organisation_of(row),
            "remit": row.remit,
            "members": seats.get(row.id, []),
        }
        for row in found
    ]


def _seats(committees, asked):
    """Those who still have the role, the chair first."""
    seats = CommitteeMember.objects.visible_to(asked.user).filter(
        committee__in=committees,
        user__is_active=True,
        user__memberships__role=Role.MEMBER,
        user__memberships__organisation=F("committee__organisation"),
    )
    found = {}
    ordered = seats.order_by("-is_chair", "user__name", "pk")
    told = ordered.values_list("committee_id", "user_id", "user__name", "is_chair")
    for committee, person, name, is_chair in told:
        found.setdefault(committee, []).append({"id": person, "name": name, "is_chair": is_chair})
    return found


def tell_meetings(found, asked):
    closures = {}
    of = {row.organisation_id for row in found}
    days = ClosureDay.objects.filter(organisation__in=of).values_list("organisation_id", "day", "words")
    for organisation, day, words in days:
        closures.setdefault(organisation, {})[day] = words
    return [_meeting(row, closures.get(row.organisation_id, {})) for row in found]


def _meeting(row, closures):
    return {
        "id": row.id,
        "url": MEETING.of(row.id),
        "page": MEETING_PAGE.of(row.organisation_slug, row.committee_slug, row.id),
        "committee": {"id": row.committee_id, "slug": row.committee_slug, "name": row.committee_name},
        "organisation": organisation_of(row),
        **{name: getattr(row, name) for name in OF_MEETINGS},
        "papers_due_on": row.papers_set_for or paper_dates.papers_day(row.held_on, closures).due_on,
        "is_called_off": bool(row.cancelled_because),
    }


COMMITTEES = Resource(
    name="committees",
    one="committee",
    words="Scrutiny committees.",
    rows=lambda asked: Committee.objects.visible_to(asked.user),
    tell=tell_committees,
    columns={name: name for name in ("id", "slug", "name", "remit")} | of_organisation(),
    serializer=CommitteeSerializer,
    filters=CommitteesAsked,
    orderings={"id": ("pk",), "name": ("name",)},
)
MEETINGS = Resource(
    name="meetings",
    one="meeting",
    words="Meetings of committees, and the day by which their papers are open.",
    rows=lambda asked: Meeting.objects.visible_to(asked.user),
    tell=tell_meetings,
    columns={name: name for name in ("id", "papers_set_for", *OF_MEETINGS)}
    | {
        "committee_id": "committee_id",
        "committee_slug": "committee__slug",
        "committee_name": "committee__name",
    }
    | of_organisation("committee__"),
    serializer=MeetingSerializer,
    filters=MeetingsAsked,
    orderings={"id": ("pk",), "held_on": ("held_on",)},
)
