from functools import cache

from django.db import models

from accounts.prepared import Statement, number
from accounts.row_history import HistoricalRecords

PERSON, ORGANISATION = "person", "organisation"


class Role(models.TextChoices):
    LEAD = "lead", "Improvement lead"
    MANAGER = "manager", "Service manager"
    ASSURER = "assurer", "Assurer"
    MEMBER = "member", "Scrutiny member"
    VIEWER = "viewer", "Viewer"


HOLDS_POSTS = (Role.LEAD, Role.MANAGER, Role.ASSURER)


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids())


class Membership(models.Model):
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="memberships")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"],
                name="one_membership_per_role",
                violation_error_message="This person already has that role here.",
            )
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.organisation}"


def roles_held(person, organisation=None):
    """(organisation, its name, role, does it ask for a second factor) of a person, everywhere or in one."""
    return _question(organisation is not None).ask({PERSON: person, ORGANISATION: organisation})


@cache
def _question(is_of_one):
    """Asked at each request of somebody who is signed in."""
    held = Membership.objects.filter(user=number(0))
    if is_of_one:
        held = held.filter(organisation=number(1))
    columns = ("organisation_id", "organisation__name", "role", "organisation__requires_second_factor")
    return Statement(held.order_by().values_list(*columns), {number(0): PERSON, number(1): ORGANISATION})
