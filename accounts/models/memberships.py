from django.db import models
from simple_history.models import HistoricalRecords


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
