"""Verbs of the deadline. It moves in two ways: asked and granted, or moved by a lead. Each has a reason."""

from django.core.exceptions import ValidationError

from actions.models.recording import Recording, day_of, said
from actions.refusals import Refused
from actions.statuses import Kind


class DeadlineVerbs(Recording):
    def ask_for_extension(self, by, at, proposed_due_on, note, **how):
        on = how.get("on") or day_of(at)

        def change(now):
            _refuse(why_not_asked(now))
            if proposed_due_on is None or proposed_due_on <= max(now.due_on, on):
                raise ValidationError(
                    {"proposed_due_on": f"Ask for a day after {said(max(now.due_on, on))}."}
                )
            return {"proposed_due_on": proposed_due_on}

        return self._record(Kind.EXTENSION_ASKED, by, at, note=note, change=change, **how)

    def grant_extension(self, by, at, note, **how):
        def change(now):
            _refuse(why_not_decided(now))
            return moved_to(now.proposed_due_on, now)

        return self._record(Kind.EXTENSION_GRANTED, by, at, note=note, change=change, **how)

    def refuse_extension(self, by, at, note, **how):
        def change(now):
            _refuse(why_not_decided(now))
            return {"proposed_due_on": None}

        return self._record(Kind.EXTENSION_REFUSED, by, at, note=note, change=change, **how)

    def move_deadline(self, by, at, due_on, note, **how):
        """The first deadline may be set by whoever leads; a move of one's own is asked for instead."""

        def change(now):
            if due_on is None or due_on == now.due_on:
                raise ValidationError({"due_on": "Give a deadline other than the present one."})
            return moved_to(due_on, now)

        return self._record(Kind.DEADLINE_MOVED, by, at, note=note, change=change, **how)

    def deadline_moves(self):
        """The rows that changed the deadline, oldest first, each with `previous_due_on`."""
        moves, before = [], None
        for row in self.updates.select_related("by", "owner").order_by("number"):
            if before is not None and row.due_on != before.due_on:
                row.previous_due_on = before.due_on
                moves.append(row)
            before = row
        return moves


def moved_to(due_on, now):
    return {
        "due_on": due_on,
        "proposed_due_on": None,
        "original_due_on": now.original_due_on or due_on,
        "times_moved": now.times_moved + (now.due_on is not None),
    }


def why_not_asked(now):
    return None if now.due_on else "This action has no deadline yet. Ask the improvement lead to set one."


def why_not_decided(now):
    if now.proposed_due_on is None:
        return "Nobody has asked for an extension, or it has been decided already."
    return None


def _refuse(sentence):
    if sentence:
        raise Refused(sentence)
