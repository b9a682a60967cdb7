from functools import cache

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models.functions import Lower

from accounts.addresses import canonical
from accounts.models.memberships import PERSON, Role, roles_held
from accounts.prepared import Statement, number
from accounts.row_history import HistoricalRecords
from accounts.row_security import everything


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The people of one's own organisations. Nobody else's names are anybody's business."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(memberships__organisation__in=user.organisation_ids()).distinct()

    def with_second_factor(self):
        """Annotates has_factor, for lists: whom a compulsory second factor would stop today."""
        return self.annotate(
            has_factor=models.Count(
                "authenticator", filter=models.Q(authenticator__type="totp"), distinct=True
            )
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())

    def signed_in_as(self, key):
        """None if there is nobody of this key."""
        columns, statement = _question()
        for row in statement.ask({PERSON: key}):
            return self.model.from_db(connection.alias, columns, row)
        return None


@cache
def _question():
    """Asked at each request of somebody who is signed in."""
    columns = [field.attname for field in User._meta.concrete_fields]
    rows = User.objects.filter(pk=number(0)).order_by().values_list(*columns)
    return columns, Statement(rows, {number(0): PERSON})


class LowercaseEmailField(models.EmailField):
    """One address, one person: capitals must not make a second account."""

    def to_python(self, value):
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value.strip().lower() if isinstance(value, str) else value


class User(AbstractBaseUser, PermissionsMixin):
    email = LowercaseEmailField("e-mail address", unique=True)
    name = models.CharField("full name", max_length=150)
    is_active = models.BooleanField("may sign in", default=True)
    is_shut_out = models.BooleanField("closed by the operator", default=False)
    is_staff = False
    only_in = None
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    history = HistoricalRecords(excluded_fields=["password", "last_login"])
    objects = UserManager()

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_address",
                violation_error_message="Somebody already has this e-mail address.",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.email = self.email.strip().lower()

    def get_full_name(self):
        return self.name

    def is_same_person_as(self, other):
        """Also when the other account has another spelling of one's address."""
        if self.pk == other.pk:
            return True
        return bool(self._mailboxes() & other._mailboxes())

    def _mailboxes(self):
        spellings = {self.email, *self.emailaddress_set.values_list("email", flat=True)}
        return {canonical(spelling) for spelling in spellings}

    @property
    def roles(self):
        """{organisation id: {role, ...}}, read once and kept as long as this object, which is one request."""
        if not hasattr(self, "_roles"):
            self._read_memberships()
        return self._roles

    def _read_memberships(self):
        self._roles, self._names, self._is_strict = {}, set(), False
        for organisation, name, role, strict in roles_held(self.pk, self.only_in):
            self._roles.setdefault(organisation, set()).add(role)
            self._names.add(name)
            self._is_strict = self._is_strict or strict

    @property
    def organisation_names(self):
        """In their order, for the bar over each page."""
        return sorted(self._names) if self.roles else []

    def forget_roles(self):
        self.__dict__.pop("_roles", None)

    def organisation_ids(self, *any_of):
        if not any_of:
            return list(self.roles)
        return [organisation for organisation, held in self.roles.items() if held & set(any_of)]

    def has_role(self, organisation, *any_of):
        organisation_id = getattr(organisation, "pk", organisation)
        return bool(self.is_active and self.roles.get(organisation_id, set()) & set(any_of))

    @property
    def has_second_factor(self):
        return self.authenticator_set.filter(type="totp").exists()

    @property
    def lacks_second_factor(self):
        """Works for an organisation that asks everybody for a second factor, and has not set one up."""
        return bool(self.roles) and self._is_strict and not self.has_second_factor

    def forget_second_factor(self):
        """For somebody who has lost phone and recovery codes, and shown by other means who they are."""
        self.authenticator_set.all().delete()
        self.sessions.all().delete()

    def limit_to(self, organisation_id):
        """For a request by token: the person as they are in one organisation, and never an operator."""
        self.only_in, self.is_superuser = organisation_id, False
        self.forget_roles()

    def refresh_from_db(self, *args, **kwargs):
        self.forget_roles()
        super().refresh_from_db(*args, **kwargs)
        if self.only_in is not None:
            self.is_superuser = False

    def save(self, *args, **kwargs):
        if self.only_in is not None:
            raise RuntimeError(
                "A person limited by a token is not the whole person: saving would take rights away."
            )
        super().save(*args, **kwargs)

    def rename(self, name):
        """Also for whoever is limited by a token, and never saved as such."""
        with transaction.atomic():
            whole = User.objects.select_for_update().get(pk=self.pk)
            whole.name = name
            whole.full_clean(exclude=["password"])
            whole.save(update_fields=["name"])
        self.name = whole.name

    @everything()
    def deactivate(self, at):
        """Rights end at the next request: no sign-in, no token, no post."""
        with transaction.atomic():
            self.is_active = False
            self.save(update_fields=["is_active"])
            for post in self.posts.all():
                post.hand_to(None)
            self.api_tokens.filter(revoked_at=None).update(revoked_at=at)
            self.sessions.all().delete()

    def shut_out(self, at):
        """By the operator, who alone can take it back: no invitation of a lead does."""
        with transaction.atomic():
            self.is_shut_out = True
            self.save(update_fields=["is_shut_out"])
            self.deactivate(at)

    def reactivate(self):
        self.is_active, self.is_shut_out = True, False
        self.save(update_fields=["is_active", "is_shut_out"])

    @everything()
    def come_back(self, password):
        """Somebody who had left every organisation is invited again. Whom the operator shut out stays out."""
        if self.is_superuser or self.is_shut_out or self.memberships.exists():
            raise ValidationError("This account was closed by the operator. Ask them to open it again.")
        self.set_password(password)
        self.is_active = True
        self.save()

    @everything()
    def leave(self, organisation, at):
        """Ends every right in one organisation; with the last organisation goes the account."""
        with transaction.atomic():
            organisation.lock()
            held = self.memberships.filter(organisation=organisation)
            if held.filter(role=Role.LEAD).exists():
                organisation.must_keep_a_lead_without(self)
            for membership in held:
                membership.delete()
            for post in self.posts.filter(organisation=organisation):
                post.hand_to(None)
            self.api_tokens.filter(organisation=organisation, revoked_at=None).update(revoked_at=at)
            self.forget_roles()
            if not self.memberships.exists() and not self.is_superuser:
                self.deactivate(at)

    @everything()
    def forget(self, at):
        """Takes the name out of everything that is kept. What the person wrote stays, under their posts.

        The account keeps its number, which says nothing about anybody: ledgers and histories point at it.
        """
        if self.memberships.exists() or self.is_superuser:
            raise ValidationError("This person still has a role. End it first; then their name can go.")
        invitations = apps.get_model("accounts", "Invitation").objects.filter(email=self.email)
        with transaction.atomic():
            self.deactivate(at)
            invitations.delete()
            self.name, self.email = f"Former colleague {self.pk}", f"former-{self.pk}@forgotten.invalid"
            self.set_unusable_password()
            self.save()
            for kept in (self.emailaddress_set, self.authenticator_set, self.socialaccount_set):
                kept.all().delete()
            self.history.update(name=self.name, email=self.email)
            self.digests.forget()
            apps.get_model("actions", "MailPreference").objects.filter(person=self).delete()
