"""Writing down what is owed, and opening one mail a person and day that will say it. Sets of rows only."""

from itertools import chain
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from actions.models import Digest, DigestOrganisation, Reminder
from actions.models.digests import State
from actions.models.new_rows import add_new
from actions.reminders import turns

LOCK, LONGEST_WAIT = 7_316_242_002, "25s"
COLUMNS = (
    "person_id",
    "post_id",
    "organisation_id",
    "subject",
    "action_id",
    "measure_id",
    "clock_id",
    "stage",
    "deadline",
    "round",
    "matter",
    "ledger_number",
    "noted_on",
    "said_in_id",
)


def open_digests(some, at):
    """For one of `selection.rounds`: the reminders, and a mail for whoever is owed any. Twice is once.

    Returns the ids of the mails that this call has opened.
    """
    parts, people = some.unsaid(), [turn.person for turn in some.turns]
    # Before the transaction: mostly there is nothing, or it is all that there is.
    first = next(parts, None)
    with transaction.atomic():
        mails = _Mails(some.on, at)
        if first:
            _be_the_only_one(people)
            for owed in chain([first], parts):
                mails.say(owed)
            mails.note_organisations()
        _carry_forward(some.on, people)
        turns.note_turns(some.turns)
    return list(mails.opened.values())


def _be_the_only_one(people):
    """Two that open many mails, each in its own order, could wait for each other. SQLite lets one write.

    On a busy machine a round of a large country takes longer than a page would wait.
    """
    if connection.vendor == "postgresql" and len(people) > 1:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


class _Mails:
    """Those of one call. What they say comes in parts."""

    def __init__(self, on, at):
        self.on, self.at = on, at
        self.opened, self.looked_at, self.about = {}, set(), set()

    def say(self, owed):
        people = {person for _, person in owed} - self.looked_at
        self.looked_at |= people
        self.opened |= _open(self.on, self.at, people)
        mine = {key: each for key, each in owed.items() if each.person in self.opened}
        self.about |= {(each.person, each.organisation) for each in mine.values()}
        _note(self.on, mine, self.opened)

    def note_organisations(self):
        DigestOrganisation.objects.bulk_create(
            DigestOrganisation(digest_id=self.opened[person], organisation_id=pk)
            for person, pk in sorted(self.about)
        )


def _note(on, owed, opened):
    rows = [_row(on, matter, each, opened) for (matter, _), each in sorted(owed.items(), key=itemgetter(0))]
    if add_new(Reminder, COLUMNS, rows) == len(rows):
        return
    # Noted before, for a mail that came to nothing.
    noted = Reminder.objects.unsaid(on).filter(matter__in=[matter for matter, _ in owed]).order_by()
    again = [pk for pk, *key in noted.values_list("pk", "matter", "person_id") if tuple(key) in owed]
    digest = Digest.objects.filter(person=OuterRef("person"), local_date=on).values("pk")[:1]
    Reminder.objects.filter(pk__in=again).unsaid(on).update(said_in=Subquery(digest))


def _row(on, matter, owed, opened):
    ids = {kind: owed.id_of(kind) for kind in ("action", "measure", "clock")}
    return (
        owed.person,
        owed.post,
        owed.organisation,
        owed.subject,
        *ids.values(),
        owed.stage,
        owed.deadline,
        owed.round,
        matter,
        owed.ledger_number,
        on,
        opened[owed.person],
    )


def _carry_forward(on, people):
    """What an earlier day's mail could not deliver goes into this one: one mail, at the stage now reached."""
    waiting = Digest.objects.undelivered_before(on).filter(person__in=people)
    waiting.update(state=State.DROPPED, error="It could not be delivered on its day. The next mail says it.")


def _open(on, at, people):
    """{person: id} of the mails that are this call's and not another's of the same moment."""
    wanted = [
        Digest(person_id=person, local_date=on, made_at=at, next_try_at=at) for person in sorted(people)
    ]
    Digest.objects.bulk_create(wanted, ignore_conflicts=True)
    rows = Digest.objects.filter(pk__in=[digest.pk for digest in wanted]).order_by()
    return {person: pk for pk, person in rows.values_list("pk", "person_id")}
