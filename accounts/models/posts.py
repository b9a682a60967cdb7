from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models.memberships import HOLDS_POSTS
from accounts.row_history import HistoricalRecords


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids())

    def vacant(self):
        return self.exclude(holder__is_active=True)

    def as_tree(self):
        """[{"post", "reports": [the same again]}], from the top down. One query, whatever the depth."""
        branches = {post.pk: {"post": post, "reports": []} for post in self.select_related("holder")}
        tops = []
        for branch in branches.values():
            above = branches.get(branch["post"].reports_to_id)
            (above["reports"] if above else tops).append(branch)
        return tops


class Post(models.Model):
    """A job title that owns actions. People come and go; the post stays."""

    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="posts")
    title = models.CharField(max_length=200)
    holder = models.ForeignKey("accounts.User", models.SET_NULL, null=True, blank=True, related_name="posts")
    reports_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")

    history = HistoricalRecords()
    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"],
                name="one_post_per_title",
                violation_error_message="This organisation already has a post with that title.",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_vacant(self):
        return self.holder is None or not self.holder.is_active

    def clean(self):
        if self.reports_to_id and self.reports_to.organisation_id != self.organisation_id:
            raise ValidationError({"reports_to": "A post reports to a post of the same organisation."})
        if self._would_report_to_itself():
            raise ValidationError(
                {
                    "reports_to": f"{self.reports_to} already reports to {self}, directly or through others. "
                    "Choose another post."
                }
            )
        if self.holder_id and not self.holder.has_role(self.organisation_id, *HOLDS_POSTS):
            raise ValidationError(
                {
                    "holder": f"{self.holder} is not an improvement lead, service manager or assurer here. "
                    "Give them a role first."
                }
            )

    def _would_report_to_itself(self):
        """Asks the database and not the objects at hand, which may be older than the lock."""
        above = dict(Post.objects.filter(organisation=self.organisation_id).values_list("pk", "reports_to"))
        seen, next_up = {self.pk}, self.reports_to_id
        while next_up is not None and next_up not in seen:
            seen.add(next_up)
            next_up = above.get(next_up)
        return self.pk is not None and next_up == self.pk

    def line_upwards(self):
        """This post and those above it, nearest first. Ends even if a circle was made underneath us."""
        line, post = [], self
        while post is not None and post not in line:
            line.append(post)
            post = post.reports_to
        return line

    def first_held_upwards(self):
        """The nearest post in the line, this one included, that somebody holds: a vacant post escalates."""
        return next((post for post in self.line_upwards() if not post.is_vacant), None)

    def place(self, **changes):
        """Checks and saves with the organisation locked: two people can't make a circle between them."""
        with transaction.atomic():
            self.organisation.lock()
            for field, value in changes.items():
                setattr(self, field, value)
            self.full_clean()
            self.save()

    def hand_to(self, person):
        self.holder = person
        self.save(update_fields=["holder"])

    def remove(self):
        """Only a post nothing hangs on: what has been owned stays owned, nobody loses their post above."""
        with transaction.atomic():
            self.organisation.lock()
            if self.reports.exists():
                raise ValidationError(
                    "Other posts report to this one. Say first whom they report to instead."
                )
            try:
                self.delete()
            except models.ProtectedError as refusal:
                raise ValidationError(
                    "This post has work to its name and is kept for the record. Leave it vacant instead."
                ) from refusal
