from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.row_history import HistoricalRecords
from accounts.row_security import everything
from actions import buckets, rating
from actions.models.access import held_posts, may_see_actions
from actions.models.as_at import as_at
from actions.models.conditions import PositionQuestions
from actions.models.history import history
from actions.models.ledger import ProgressUpdate
from actions.models.verbs_assurance import AssuranceVerbs
from actions.models.verbs_deadline import DeadlineVerbs
from actions.models.verbs_life import LifeVerbs
from actions.models.verbs_progress import ProgressVerbs
from actions.refusals import AppendOnly
from actions.statuses import POSITION, UPDATES, Confidence, Status, Visibility

COPIED = {*POSITION, "owner", "superseded_by", "ledger_number"}


class ActionQuerySet(PositionQuestions, models.QuerySet):
    as_at_day = None

    def visible_to(self, user):
        return self.filter(may_see_actions(user))

    def owned_by(self, user):
        """Those whose owning post the person holds."""
        return self.filter(owner__in=held_posts(user))

    def of(self, organisation):
        return self.filter(area__inspection__organisation=organisation)

    def as_at(self, day, known_at=None):
        """As they stood on a day; with `known_at`, as far as it had been entered by that moment."""
        return as_at(self, day, known_at)

    def with_row_entered_since(self, since, user, on, known_at=None):
        """Of actions that the person may see: by a row of a ledger that the person may see too."""
        rows = ProgressUpdate.objects.of_seen_actions(user).filter(
            action=OuterRef("pk"), entered_at__gte=since, happened_on__lte=on
        )
        return self.filter(Exists(rows.filter(entered_at__lte=known_at) if known_at else rows))

    def copy_position(self, row):
        """For the ledger only. False if the action is not where the row before left it."""
        at_the_row_before = self.filter(pk=row.action_id, ledger_number=row.number - 1)
        with everything():
            # Who may add the row may also hand away what let them see the action.
            return bool(models.QuerySet.update(at_the_row_before, ledger_number=row.number, **row.position))

    def update(self, **changes):
        if COPIED & set(changes):
            raise AppendOnly("The position of an action changes by verbs only: each is a row of the ledger.")
        return super().update(**changes)

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        if COPIED & set(fields):
            raise AppendOnly("The position of an action changes by verbs only: each is a row of the ledger.")
        return super().bulk_update(objs, fields, batch_size)

    bulk_update.alters_data = True

    def delete(self):
        raise AppendOnly("An action has a ledger and is never deleted: use not_pursue or supersede.")

    delete.alters_data = True

    def _clone(self):
        clone = super()._clone()
        clone.as_at_day = self.as_at_day
        return clone


class Action(ProgressVerbs, AssuranceVerbs, DeadlineVerbs, LifeVerbs, models.Model):
    """What the council does about an area. Its history is its ledger; here stands a copy of the last row."""

    area = models.ForeignKey("inspections.Area", models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    task = models.TextField("what is to be done", blank=True)
    good_looks_like = models.TextField("what good looks like")
    visibility = models.CharField(
        "who may see it", max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    contributors = models.ManyToManyField(
        "accounts.Post", through="actions.Contribution", related_name="contributes_to", blank=True
    )

    ledger_number = models.PositiveIntegerField(default=0, editable=False)
    status = models.CharField(
        max_length=20, choices=Status.choices, default=Status.NOT_STARTED, editable=False
    )
    confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True, editable=False)
    due_on = models.DateField("deadline", null=True, editable=False)
    forecast_on = models.DateField(null=True, editable=False)
    owner = models.ForeignKey(
        "accounts.Post", models.PROTECT, null=True, editable=False, related_name="actions"
    )
    proposed_due_on = models.DateField(null=True, editable=False)
    check_on = models.DateField(null=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="supersedes"
    )
    original_due_on = models.DateField(null=True, editable=False)
    times_moved = models.PositiveSmallIntegerField(default=0, editable=False)
    updated_on = models.DateField(null=True, editable=False)

    history_of_details = HistoricalRecords(
        excluded_fields=sorted(COPIED - {n for n in COPIED if n.endswith("_id")})
    )
    objects = ActionQuerySet.as_manager()

    as_at = None

    class Meta:
        # Else post.actions.add(...) would change an owner behind the ledger's back.
        base_manager_name = "objects"
        ordering = ["area__inspection", "area__number", "number"]
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_action_per_number")]
        indexes = [
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["owner", "status", "due_on"]),
            models.Index(fields=["check_on"]),
            # The orders in which the API goes through all of them, page after page.
            models.Index(fields=["due_on", "id"], name="actions_by_deadline"),
            models.Index(fields=["updated_on", "id"], name="actions_by_last_words"),
            models.Index(fields=["title", "id"], name="actions_by_title"),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def save(self, *args, **kwargs):
        """Saves the details; the position is the ledger's."""
        if not self._state.adding:
            names = {field.name for field in self._meta.concrete_fields} - COPIED - {"id"}
            kwargs["update_fields"] = sorted(names & set(kwargs.get("update_fields") or names))
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        inspection = self.area.inspection
        return reverse("action", args=[inspection.organisation.slug, inspection.slug, self.reference])

    def delete(self, *args, **kwargs):
        raise AppendOnly("An action has a ledger and is never deleted: use not_pursue or supersede.")

    @property
    def reference(self):
        """Permanent: 2.1 is the first action of area 2."""
        return f"{self.area.number}.{self.number}"

    @property
    def organisation_id(self):
        return self.area.inspection.organisation_id

    def is_overdue(self, on):
        return buckets.is_overdue(self, on)

    def bucket(self, on):
        return buckets.bucket_of(self, on)

    def rating(self, on):
        return rating.rate(self, on)

    @property
    def days_slipped(self):
        """From the original deadline to the present one."""
        return (self.due_on - self.original_due_on).days if self.due_on else 0

    def days_left(self, on):
        """Negative when the deadline has passed; None without a deadline."""
        return (self.due_on - on).days if self.due_on else None

    def position_on(self, day, known_at=None):
        """The last ledger row on that day, which holds the position; None if it had not been opened."""
        return self.updates.as_at(day, known_at).first()

    def latest_update(self, user):
        """The last words on progress that this person may read."""
        rows = self.updates.visible_to(user).filter(words_shown=True, kind__in=UPDATES)
        return rows.order_by("-number").first()

    def history(self, user):
        return history(self, user)
