"""What somebody is typing into a form of an action: kept on the server, so that nothing typed is lost."""

import json
from datetime import timedelta

from django.core import signing
from django.db import models

from accounts.models import User
from accounts.row_security import everything
from actions.models.actions import Action

LONGEST = 200_000
TICKET_SECONDS = 24 * 60 * 60
SALT = "actions.draft"
KEPT = timedelta(days=90)


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only, of actions one may still see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user.pk, action__in=Action.objects.visible_to(user))

    def sweep(self, at):
        """What nobody came back to is no longer kept. Says how many there were."""
        number, _ = self.filter(saved_at__lt=at - KEPT).delete()
        return number

    sweep.alters_data = True


class Draft(models.Model):
    action = models.ForeignKey("actions.Action", models.CASCADE, related_name="drafts")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["action", "user", "form"], name="one_draft_per_form_and_person")
        ]

    def __str__(self):
        return f"Draft of {self.form} on {self.action_id}"

    def get_absolute_url(self):
        """The form it was typed into: `correct-3` is that of update 3."""
        verb, _, number = self.form.rpartition("-")
        own = {"add-milestone": "milestones/add"}.get(self.form, self.form)
        return self.action.get_absolute_url() + (
            f"updates/{number}/{verb}/" if number.isdecimal() else f"{own}/"
        )

    @classmethod
    def keep(cls, action, user, form, typed, at):
        """The newest typing takes the place of the older. Says whether it was kept.

        What was sent meanwhile is no draft any more: a late autosave must not bring it back.
        """
        typed = _storable(typed)
        if len(json.dumps(typed)) > LONGEST or _was_sent(action, user, typed):
            return False
        changes = {"typed": typed, "saved_at": at}
        cls.objects.update_or_create(action=action, user=user, form=form, defaults=changes)
        return True

    @classmethod
    @everything()
    def keep_by_ticket(cls, ticket, action_address, form, typed, at):
        """For whoever was signed out while typing: the ticket in their page says whose words these are."""
        try:
            user_id, action_id = signing.loads(ticket, salt=SALT + form, max_age=TICKET_SECONDS)
        except (signing.BadSignature, TypeError, ValueError):
            return False
        user = User.objects.filter(pk=user_id, is_active=True).first()
        action = user and Action.objects.visible_to(user).filter(pk=action_id).first()
        if not action or action.get_absolute_url() != action_address:
            return False
        return cls.keep(action, user, form, typed, at)


def ticket_for(user, action, form):
    """Lets a page that outlived its session still keep what was typed into it, and do nothing else."""
    return signing.dumps([user.pk, action.pk], salt=SALT + form)


def _storable(typed):
    """Without NUL, which PostgreSQL takes neither as text nor in JSON: half a draft beats none."""
    return {_plain(name): [_plain(value) for value in values] for name, values in typed.items()}


def _plain(text):
    return text.replace("\0", "")


def number_in(typed):
    sent = (typed.get("based_on") or [""])[-1]
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None


def _was_sent(action, user, typed):
    number = number_in(typed)
    if number is None:
        return False
    words = (typed.get("note") or [""])[-1].replace("\r\n", "\n").strip()
    return action.updates.filter(number__gt=number, by=user, note=words).exists()
