import hashlib
import secrets
from datetime import timedelta

from django.db import models, transaction

from accounts.models.memberships import Membership, Role
from accounts.models.people import User

LASTS = timedelta(days=14)


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids("lead"))

    def open(self, at):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)

    def for_secret(self, secret):
        return self.filter(secret_hash=hashlib.sha256(secret.encode()).hexdigest())


class Invitation(models.Model):
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    name = models.CharField("full name", max_length=150)
    role = models.CharField(max_length=10, choices=Role)
    post = models.ForeignKey("accounts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self):
        return f"{self.email}, {self.get_role_display()}"

    def is_open(self, at):
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at

    def issue(self, at):
        """Sets a new secret and returns it; only its hash is kept. An earlier link stops working."""
        secret = secrets.token_urlsafe(32)
        self.secret_hash = hashlib.sha256(secret.encode()).hexdigest()
        self.email = self.email.strip().lower()
        self.invited_at, self.expires_at = at, at + LASTS
        self.save()
        return secret

    def withdraw(self, at):
        self.withdrawn_at = at
        self.save(update_fields=["withdrawn_at"])

    def accept(self, at, password=None):
        """Makes the account if there is none, gives the role and, if it is still free, the post. Works once."""
        with transaction.atomic():
            claimed = Invitation.objects.open(at).filter(pk=self.pk).update(accepted_at=at)
            if not claimed:
                return None
            user = User.objects.filter(email=self.email).first()
            if user is None:
                user = User.objects.create_user(self.email, password, name=self.name)
            elif not user.is_active:
                user.set_password(password)
                user.is_active = True
                user.save()
            Membership.objects.get_or_create(organisation=self.organisation, user=user, role=self.role)
            if self.post_id and self.post.is_vacant:
                self.post.hand_to(user)
            return user
