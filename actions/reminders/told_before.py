"""Who was told of what has now gone further up: for the mail to whoever stands above."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import date_format

from actions import stages
from actions.models import Digest, Reminder
from actions.reminders.one_line import one_line

EARLIER = (stages.OVERDUE.key, stages.ESCALATED_14.key)
ESCALATED = (stages.ESCALATED_14.key, stages.ESCALATED_28.key)


@dataclass(frozen=True)
class ToldBefore:
    """{(subject, deadline): {post title: the days on which a mail was sent}}"""

    days: dict

    def sentence(self, item):
        told = self.days.get((item.subject, item.deadline), {})
        parts = [f"{one_line(title)}, {_on(days)}" for title, days in told.items() if days]
        return f"Told before: {'; '.join(parts)}." if parts else "Told before: nobody."


def of(items):
    """One query, and none for a mail in which nothing has gone further up."""
    escalated = {item.subject for item in items if item.stage in ESCALATED}
    days = defaultdict(lambda: defaultdict(list))
    if escalated:
        earlier = Reminder.objects.filter(
            subject__in=escalated, stage__in=EARLIER, said_in__state=Digest.State.SENT
        ).exclude(person__in={item.person for item in items})
        for subject, deadline, title, day in earlier.order_by("said_in__local_date", "pk").values_list(
            "subject", "deadline", "post__title", "said_in__local_date"
        ):
            days[subject, deadline][title or "the improvement leads"].append(day)
    return ToldBefore(days)


def _on(days):
    times = sorted(set(days))
    if len(times) == 1:
        return f"on {date_format(times[0])}"
    return f"{len(times)} times, last on {date_format(times[-1])}"
