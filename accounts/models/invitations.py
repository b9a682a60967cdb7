import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from accounts.models.memberships import HOLDS_POSTS, Role
from accounts.models.people import LowercaseEmailField, User

LASTS = timedelta(days=14)


def hash_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids("lead"))

    def waiting(self):
        """Neither accepted nor withdrawn; perhaps run out."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self, at):
        return self.waiting().filter(expires_at__gt=at)

    def for_secret(self, secret):
        return self.filter(secret_hash=hash_of(secret))


class Invitation(models.Model):
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="invitations")
    email = LowercaseEmailField("e-mail address")
    name = models.CharField("full name", max_length=150)
    role = models.CharField(max_length=10, choices=Role)
    post = models.ForeignKey("accounts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # What `issue` fills in.
    ISSUED = ("secret_hash", "invited_at", "expires_at")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email", "role"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_waiting_invitation_per_role",
            )
        ]

    def __str__(self):
        return f"{self.email}, {self.get_role_display()}"

    def clean(self):
        held = self.organisation.memberships.filter(user__email=self.email, role=self.role)
        if self.email and held.exists():
            raise ValidationError({"email": "The person with this address already has that role here."})
        if self.post_id and self.role and self.role not in HOLDS_POSTS:
            raise ValidationError(
                {"post": "A scrutiny member or viewer holds no post. Choose no post, or another role."}
            )

    def is_open(self, at):
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at

    def issue(self, at):
        """Sets a new secret and returns it; only its hash is kept. An earlier link stops working."""
        secret = secrets.token_urlsafe(32)
        self.secret_hash = hash_of(secret)
        self.invited_at, self.expires_at, self.mailed_at = at, at + LASTS, None
        if self.pk is not None:
            self._issue_again()
            return secret
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as refusal:
            raise ValidationError(
                {"email": "This person is already invited to that role. Send that invitation again instead."}
            ) from refusal
        return secret

    def _issue_again(self):
        """Not by saving the whole row: one used or withdrawn meanwhile would be open again."""
        names = ("secret_hash", "invited_at", "expires_at", "mailed_at")
        waiting = Invitation.objects.waiting().filter(pk=self.pk)
        if not waiting.update(**{name: getattr(self, name) for name in names}):
            raise ValidationError("This invitation has been used or withdrawn meanwhile.")

    def note_mailed(self, at):
        self.mailed_at = at
        self.save(update_fields=["mailed_at"])

    def withdraw(self, at):
        """False when it has been accepted meanwhile: then it is too late."""
        changed = Invitation.objects.filter(pk=self.pk, accepted_at=None, withdrawn_at=None).update(
            withdrawn_at=at
        )
        return bool(changed)

    def account(self):
        return User.objects.filter(email=self.email).first()

    def accept(self, at, by=None, password=None):
        """Makes the account if there is none, gives the role and, if it is still free, the post. Works once.

        Whoever has an account already must be signed in to it (`by`): the link alone gives no way into it.
        """
        with transaction.atomic():
            if not Invitation.objects.open(at).filter(pk=self.pk).update(accepted_at=at):
                raise ValidationError("This invitation has been used or withdrawn, or has run out.")
            user = User.objects.select_for_update().filter(email=self.email).first()
            if user is None:
                user = User.objects.create_user(self.email, password, name=self.name)
            elif not user.is_active:
                user.come_back(password)
            elif user != by:
                raise ValidationError(f"Sign in as {self.email} to accept this invitation.")
            # One at a time: of two people invited to one post, the second must not push out the first.
            self.organisation.lock()
            self.organisation.give_role(user, self.role)
            vacant = self.organisation.posts.vacant().filter(pk=self.post_id).first()
            if vacant is not None and self.role in HOLDS_POSTS:
                vacant.hand_to(user)
            return user
