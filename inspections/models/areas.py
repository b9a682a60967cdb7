from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.row_history import HistoricalRecords
from inspections import frameworks, timescales
from inspections.models.inspections import Inspection
from inspections.models.readers import published_for


def may_see_areas(user, path=""):
    """The condition, for a query over areas (`path=""`) or over what hangs on one (`path="area__"`).

    By columns of the joined tables: a list of all areas that one may see grows with the country.
    """
    if user.is_authenticated and user.is_superuser:
        return Q()
    seen = published_for(user, f"{path}inspection__")
    if user.is_authenticated:
        own = user.organisation_ids()
        named = AreaBody.objects.filter(organisation__in=own).values("area")
        seen |= Q(**{f"{path}inspection__organisation__in": own}) | Q(**{f"{path}pk__in": named})
    return seen


class AreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the inspections one may see, and those that name one's own organisation."""
        return self.filter(may_see_areas(user))

    def of(self, user):
        return self.filter(inspection__in=Inspection.objects.of(user))

    def answered(self):
        """Those that something above this app answers to, such as an action.

        Asked of the models that point here, because this app may not import those above it.
        """
        found = Q(pk__in=())
        for relation in Area._meta.related_objects:
            if relation.related_model._meta.app_label != Area._meta.app_label:
                found |= Q(**{f"{relation.field.related_query_name()}__isnull": False})
        return self.filter(found).distinct()

    def naming(self, organisation):
        """Areas of other organisations' inspections that name this one as a responsible body."""
        return (
            self.filter(bodies__organisation=organisation)
            .exclude(inspection__organisation=organisation)
            .distinct()
        )


class Area(models.Model):
    """An area for improvement: the inspector's words, verbatim, and how soon."""

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="areas")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=200, blank=True)
    subsection = models.CharField(max_length=200, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30, choices=frameworks.kind_choices, default="improvement")
    timescale = models.CharField(max_length=20, blank=True, choices=timescales.choices)
    expected_by = models.DateField(null=True, blank=True, editable=False)
    words = models.TextField("exact words")
    page = models.PositiveIntegerField(null=True, blank=True)
    theme = models.CharField(max_length=100, blank=True)
    forerunner = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="successors")

    history = HistoricalRecords()
    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="one_area_per_number")]

    def __str__(self):
        return f"{self.number}. {self.words[:80]}"

    def save(self, *args, **kwargs):
        self.expected_by = self.expected_by_now()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("area", args=[self.inspection.organisation.slug, self.inspection.slug, self.number])

    def expected_by_now(self):
        return timescales.expected_by(self.inspection.published_on, self.timescale)

    def amend(self, theme, organisations):
        """Saves what people add to the words: a theme, and {id of a named body: the organisation it is}."""
        with transaction.atomic():
            if self.theme != theme:
                self.theme = theme
                self.save()
            for body in self.bodies.filter(pk__in=organisations):
                organisation = organisations[body.pk]
                if body.organisation_id != (organisation and organisation.pk):
                    body.organisation = organisation
                    body.save()


class AreaBodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(area__in=Area.objects.visible_to(user))


class AreaBody(models.Model):
    """A body the inspectors named, in their words, and the organisation it is where we know it."""

    area = models.ForeignKey("inspections.Area", models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=300)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, blank=True, related_name="named_in"
    )

    history = HistoricalRecords()
    objects = AreaBodyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="one_mention_per_body")]

    def __str__(self):
        return self.name
