"""Writing one row into a ledger: the one place where it happens, and what every row has to keep to."""

from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.prepared import Statement, number
from accounts.working_days import UNKNOWN_YEAR, is_known
from actions import chain
from actions.models.changes import Change
from actions.models.ledger import ProgressUpdate
from actions.models.parts import post_of, why_not
from actions.refusals import Conflict, NotAllowed, Refused
from actions.statuses import POSITION, Visibility
from actions.transitions import RULES

LONGEST = 20_000
ACTION = "action"
DAYS = ("due_on", "forecast_on", "proposed_due_on", "check_on")
MEANWHILE = (
    "Somebody else recorded something on this action meanwhile. See what it is before you decide again."
)


class Recording:
    """Part of Action. Every verb ends here; doors never call it."""

    def _record(self, kind, by, at, *, on=None, based_on=None, change=None, evidence=(), **row):
        """One transaction, one new row, the copy on the action. `change(now)` is what moves of the position.

        `now` is the action as it is under the lock, which may be later than what the caller saw.
        """
        if self.as_at is not None:
            raise Refused(f"This is the action as it stood on {said(self.as_at)}. Go to it as it is now.")
        with transaction.atomic():
            now = self._locked()
            self._agree(now, self.ledger_number if based_on is None else based_on)
            self._permit(kind, by, now, row.get("corrects"))
            moved = change(now) if change else {}
            update = self._row(now, kind, by, at, on, moved, evidence, **row)
            self._write(update, now)
            for piece in evidence:
                piece.attach_to(update)
        self._take_over(update)
        return update

    def _locked(self):
        of = type(self).objects.select_related("owner", "area__inspection")
        return of.select_for_update(of=("self",)).get(pk=self.pk)

    def _agree(self, now, based_on):
        if now.ledger_number != based_on:
            raise Conflict(MEANWHILE, now, based_on)

    def _permit(self, kind, by, now, corrects):
        closed = RULES[kind].why_closed_from(now.status)
        if closed:
            raise Refused(closed)
        sentence = why_not(by, now, kind, corrects)
        if sentence:
            raise NotAllowed(sentence)

    def _row(self, now, kind, by, at, on, moved, evidence, **row):
        rule = RULES[kind]
        last = last_row(now)
        position = {name: getattr(now, name) for name in POSITION} | moved
        position["status"] = rule.status_after(position["status"])
        must_be_known({name: position[name] for name in DAYS})
        update = ProgressUpdate(
            action=now,
            number=now.ledger_number + 1,
            kind=kind,
            happened_on=day_it_happened(on, at, last),
            # Two hosts' clocks may differ by a moment; what was known when must still be in order.
            entered_at=max(at, last.entered_at) if last else at,
            by=by,
            by_post=post_of(by, now),
            holder_id=now.owner.holder_id if now.owner else None,
            visibility=chosen("visibility", row.pop("visibility", None) or now.visibility, Visibility),
            note=words("note", row.pop("note", ""), "note" in rule.requires),
            impact=words("impact", row.pop("impact", "")),
            attached_sha256s=sorted(piece.sha256 for piece in evidence),
            previous_hash=last.hash if last else chain.FIRST,
            **position,
            **row,
        )
        update.hash = update.hash_now()
        return update

    def _write(self, update, now):
        try:
            with transaction.atomic():
                update.save()
                Change.objects.create(update=update)
        except IntegrityError as problem:
            if "one_update_per_number" in str(problem) or "number" in str(problem):
                raise Conflict(MEANWHILE, self._locked(), now.ledger_number) from problem
            raise
        if not type(self).objects.copy_position(update):
            raise Conflict(MEANWHILE, self._locked(), now.ledger_number)

    def _take_over(self, update):
        for name, value in update.position.items():
            setattr(self, name, value)
        self.ledger_number = update.number


class LastRow(NamedTuple):
    """As much of it as the next one has to keep to."""

    hash: str
    entered_at: datetime
    happened_on: date


def last_row(action):
    """None in a new ledger."""
    found = _last_row().ask({ACTION: action.pk}) if action.ledger_number else []
    return LastRow(*found[0]) if found else None


@cache
def _last_row():
    rows = ProgressUpdate.objects.filter(action=number(0)).order_by("-number")
    return Statement(rows.values_list(*LastRow._fields)[:1], {number(0): ACTION})


def day_of(at):
    """The day on which a moment falls where the service is used."""
    return at.astimezone(timezone.get_default_timezone()).date()


def day_it_happened(on, at, last):
    on = on or day_of(at)
    if on > day_of(at):
        raise ValidationError(
            {"happened_on": "This day is in the future. Give the day on which it happened."}
        )
    if last is not None and on < last.happened_on:
        raise ValidationError(
            {
                "happened_on": f"The row before happened on {said(last.happened_on)}: it never goes back. "
                "Give that day or a later one, and say in the note when it happened."
            }
        )
    return on


def must_be_known(days):
    """A mistyped year would stretch every plan, calendar and chart that the action is in."""
    wrong = {name: UNKNOWN_YEAR for name, day in days.items() if day is not None and not is_known(day)}
    if wrong:
        raise ValidationError(wrong)


def words(field, text, required=False):
    text = (text or "").replace("\r\n", "\n").strip()
    if required and not text:
        raise ValidationError({field: "Write a sentence here: it stays on record and others rely on it."})
    if len(text) > LONGEST:
        raise ValidationError(
            {field: f"This is {len(text)} characters long; the most is {LONGEST}. Shorten it."}
        )
    if not text.isprintable() and any(char < " " and char not in "\n\t" for char in text):
        raise ValidationError(
            {field: "This holds a character that can't be shown. Type it again as plain text."}
        )
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValidationError({field: "This holds half a character. Type it again as plain text."})
    return text


def chosen(field, value, enumeration):
    try:
        return enumeration(value)
    except ValueError:
        labels = ", ".join(member.label for member in enumeration)
        raise ValidationError({field: f"“{value}” is not one of: {labels}."}) from None


def said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
