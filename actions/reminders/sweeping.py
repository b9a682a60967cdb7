"""The look for whose hour has come, any number of times and copies at once."""

from accounts.row_security import everything
from actions.models import Digest
from actions.reminders import arming, noting, selection, sending, turns


@everything()
def sweep(clock, on=None, people=None, is_hour_ignored=False, hand_out=None, tell=None):
    """Opens the mails of whoever's turn it is, and sends or hands out everything that is to be sent now.

    `hand_out(id)` gives a mail to another process and is False when none can be reached: then this one sends.
    `tell(sentence)` is told how far it is. Returns what happened, in numbers.
    """
    if not arming.is_armed():
        return {"faults": [arming.NOT_ARMED]}
    opened = open_digests(clock(), on, people, is_hour_ignored, tell)
    sent = send_owed(clock, on, people, hand_out, tell)
    return {"opened": opened} | sent


def open_digests(at, on=None, people=None, is_hour_ignored=False, tell=None):
    whose = turns.turns(at, on, people, is_hour_ignored)
    opened = looked_at = 0
    for some in selection.rounds(whose):
        opened += len(noting.open_digests(some, at))
        looked_at += len(some.turns)
        if tell:
            tell(f"{looked_at:,} of {len(whose):,} people looked at, {opened:,} mails opened.")
    return opened


def send_owed(clock, on=None, people=None, hand_out=None, tell=None):
    """Every mail whose time has come, those included whose worker was never heard of again."""
    at = clock()
    ids = _owed(at, on or turns.local(at).date(), people)
    numbers = {"sent": 0, "handed_out": 0, "not_sent": 0}
    for number, digest_id in enumerate(ids, 1):
        if hand_out and hand_out(digest_id):
            numbers["handed_out"] += 1
            continue
        hand_out = None
        state = sending.send_digest(digest_id, clock)
        if state is not None:
            numbers["sent" if state == Digest.State.SENT else "not_sent"] += 1
        if tell and number % 100 == 0:
            tell(f"{number:,} of {len(ids):,} mails done.")
    return numbers


def _owed(at, on, people):
    """Today's, and those of earlier days that may have gone out: who may have one hears the very same."""
    owed = Digest.objects.owed(at).order_by("next_try_at", "pk")
    owed = owed if people is None else owed.filter(person__in=people)
    of_today = list(owed.filter(local_date=on).values_list("pk", flat=True))
    earlier = dict(owed.filter(local_date__lt=on, may_have_gone=True).values_list("pk", "person_id"))
    at_work = turns.at_work_on(on, earlier.values()) if earlier else ()
    return of_today + [pk for pk, person in earlier.items() if person in at_work]


def send_now(person, clock):
    """For a button: today's mail of one person, whatever the hour. Pressed twice, it is one mail."""
    return sweep(clock, people=[person.pk], is_hour_ignored=True)
