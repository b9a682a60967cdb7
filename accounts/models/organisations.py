from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a person may open: their own organisations, and those with a public site."""
        if user.is_authenticated and user.is_superuser:
            return self
        own = user.organisation_ids() if user.is_authenticated else ()
        return self.filter(Q(has_public_site=True) | Q(pk__in=own))

    def of(self, user):
        """The organisations a person works for: what a page about people and posts may show."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(pk__in=user.organisation_ids())

    def led_by(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(pk__in=user.organisation_ids("lead"))


class Organisation(models.Model):
    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        NHS_TRUST = "nhs_trust", "NHS trust"
        INTEGRATED_CARE_BOARD = "integrated_care_board", "Integrated care board"
        POLICE = "police", "Police force"
        SAFEGUARDING_PARTNERSHIP = "safeguarding_partnership", "Safeguarding partnership"
        OTHER = "other", "Other body"

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField("address", max_length=80, unique=True)
    kind = models.CharField(max_length=30, choices=Kind)
    ons_code = models.CharField(
        "ONS code",
        max_length=9,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]\d{8}$", "An ONS code is one capital letter and eight digits, such as E10000000."
            )
        ],
    )
    has_public_site = models.BooleanField("public progress pages", default=False)
    requires_second_factor = models.BooleanField("everyone must use a second factor", default=False)

    history = HistoricalRecords()
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["ons_code"],
                condition=~Q(ons_code=""),
                name="one_organisation_per_ons_code",
                violation_error_message="Another organisation already has this ONS code.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])
