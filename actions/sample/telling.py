"""What the stories of the sample are told with: the people and posts, and verbs that count in days.

Nothing here writes a row: every line of every story is a verb that a person could have called on that day.
"""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Post, User
from actions import evidence_store
from actions.models import Action, Link, Measure

SATURDAY = 5
LINKS = "https://www.westmarch.example/improvement/"


class Plan:
    """The plan for one inspection. Day 0 is `start`; days before it are negative."""

    def __init__(self, organisations, inspection, start):
        self.start = start
        self.areas = {
            area.number: area for area in inspection.areas.select_related("inspection__organisation")
        }
        posts = Post.objects.filter(organisation__in=organisations.values()).select_related("holder")
        self.posts = {post.title: post for post in posts}
        self.people = {user.email.partition("@")[0]: user for user in User.objects.all()}

    def day(self, number):
        return self.start + timedelta(days=number)

    def moment(self, number, hour=10):
        """A morning at work: what falls on a weekend was done on the Friday before."""
        day = self.day(number)
        day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
        return timezone.make_aware(datetime.combine(day, time(hour, 15)))

    def action(self, area, day, owner, title, good, *, due, task="", helped_by=(), by="lead", **fields):
        """Opens one; `due` is a number of days, or the day that the inspectors gave where it is None."""
        action = Action.open(
            self.areas[area],
            self.people[by],
            self.moment(day, hour=9),
            title=title,
            good_looks_like=good,
            task=task,
            owner=self.posts[owner] if owner else None,
            due_on=self.areas[area].expected_by if due is None else self.day(due),
            contributors=[self.posts[title] for title in helped_by],
            **fields,
        )
        return Story(self, action)

    def measure(
        self, area, name, unit, readings, *, story=None, last=-6, step=30, hour=11, by="lead", **fields
    ):
        """With its readings, oldest first: the last is for the day `last`, the others `step` days apart."""
        first = last - step * (len(readings) - 1)
        measure = Measure(
            area=self.areas[area],
            action=story.action if story else None,
            name=name,
            unit=unit,
            starts_on=self.day(first),
            **fields,
        )
        measure.full_clean()
        measure.save()
        for number, value in enumerate(readings):
            taken = first + step * number
            measure.record_reading(self.people[by], self.moment(taken + 4, hour), self.day(taken), value)
        return measure


class Story:
    """One action, told in the order in which it happened."""

    def __init__(self, plan, action):
        self.plan, self.action = plan, action

    def milestone(self, day, title, due):
        self.action.add_milestone(self._lead(), self.plan.moment(day), title, self.plan.day(due))
        return self

    def progress(self, day, note, *, by="", forecast=None, ticked=(), files=(), links=(), **how):
        if forecast is not None:
            how["forecast_on"] = self.plan.day(forecast)
        how["milestones_done"] = list(self.action.milestones.filter(title__in=ticked))
        return self._told("record_progress", day, by, note, files=files, links=links, **how)

    def claim(self, day, note, *, by="", files=(), links=(), **how):
        return self._told("claim_done", day, by, note, files=files, links=links, **how)

    def accept(self, day, note, *, check, by="assurer"):
        self.action.accept(
            self.plan.people[by],
            self.plan.moment(day),
            note=note,
            check_on=self.plan.day(check),
            based_on=self.action.ledger_number,
            evidence_seen=self.action.evidence_sha256s(),
        )
        return self

    def send_back(self, day, note):
        return self._told("send_back", day, "assurer", note)

    def sustained(self, day, note):
        return self._told("confirm_sustained", day, "assurer", note)

    def lapse(self, day, note):
        return self._told("lapse", day, "assurer", note)

    def ask(self, day, until, note):
        person, at = self._owner(), self.plan.moment(day)
        self.action.ask_for_extension(person, at, self.plan.day(until), note)
        return self

    def grant(self, day, note):
        return self._told("grant_extension", day, "lead", note)

    def refuse(self, day, note):
        return self._told("refuse_extension", day, "lead", note)

    def move(self, day, until, note):
        self.action.move_deadline(self._lead(), self.plan.moment(day), self.plan.day(until), note)
        return self

    def hand_over(self, day, owner, note):
        self.action.reassign(self._lead(), self.plan.moment(day), self.plan.posts[owner], note)
        return self

    def not_pursued(self, day, note):
        return self._told("not_pursue", day, "lead", note)

    def reopen(self, day, note):
        return self._told("reopen", day, "lead", note)

    def supersede(self, day, by_story, note):
        self.action.supersede(self._lead(), self.plan.moment(day), by_story.action, note)
        return self

    def note(self, day, note, *, by="lead", **how):
        return self._told("note", day, by, note, **how)

    def correct(self, day, number, note, *, by="lead", **how):
        self.action.correct(self.plan.people[by], self.plan.moment(day), number, note, **how)
        return self

    def reword(self, day, note, **changes):
        self.action.reword(self._lead(), self.plan.moment(day), note=note, **changes)
        return self

    def _told(self, verb, day, by, note, files=(), links=(), **how):
        at = self.plan.moment(day)
        person = self.plan.people[by] if by else self._owner()
        evidence = [self._file(person, at, *each) for each in files]
        evidence += [Link(title, LINKS + path) for title, path in links]
        if evidence:
            how["evidence"] = evidence
        getattr(self.action, verb)(person, at, note, **how)
        return self

    def _file(self, person, at, name, title, content):
        return evidence_store.receive(
            self.action, person, at, name, ContentFile(content.encode(), name=name), title
        )

    def _lead(self):
        return self.plan.people["lead"]

    def _owner(self):
        """Whoever holds the owning post; for a vacant one the improvement lead speaks."""
        return self.action.owner.holder or self._lead()
