"""Writing down what is owed, and opening one mail a person and day that will say it. Sets of rows only."""

from types import MappingProxyType

from django.db import transaction
from django.db.models import OuterRef, Subquery

from actions.models import Digest, DigestOrganisation, Reminder
from actions.models.digests import State
from actions.reminders import selection, turns

AT_ONCE = 500


def note_reminders(on, people=None):
    """Everything that is owed on a day, whether or not their hour has come; says how many are unsaid."""
    whose = turns.turns(on=on, people=people)
    noted = 0
    for some in selection.rounds(whose):
        with transaction.atomic():
            noted += len(_note(on, [owed for _, found in some for owed in found]))
    return noted


def open_digests(some, at):
    """For one round of `selection.rounds`: the reminders, and a mail for whoever is owed any. Twice is once.

    Returns the ids of the mails that this call has opened.
    """
    on = some[0][0].on
    owing = [(turn, owed) for turn, owed in some if owed]
    with transaction.atomic():
        opened = _open(on, at, [turn.person for turn, _ in owing])
        mine = [each for turn, owed in owing if turn.person in opened for each in owed]
        for part in _in_parts(_note(on, mine, opened)):
            digest = Digest.objects.filter(person=OuterRef("person"), local_date=on).values("pk")[:1]
            Reminder.objects.filter(pk__in=part).unsaid(on).update(said_in=Subquery(digest))
        _note_organisations(opened, mine)
        _carry_forward(on, [turn.person for turn, _ in some])
        turns.note_turns([turn for turn, _ in some])
    return list(opened.values())


def _note(on, owed, opened=MappingProxyType({})):
    """What is new is said in the mail that is opened for its person, if there is one.

    Returns the ids of the reminders that are these and unsaid. What is owed no more is left as it was.
    """
    owed = sorted(owed, key=lambda each: each.key)
    Reminder.objects.bulk_create(
        (_reminder(on, each, opened.get(each.person)) for each in owed),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    wanted, noted = {each.key for each in owed}, []
    for some in _in_parts([each.matter for each in owed]):
        rows = Reminder.objects.unsaid(on).filter(matter__in=some).order_by()
        noted += [
            pk
            for pk, matter, person in rows.values_list("pk", "matter", "person_id")
            if (matter, person) in wanted
        ]
    return noted


def _reminder(on, owed, digest_id):
    return Reminder(
        person_id=owed.person,
        post_id=owed.post,
        organisation_id=owed.organisation,
        subject=owed.subject,
        action_id=owed.id_of("action"),
        measure_id=owed.id_of("measure"),
        clock_id=owed.id_of("clock"),
        stage=owed.stage,
        deadline=owed.deadline,
        round=owed.round,
        matter=owed.matter,
        ledger_number=owed.ledger_number,
        noted_on=on,
        said_in_id=digest_id,
    )


def _carry_forward(on, people):
    """What an earlier day's mail could not deliver goes into this one: one mail, at the stage now reached."""
    waiting = Digest.objects.undelivered_before(on).filter(person__in=people)
    waiting.update(state=State.DROPPED, error="It could not be delivered on its day. The next mail says it.")


def _open(on, at, people):
    """{person: id} of the mails that are this call's and not another's of the same moment."""
    wanted = {
        person: Digest(person_id=person, local_date=on, made_at=at, next_try_at=at)
        for person in sorted(people)
    }
    Digest.objects.bulk_create(wanted.values(), batch_size=AT_ONCE, ignore_conflicts=True)
    ids = [digest.pk for digest in wanted.values()]
    return {
        person: pk
        for part in _in_parts(ids)
        for pk, person in Digest.objects.filter(pk__in=part).order_by().values_list("pk", "person_id")
    }


def _note_organisations(opened, owed):
    about = sorted({(each.person, each.organisation) for each in owed})
    DigestOrganisation.objects.bulk_create(
        (DigestOrganisation(digest_id=opened[person], organisation_id=pk) for person, pk in about),
        batch_size=AT_ONCE,
    )


def _in_parts(values):
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
