"""The ledger: what happened to an action, row by row, each with the whole position after it."""

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import IsNull

from actions import chain
from actions.models.access import contributed_to, held_posts, may_see_actions
from actions.models.append_only import AppendOnlyQuerySet, refuse_delete, save_once
from actions.models.conditions import PositionQuestions
from actions.statuses import POSITION, WORDS_ONLY, Confidence, Kind, Status, Visibility

OFFICERS = ("lead", "manager", "assurer", "viewer")


def _visible_words(user):
    """Whose eyes a row's words are for. Who wrote a row and who owns the action may always read it."""
    words = Q(visibility=Visibility.PUBLIC)
    if user.is_authenticated:
        organisation = "action__area__inspection__organisation__in"
        words |= Q(visibility=Visibility.MEMBERS) & (
            Q(**{organisation: user.organisation_ids()}) | Q(action__in=contributed_to(user))
        )
        words |= _inside(user)
    return words


def _inside(user):
    if not user.is_authenticated:
        return Q(pk__in=())
    return (
        Q(action__area__inspection__organisation__in=user.organisation_ids(*OFFICERS))
        | Q(action__owner__in=held_posts(user))
        | Q(by=user.pk)
    )


def _readable(user):
    withholding = ProgressUpdate.objects.filter(corrects=OuterRef("pk"), withholds=True)
    # Not as an EXISTS: PostgreSQL would get ready for many rows by reading all that withhold, of the country.
    withheld = Subquery(withholding.order_by().values("pk")[:1])
    return _visible_words(user) & (Q(IsNull(withheld, True)) | _inside(user))


class ProgressUpdateQuerySet(PositionQuestions, AppendOnlyQuerySet):
    def visible_to(self, user):
        """The rows of the actions one may see. Rows that are nothing but words for others are left out.

        Each comes with `words_shown`: whether its note, impact and evidence are for this person too.
        """
        if user.is_authenticated and user.is_superuser:
            return self.annotate(words_shown=Value(True))
        shown = Case(When(_readable(user), then=Value(True)), default=Value(False))
        return (
            self.filter(may_see_actions(user, "action__"))
            .annotate(words_shown=shown)
            .exclude(words_shown=False, kind__in=WORDS_ONLY)
        )

    def of_seen_actions(self, user):
        """Of actions that the person may see, the rows that `visible_to` does not leave out."""
        if user.is_authenticated and user.is_superuser:
            return self
        return self.filter(~Q(kind__in=WORDS_ONLY) | _readable(user))

    def readable_by(self, user):
        """The rows whose words a person may read, among those of actions that the person may see.

        As `words_shown` says it, without asking for each row anew whether its action may be seen.
        """
        if user.is_authenticated and user.is_superuser:
            return self
        return self.filter(_readable(user))

    def as_at(self, day, known_at=None):
        """Of each action its last row on the day: the position then."""
        return self.filter(number=last_number("action", day, known_at))


def last_number(action, day, known_at=None):
    """The number of an action's last row on the day, for a query in which `action` names the action.

    Days never go backwards within an action: so the last by day is the last by number, and an index has it.
    Not its id: beside the action's own, PostgreSQL would expect one row of all, and read the whole ledger for
    a page of fifty.
    """
    rows = ProgressUpdate.objects.filter(action=OuterRef(action), happened_on__lte=day)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    return Subquery(rows.order_by("-happened_on", "-number").values("number")[:1])


class ProgressUpdate(models.Model):
    """One row of an action's ledger. Never changed, never removed; a mistake is put right by a later row."""

    action = models.ForeignKey("actions.Action", models.PROTECT, related_name="updates")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    by_post = models.CharField("post of the writer", max_length=200)
    holder = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    withholds = models.BooleanField("takes the corrected words from view", default=False)
    attached_sha256s = models.JSONField(default=list)
    seen_sha256s = models.JSONField(default=list)

    status = models.CharField(max_length=20, choices=Status.choices)
    confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True)
    due_on = models.DateField(null=True)
    forecast_on = models.DateField(null=True)
    owner = models.ForeignKey("accounts.Post", models.PROTECT, null=True, related_name="+")
    proposed_due_on = models.DateField(null=True)
    check_on = models.DateField(null=True)
    superseded_by = models.ForeignKey("actions.Action", models.PROTECT, null=True, related_name="+")
    original_due_on = models.DateField(null=True)
    times_moved = models.PositiveSmallIntegerField(default=0)
    updated_on = models.DateField(null=True)

    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        # By the column: by the relation it would be by the actions' own order, which joins four tables.
        ordering = ["action_id", "number"]
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="one_update_per_number")]
        indexes = [
            models.Index(fields=["action", "happened_on", "number"]),
            models.Index(fields=["happened_on", "id"], name="rows_by_day"),
            models.Index(fields=["entered_at", "id"], name="rows_by_entry"),
            # What had been opened by a day, as far as it was known at a moment.
            models.Index(
                fields=["happened_on", "entered_at", "action"],
                condition=Q(number=1),
                name="first_rows_by_day",
            ),
            # Asked of every row that is shown; the index of `corrects` alone is nearly all nulls.
            models.Index(fields=["corrects"], condition=Q(withholds=True), name="rows_that_withhold"),
            models.Index(fields=["kind", "action"]),
            # A plan offers everybody who owned an action on some day.
            models.Index(
                fields=["action", "owner"],
                condition=Q(kind__in=(Kind.OPENED.value, Kind.REASSIGNED.value)),
                name="rows_that_name_owners",
            ),
            # The pictures of time count who stood signed off on each day, of a whole council.
            models.Index(
                fields=["action", "number", "happened_on", "status"],
                condition=Q(kind__in=(Kind.ACCEPTED.value, Kind.SUSTAINED.value, Kind.LAPSED.value)),
                name="rows_that_sign_off",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.get_kind_display()}, {self.happened_on}"

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_delete(self)

    @property
    def position(self):
        return {name: getattr(self, name) for name in POSITION}

    @property
    def shown_note(self):
        """Nothing unless the row came by `visible_to`, which says for whom the words are."""
        return self.note if getattr(self, "words_shown", False) else ""

    @property
    def shown_impact(self):
        return self.impact if getattr(self, "words_shown", False) else ""

    def facts(self):
        """Everything the row says, for the chain."""
        hashed = ("id", "previous_hash", "hash")
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in hashed
        }

    def hash_now(self):
        return chain.hash_of(self.facts(), self.previous_hash)
