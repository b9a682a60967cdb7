from django.db import connection, models

# One statement, so that two at once are both counted. The window is the minute since 1970.
_COUNT = """
    INSERT INTO accounts_requestcount (subject, minute, taken) VALUES (%s, %s, %s)
    ON CONFLICT (subject) DO UPDATE SET
        taken = excluded.taken + CASE WHEN accounts_requestcount.minute = excluded.minute
                                      THEN accounts_requestcount.taken ELSE 0 END,
        minute = excluded.minute
    RETURNING taken
"""


class RequestCount(models.Model):
    """Requests to the API in the current minute, by one token, one person or one network address.

    In the database, because every process on every host counts the same callers.
    """

    subject = models.CharField(max_length=80, unique=True)
    minute = models.BigIntegerField(db_index=True)
    taken = models.PositiveIntegerField()

    class Meta:
        ordering = ["subject"]

    def __str__(self):
        return f"{self.subject}: {self.taken}"

    @classmethod
    def take(cls, subject, wanted, allowed, minute):
        """(how many of those wanted may be made, how many are left for everybody else)."""
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [subject, minute, wanted])
            taken = cursor.fetchone()[0]
        before = taken - wanted
        return max(0, min(wanted, allowed - before)), max(0, allowed - taken)

    @classmethod
    def forget_before(cls, minute):
        return cls.objects.filter(minute__lt=minute).delete()
