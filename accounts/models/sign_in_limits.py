import hashlib
from datetime import timedelta

from django.db import models
from django.db.models import F

WINDOW = timedelta(minutes=15)
KEPT_FOR = timedelta(days=1)
# For each deed: tries in a window for one account, and from one network address.
ALLOWED = {
    "sign in": (8, 60),
    "type a code": (8, 60),
    "ask for a new password": (5, 30),
    "open an invitation": (10, 30),
    "subscribe": (5, 30),
}


class SignInLimit(models.Model):
    """Tries in the current window, for one account or one network address.

    In the database because a cache may be emptied, and a guesser must not be able to make that happen.
    A try is taken before it is judged and given back when it was right, so a hundred at once get no more
    tries than one after the other.
    """

    subject = models.CharField(max_length=300, unique=True)
    window_started_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.subject}: {self.tries}"

    @classmethod
    def take_try(cls, deed, account, address, at):
        """False when this address, or this account, has had its tries.

        The address is asked first: one that is barred can't use up the tries of other people's accounts.
        """
        return all(cls._take(subject, allowed, at) for subject, allowed in _subjects(deed, account, address))

    @classmethod
    def give_back(cls, deed, account, address):
        for subject, _ in _subjects(deed, account, address):
            cls.objects.filter(subject=subject, tries__gt=0).update(tries=F("tries") - 1)

    @classmethod
    def forget(cls, deed, account):
        """After a new password nobody's wrong guesses at the old one matter."""
        cls.objects.filter(subject=_account(deed, account)).delete()

    @staticmethod
    def mark_of(account):
        """Enough for the log to tell one account that is tried from another, and not whose it is."""
        return hashlib.sha256(str(account).strip().lower().encode()).hexdigest()[:12]

    @classmethod
    def _take(cls, subject, allowed, at):
        _, is_new = cls.objects.get_or_create(subject=subject, defaults={"window_started_at": at})
        if is_new:
            cls.objects.filter(window_started_at__lt=at - KEPT_FOR).delete()
        cls.objects.filter(subject=subject, window_started_at__lte=at - WINDOW).update(
            window_started_at=at, tries=0
        )
        # The condition and the count are one statement: of two at once only one gets the last try.
        return bool(cls.objects.filter(subject=subject, tries__lt=allowed).update(tries=F("tries") + 1))


def _subjects(deed, account, address):
    per_account, per_address = ALLOWED[deed]
    return (f"{deed}, address {address}", per_address), (_account(deed, account), per_account)


def _account(deed, account):
    """Hashed, because people type their password into the wrong box."""
    return f"{deed}, account {hashlib.sha256(str(account).strip().lower().encode()).hexdigest()}"
