from django.db import models

from actions.models.access import may_see_actions


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(may_see_actions(user, "action__"))


class Contribution(models.Model):
    """A post, perhaps of a partner body, that helps with an action."""

    action = models.ForeignKey("actions.Action", models.CASCADE, related_name="contributions")
    post = models.ForeignKey("accounts.Post", models.PROTECT, related_name="contributions")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["post__title"]
        constraints = [models.UniqueConstraint(fields=["action", "post"], name="one_contribution_per_post")]

    def __str__(self):
        return f"{self.post} helps with {self.action}"
