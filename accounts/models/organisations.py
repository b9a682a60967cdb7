from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models.memberships import HOLDS_POSTS, Role
from accounts.row_history import HistoricalRecords
from accounts.working_days import ENGLAND, PARTS


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a person may open: their own organisations, and those with a public site."""
        if user.is_authenticated and user.is_superuser:
            return self
        own = user.organisation_ids() if user.is_authenticated else ()
        return self.filter(Q(has_public_site=True) | Q(pk__in=own))

    def public(self):
        """Those whose progress anybody may read."""
        return self.filter(has_public_site=True)

    def of(self, user):
        """The organisations a person works for: what a page about people and posts may show."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(pk__in=user.organisation_ids())

    def led_by(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(pk__in=user.organisation_ids("lead"))

    def with_leads(self):
        """Annotates lead_count and people_count, for the operator: who has nobody to look after it?"""
        people = models.Count("memberships__user", distinct=True)
        leads = models.Count(
            "memberships",
            filter=Q(memberships__role=Role.LEAD, memberships__user__is_active=True),
            distinct=True,
        )
        return self.annotate(people_count=people, lead_count=leads).order_by("name")


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
    calendar = models.CharField(
        "bank holidays of", max_length=3, choices=list(PARTS.items()), default=ENGLAND
    )
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

    def lock(self):
        """Inside a transaction: one at a time decides who leads it and what reports to what."""
        Organisation.objects.select_for_update().get(pk=self.pk)

    def leads_besides(self, person):
        return self.memberships.filter(role=Role.LEAD, user__is_active=True).exclude(user=person)

    def give_role(self, person, role):
        membership, _ = self.memberships.get_or_create(user=person, role=role)
        person.forget_roles()
        return membership

    def take_role(self, person, role):
        """A post goes vacant with the last role that may hold one."""
        with transaction.atomic():
            self.lock()
            held = {membership.role: membership for membership in self.memberships.filter(user=person)}
            if role not in held:
                raise ValidationError(f"{person} no longer has that role.")
            if len(held) == 1:
                raise ValidationError(
                    f"That is the only role {person} has here. Give another role first, or remove the person."
                )
            if role == Role.LEAD:
                self.must_keep_a_lead_without(person)
            held.pop(role).delete()
            if not set(held) & set(HOLDS_POSTS):
                for post in person.posts.filter(organisation=self):
                    post.hand_to(None)
            person.forget_roles()

    def must_keep_a_lead_without(self, person):
        """An organisation without a lead could not mend itself."""
        if not self.leads_besides(person).exists():
            raise ValidationError(
                f"{person} is the only improvement lead of {self}. Make somebody else a lead first."
            )
