"""Which rows a webhook tells of, and with which words."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from actions.models import ProgressUpdate
from actions.statuses import WORDS_ONLY, Visibility

ROLES = {Visibility.MEMBERS: "member", Visibility.OFFICERS: "lead"}


@dataclass(frozen=True)
class Reader:
    """Stands for somebody with one role in one organisation who holds no post and has written nothing."""

    organisation: int
    role: str
    is_authenticated = True
    is_active = True
    is_superuser = False
    pk = 0

    @property
    def roles(self):
        return {self.organisation: {self.role}}

    def organisation_ids(self, *any_of):
        return [self.organisation] if not any_of or self.role in any_of else []

    def has_role(self, organisation, *any_of):
        return getattr(organisation, "pk", organisation) == self.organisation and self.role in any_of


def reader_of(webhook):
    role = ROLES.get(webhook.words_up_to)
    return Reader(webhook.organisation_id, role) if role else AnonymousUser()


def rows_for(webhook):
    """Of the actions of its own organisation, as far as its reader may see them."""
    rows = ProgressUpdate.objects.visible_to(reader_of(webhook))
    rows = rows.filter(action__area__inspection__organisation=webhook.organisation_id)
    if webhook.inspection_id:
        rows = rows.filter(action__area__inspection=webhook.inspection_id)
    return rows.filter(kind__in=webhook.kinds) if webhook.kinds else rows


def without_withheld(rows):
    """What was taken from view stays here, though officers may still read it on the page."""
    withheld = set(
        ProgressUpdate.objects.filter(corrects__in=[row.pk for row in rows], withholds=True).values_list(
            "corrects", flat=True
        )
    )
    rows = [row._replace(words_shown=False) if row.pk in withheld else row for row in rows]
    return [row for row in rows if row.words_shown or row.kind not in WORDS_ONLY]
