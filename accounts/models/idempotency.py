"""Answers kept for a day: a client that never got its answer asks again, and nothing happens twice."""

from datetime import timedelta

from django.db import IntegrityError, models, transaction

KEPT_FOR = timedelta(hours=24)
# After that whoever held the claim is taken for dead. One that was only slow can't keep its deed: see `keep`.
HELD_FOR = timedelta(seconds=10)


class OtherRequest(Exception):
    """The key was used for something else."""


class UnderWay(Exception):
    """The first request with this key has not ended yet."""


class ClaimLost(Exception):
    """Another request took this one for dead and does its work: nothing of this one may be kept."""


class KeptAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def forget_old(self, at):
        return self.filter(asked_at__lte=at - KEPT_FOR).delete()[0]


class KeptAnswer(models.Model):
    """One key of one caller for one address: claimed before the deed, filled in the deed's transaction."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    caller = models.CharField(max_length=40)
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["caller", "route", "key"], name="one_answer_per_idempotency_key")
        ]

    def __str__(self):
        return f"{self.route} by {self.caller}: {self.status or 'under way'}"

    @property
    def is_kept(self):
        return self.status is not None

    @classmethod
    def claim(cls, user, caller, route, key, body_sha256, at):
        """The row to fill, or the one with the answer given before."""
        about = {"caller": caller, "route": route, "key": key}
        cls.objects.filter(**about).forget_old(at)
        fresh = {"user_id": user.pk, "body_sha256": body_sha256, "asked_at": at, "claimed_at": at}
        try:
            with transaction.atomic():
                return cls.objects.create(**about, **fresh)
        except IntegrityError:
            found = cls.objects.filter(**about).first()
        if found is None:
            # It was given up in this very moment.
            raise UnderWay
        if found.body_sha256 != body_sha256:
            raise OtherRequest
        return found if found.is_kept else found._take_over(at)

    def _take_over(self, at):
        dead = KeptAnswer.objects.filter(
            pk=self.pk, status=None, claimed_at=self.claimed_at, claimed_at__lte=at - HELD_FOR
        )
        if not dead.update(claimed_at=at):
            raise UnderWay
        self.claimed_at = at
        return self

    def _mine(self):
        return KeptAnswer.objects.filter(pk=self.pk, status=None, claimed_at=self.claimed_at)

    def keep(self, status, body, headers):
        """In the transaction of the deed: either both are written or neither."""
        if not self._mine().update(status=status, body=body, headers=headers):
            raise ClaimLost

    def give_up(self):
        """Nothing was done, so the same key may be tried again."""
        self._mine().delete()
