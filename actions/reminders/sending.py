"""One mail: claimed, looked at again, frozen, sent, marked. A worker may die after any line of it."""

import uuid
from smtplib import SMTPResponseException

import structlog
from django.conf import settings
from django.core import mail as mail_library
from django.db import transaction

from accounts.models import User
from accounts.row_security import everything
from actions.models import Action, Digest, Reminder
from actions.reminders import letters, mail, outcomes, selection, turns
from actions.reminders.directory import Directory
from actions.reminders.items import items_of
from actions.reminders.scope import Scope

log = structlog.get_logger(__name__)

NOT_TAKEN = 451
MOST = 200  # lines; a mail that nobody reads to its end tells nobody anything
TOO_LATE = "Nothing in it was owed any more when its turn came."
GONE = "The account was closed before it was sent."


@everything()
def send_digest(digest_id, clock):
    """Sends one mail if it is still owed. Safe to call twice, late, or by several workers at once.

    Returns the state it is left in, None if there was nothing to do.
    """
    digest = Digest.objects.filter(pk=digest_id).first()
    if digest is None or not digest.claim_for(uuid.uuid4(), clock()):
        return None
    try:
        _attempt(digest, clock)
    except Exception as problem:
        # Whatever it was, this mail is tried later and the others go out.
        log.exception("digest_not_made", digest=str(digest.pk))
        digest.write(
            state=Digest.State.AMBIGUOUS if digest.may_have_gone else Digest.State.RETRYING,
            next_try_at=outcomes.next_try(clock(), digest.attempts),
            error_class=type(problem).__name__,
            error=str(problem)[: outcomes.LONGEST],
        )
    return digest.state


def _attempt(digest, clock):
    is_repeat = digest.may_have_gone
    if is_repeat:
        if not _is_to_be_repeated(digest, clock):
            return
    elif not _freeze(digest, clock):
        return
    _send(digest, clock, is_repeat)


def _is_to_be_repeated(digest, clock):
    """Nobody knows whether it went out. If the provider can be asked, it is."""
    if not digest.person.is_active:
        digest.drop(GONE)
        return False
    ask = getattr(mail_library.get_connection(), "was_taken", None)
    if ask is None:
        return True
    try:
        reference = ask(digest.message_id)
    except OSError as problem:
        digest.doubt(outcomes.next_try(clock(), digest.attempts), *outcomes.in_words(problem))
        return False
    if reference:
        digest.mark_sent(clock(), reference)
    return not reference


def _freeze(digest, clock):
    """Everything that the mail says is true in this transaction; who changes it waits, or came before."""
    with transaction.atomic():
        at = clock()
        person = User.objects.select_for_update(no_key=True).get(pk=digest.person_id)
        if not person.is_active:
            digest.drop(GONE)
            return False
        owed = _still_owed(digest, person)
        if not owed:
            digest.drop(TOO_LATE)
            return False
        items = items_of(owed)
        items, digest.further = items[:MOST], len(items[MOST:])
        digest.person, digest.recipient = person, person.email
        subject, text, html = mail.render(digest, items)
        return digest.freeze(
            at,
            sender=settings.DEFAULT_FROM_EMAIL,
            recipient=person.email,
            subject=letters.in_one_line(subject),
            text=text,
            html=html,
            message_id=letters.message_id_of(digest),
            date_header=digest.date_header or letters.date_header_of(at),
            headers=mail.headers(digest, items),
            items=items,
            further=digest.further,
        )


def _still_owed(digest, person):
    """Of what was noted for it, what is true now. The rest is taken back: it may become true again."""
    noted = {reminder.matter: reminder for reminder in digest.reminders.all()}
    actions = [reminder.action_id for reminder in noted.values() if reminder.action_id]
    # Without the key: whoever writes a row that only names the person or the action has not to wait.
    held = Action.objects.select_for_update(of=("self",), no_key=True)
    list(held.filter(pk__in=actions).order_by("pk").values("pk"))
    scope = Scope(
        digest.local_date,
        frozenset((person.pk,)),
        Directory(),
        frozenset(reminder.subject for reminder in noted.values()),
    )
    only = {reminder.stage for reminder in noted.values()}
    turn = turns.turn_of(person, digest.local_date)
    found = selection.each_once(selection.owed_to(scope, [turn], only))
    owed = [each for (matter, _), each in found.items() if matter in noted]
    untrue = noted.keys() - {each.matter for each in owed}
    Reminder.objects.filter(pk__in=[noted[matter].pk for matter in untrue]).update(said_in=None)
    return owed


def _send(digest, clock, is_repeat):
    """Outside every transaction: a mail server may take its time, and nobody waits for a lock meanwhile."""
    letter = letters.letter_of(digest)
    way_out = mail_library.get_connection()
    try:
        way_out.open()
    except Exception as problem:  # noqa: BLE001 - whatever a way out raises is told on the row
        _note_problem(digest, clock, outcomes.of_opening(problem), problem, is_repeat)
        return
    try:
        letter.connection = way_out
        if not letter.send():
            raise SMTPResponseException(NOT_TAKEN, "The way out took no mail.")
    except Exception as problem:  # noqa: BLE001 - as above
        _note_problem(digest, clock, outcomes.of_sending(problem), problem, is_repeat)
    else:
        reference = getattr(letter, "provider_reference", "") or ""
        digest.mark_sent(clock(), reference[:320], is_repeat=is_repeat)
    finally:
        _close(way_out)


def _close(way_out):
    try:
        way_out.close()
    except Exception:
        log.debug("mail_line_not_closed", exc_info=True)


def _note_problem(digest, clock, outcome, problem, is_repeat):
    error = outcomes.in_words(problem)
    wait_until = outcomes.next_try(clock(), digest.attempts)
    if outcome is outcomes.Outcome.UNKNOWN or (is_repeat and outcome is outcomes.Outcome.NOT_NOW):
        # A refusal now says nothing of the first time.
        digest.doubt(wait_until, *error)
    elif outcome is outcomes.Outcome.NOT_NOW:
        digest.try_again(wait_until, *error)
    else:
        digest.fail(*error)
