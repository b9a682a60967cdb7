"""What one round of questions is about: a day, some people, and perhaps some subjects alone."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from actions.reminders.directory import Directory
from inspections.models import Inspection

# For the last argument of an address: the reference of an action, or a number.
_STAND_INS = {str: "99999.99999", int: 99999}


class Report(NamedTuple):
    """An inspection, as far as a reminder needs it."""

    pk: int
    title: str
    slug: str
    is_public: bool
    organisation: int
    organisation_slug: str
    organisation_name: str
    has_public_site: bool

    @property
    def is_open_to_all(self):
        return self.is_public and self.has_public_site


@dataclass
class Scope:
    on: date
    people: frozenset[int]
    directory: Directory
    subjects: frozenset[str] | None = None
    _reports: dict = field(default_factory=dict)
    _paths: dict = field(default_factory=dict)
    _answers: dict = field(default_factory=dict)

    def ids(self, kind):
        """Of the subjects of this kind that it is about; None when it is about everything."""
        if self.subjects is None:
            return None
        named = (subject.partition(":") for subject in self.subjects)
        return [int(number) for name, _, number in named if name == kind]

    def narrowed(self, rows, kind, path="pk"):
        ids = self.ids(kind)
        return rows if ids is None else rows.filter(**{f"{path}__in": ids})

    def led(self):
        """The organisations of which somebody in the scope is a lead."""
        return self.organisations_with("lead")

    def organisations_with(self, role):
        return {pk for person in self.people for pk in self.directory.organisations_of(person, role)}

    def people_with(self, role):
        """{organisation: people of the scope who have this role there}"""
        found = {}
        for person in sorted(self.people):
            for pk in self.directory.organisations_of(person, role):
                found.setdefault(pk, []).append(person)
        return found

    def report(self, pk):
        if pk not in self._reports:
            self.bring_reports([pk])
        return self._reports[pk]

    def bring_reports(self, pks):
        missing = set(pks) - self._reports.keys()
        if missing:
            rows = Inspection.objects.filter(pk__in=missing).order_by()
            for row in rows.values_list(
                "pk",
                "title",
                "slug",
                "is_public",
                "organisation_id",
                "organisation__slug",
                "organisation__name",
                "organisation__has_public_site",
            ):
                self._reports[row[0]] = Report(*row)

    def path(self, route, *place, last):
        """As `reverse` gives it, which is too slow to be asked for each of thousands that share a place."""
        key = route, place
        if key not in self._paths:
            stand_in = _STAND_INS[type(last)]
            self._paths[key] = reverse(route, args=[*place, stand_in]).split(str(stand_in))
        before, after = self._paths[key]
        return f"{before}{last}{after}"

    def path_of(self, route, row):
        """Of a page about an action."""
        return self.path(route, row.report.organisation_slug, row.report.slug, last=row.reference)

    def once(self, rule, *about):
        """What the rule answers, worked out once for everything that it answers alike."""
        if (rule, about) not in self._answers:
            self._answers[rule, about] = rule(self, *about)
        return self._answers[rule, about]
