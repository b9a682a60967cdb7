from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse

from accounts.models import Organisation, Role, User
from accounts.row_history import HistoricalRecords
from accounts.row_security import everything


class CommitteeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a committee exists and when it meets is no secret where there is a public site."""
        return self.filter(organisation__in=Organisation.objects.visible_to(user))

    def of(self, user):
        """Those of a person's own organisations."""
        return self.filter(organisation__in=Organisation.objects.of(user))


class Committee(models.Model):
    """A scrutiny committee: councillors who ask what has become of what the inspectors said."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="committees")
    name = models.CharField(max_length=200)
    slug = models.SlugField("address", max_length=80)
    remit = models.TextField("what it looks at", blank=True)
    members = models.ManyToManyField(
        "accounts.User", through="scrutiny.CommitteeMember", related_name="committees", blank=True
    )

    history = HistoricalRecords()
    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="one_committee_per_address",
                violation_error_message="This organisation already has a committee with that address.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_committee_per_name",
                violation_error_message="This organisation already has a committee with that name.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("committee", args=[self.organisation.slug, self.slug])

    def could_be_members(self):
        """Who has the role of scrutiny member in the organisation now."""
        holders = User.objects.filter(
            is_active=True,
            memberships__organisation=self.organisation_id,
            memberships__role=Role.MEMBER,
        )
        return holders.distinct()

    def sitting_members(self):
        """Those on the list who still have the role: a right that has ended ends here too."""
        seats = self.seats.filter(user__in=self.could_be_members()).select_related("user")
        return seats.order_by("-is_chair", "user__name", "pk")

    @everything()
    def count_members(self):
        """How many they are is told to everybody, who they are is not."""
        return self.sitting_members().count()

    def seat(self, people, chair=None):
        """Makes these people the committee's members, and one of them its chair."""
        wanted = {person.pk: person for person in people}
        with transaction.atomic():
            for seat in self.seats.select_for_update():
                if seat.user_id not in wanted:
                    seat.delete()
            for person in wanted.values():
                self._give_seat(person, is_chair=chair is not None and person.pk == chair.pk)

    def _give_seat(self, person, is_chair):
        if not self.could_be_members().filter(pk=person.pk).exists():
            raise ValidationError(f"{person} is not a scrutiny member of {self.organisation}.")
        seat = self.seats.filter(user=person).first() or CommitteeMember(committee=self, user=person)
        if seat.pk is None or seat.is_chair != is_chair:
            seat.is_chair = is_chair
            seat.save()


class CommitteeMemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People's names are for people of the organisation."""
        return self.filter(committee__in=Committee.objects.of(user))


class CommitteeMember(models.Model):
    committee = models.ForeignKey("scrutiny.Committee", models.CASCADE, related_name="seats")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="committee_seats")
    is_chair = models.BooleanField("chairs it", default=False)

    history = HistoricalRecords()
    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "user"], name="one_seat_per_person"),
        ]

    def __str__(self):
        return f"{'Chair' if self.is_chair else 'Member'} of {self.committee}"
