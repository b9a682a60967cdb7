"""Everybody an action knows: owner, colleague, stranger, and one person in each role."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Organisation, Post, User
from actions.models import Action, Link
from inspections.models import Area
from tests.factories import (
    MORNING,
    make_action,
    make_area,
    make_inspection,
    make_member,
    make_organisation,
    make_post,
)

TODAY = MORNING.date()
DEADLINE = date(2026, 6, 30)
MINUTES = Link("Minutes of the panel", "https://westmarch.example/minutes")


def day(number):
    """So many days after today."""
    return TODAY + timedelta(days=number)


def moment(number=0):
    """The morning of that day."""
    return MORNING + timedelta(days=number)


@dataclass
class Team:
    organisation: Organisation
    area: Area
    post: Post
    owner: User
    lead: User
    other_lead: User
    manager: User
    assurer: User
    member: User
    viewer: User
    partner: User
    partner_post: Post
    stranger: User

    def open_action(self, **fields):
        fields.setdefault("owner", self.post)
        fields.setdefault("due_on", DEADLINE)
        return make_action(self.area, self.lead, **fields)

    def started(self, **fields) -> Action:
        action = self.open_action(**fields)
        action.record_progress(self.owner, MORNING, "The panel met.")
        return action

    def claimed(self, **fields) -> Action:
        action = self.started(**fields)
        action.claim_done(self.owner, MORNING, "All plans are looked at.", evidence=[MINUTES])
        return action

    def accepted(self, **fields) -> Action:
        action = self.claimed(**fields)
        self.accept(action)
        return action

    def accept(self, action, by=None, at=MORNING, **how):
        how.setdefault("check_on", DEADLINE + timedelta(days=90))
        how.setdefault("based_on", action.ledger_number)
        how.setdefault("evidence_seen", action.evidence_sha256s())
        return action.accept(by or self.assurer, at, **how)

    def sustained(self, **fields) -> Action:
        action = self.accepted(**fields)
        action.confirm_sustained(self.assurer, moment(1), "It has held.")
        return action

    def not_pursued(self, **fields) -> Action:
        action = self.open_action(**fields)
        action.not_pursue(self.lead, MORNING, "The service has closed.")
        return action

    def in_status(self, status) -> Action:
        ways = {
            "not_started": self.open_action,
            "in_progress": self.started,
            "done": self.claimed,
            "accepted": self.accepted,
            "sustained": self.sustained,
            "not_pursued": self.not_pursued,
        }
        return ways[status]()


def make_team(**organisation) -> Team:
    organisation.setdefault("has_public_site", True)
    ours = make_organisation(**organisation)
    area = make_area(make_inspection(ours, is_public=True))
    body, elsewhere = make_organisation(), make_organisation()
    area.bodies.create(name="the hospitals trust", organisation=body)
    owner, partner = make_member(ours, "manager"), make_member(body, "manager")
    return Team(
        organisation=ours,
        area=area,
        post=make_post(ours, holder=owner),
        owner=owner,
        lead=make_member(ours, "lead"),
        other_lead=make_member(ours, "lead"),
        manager=make_member(ours, "manager"),
        assurer=make_member(ours, "assurer"),
        member=make_member(ours, "member"),
        viewer=make_member(ours, "viewer"),
        partner=partner,
        partner_post=make_post(body, holder=partner),
        stranger=make_member(elsewhere, "lead", "manager", "assurer"),
    )
