"""The one table of what may happen to an action: from which status, to which, by whom, with what words.

Verbs, permissions, pages, the API and docs/domain.md all read it from here.
"""

from dataclasses import dataclass

from actions.statuses import OPEN, Closeness, Kind, Part, Status

EVERY = tuple(Status)
LIVE = (*OPEN, Status.DONE)
SIGNED_OFF = (Status.ACCEPTED, Status.SUSTAINED)
INDEPENDENT = (Closeness.OWNS, Closeness.OWNED, Closeness.CLAIMED, Closeness.EVIDENCED)


@dataclass(frozen=True, kw_only=True)
class Rule:
    kind: Kind
    verb: str
    from_statuses: tuple[Status, ...]
    to_status: Status | None = None
    who: tuple[Part, ...]
    apart_from: tuple[Closeness, ...] = ()
    requires: tuple[str, ...] = ()
    sentence: str

    def status_after(self, status: Status) -> Status:
        return self.to_status or status

    def is_open_from(self, status: str) -> bool:
        return status in self.from_statuses

    def why_closed_from(self, status: str) -> str | None:
        if self.is_open_from(status):
            return None
        return (
            f"“{self.kind.label}” can't be recorded while the action is "
            f"{Status(status).label.lower()}. See its history for what happened."
        )


_TABLE = (
    Rule(
        kind=Kind.OPENED,
        verb="open",
        from_statuses=(),
        to_status=Status.NOT_STARTED,
        who=(Part.LEAD,),
        requires=("title", "good_looks_like"),
        sentence="A lead opens an action for an area.",
    ),
    Rule(
        kind=Kind.PROGRESS,
        verb="record_progress",
        from_statuses=OPEN,
        to_status=Status.IN_PROGRESS,
        who=(Part.OWNER, Part.CONTRIBUTOR, Part.LEAD),
        requires=("note",),
        sentence="Whoever does the work says what has happened; the first time starts the action.",
    ),
    Rule(
        kind=Kind.CLAIMED_DONE,
        verb="claim_done",
        from_statuses=OPEN,
        to_status=Status.DONE,
        who=(Part.OWNER, Part.LEAD),
        requires=("note",),
        sentence="The owner claims the action done. An open request for an extension falls away.",
    ),
    Rule(
        kind=Kind.ACCEPTED,
        verb="accept",
        from_statuses=(Status.DONE,),
        to_status=Status.ACCEPTED,
        who=(Part.ASSURER,),
        apart_from=INDEPENDENT,
        requires=("evidence_seen", "check_on"),
        sentence="An assurer accepts the claim on the evidence seen, and sets the day to check that it held.",
    ),
    Rule(
        kind=Kind.RETURNED,
        verb="send_back",
        from_statuses=(Status.DONE,),
        to_status=Status.IN_PROGRESS,
        who=(Part.ASSURER,),
        requires=("note",),
        sentence="An assurer sends the claim back and says what is missing.",
    ),
    Rule(
        kind=Kind.SUSTAINED,
        verb="confirm_sustained",
        from_statuses=(Status.ACCEPTED,),
        to_status=Status.SUSTAINED,
        who=(Part.ASSURER,),
        apart_from=INDEPENDENT,
        requires=("note",),
        sentence="An assurer checks on a later day and confirms that the improvement held.",
    ),
    Rule(
        kind=Kind.LAPSED,
        verb="lapse",
        from_statuses=SIGNED_OFF,
        to_status=Status.IN_PROGRESS,
        who=(Part.ASSURER, Part.LEAD),
        requires=("note",),
        sentence="The improvement did not hold: the action is in progress again, under its old deadline.",
    ),
    Rule(
        kind=Kind.EXTENSION_ASKED,
        verb="ask_for_extension",
        from_statuses=OPEN,
        who=(Part.OWNER,),
        requires=("note", "proposed_due_on"),
        sentence="The owner asks for a later deadline and says why. The deadline has not moved yet.",
    ),
    Rule(
        kind=Kind.EXTENSION_GRANTED,
        verb="grant_extension",
        from_statuses=OPEN,
        who=(Part.LEAD,),
        apart_from=(Closeness.ASKED, Closeness.OWNS),
        requires=("note",),
        sentence="A lead who neither asked nor owns the action grants the deadline asked for.",
    ),
    Rule(
        kind=Kind.EXTENSION_REFUSED,
        verb="refuse_extension",
        from_statuses=OPEN,
        who=(Part.LEAD,),
        apart_from=(Closeness.ASKED, Closeness.OWNS),
        requires=("note",),
        sentence="A lead who neither asked nor owns the action refuses it; the deadline stays.",
    ),
    Rule(
        kind=Kind.DEADLINE_MOVED,
        verb="move_deadline",
        from_statuses=OPEN,
        who=(Part.LEAD,),
        apart_from=(Closeness.BOUND,),
        requires=("note", "due_on"),
        sentence="A lead sets or moves the deadline. Nobody moves a deadline that binds or bound them.",
    ),
    Rule(
        kind=Kind.REASSIGNED,
        verb="reassign",
        from_statuses=(*LIVE, *SIGNED_OFF),
        who=(Part.LEAD, Part.OWNER),
        requires=("owner",),
        sentence="A lead, or the owner handing over, makes another post the owner.",
    ),
    Rule(
        kind=Kind.NOT_PURSUED,
        verb="not_pursue",
        from_statuses=LIVE,
        to_status=Status.NOT_PURSUED,
        who=(Part.LEAD,),
        requires=("note",),
        sentence="A lead closes the action without it being done, and says why.",
    ),
    Rule(
        kind=Kind.REOPENED,
        verb="reopen",
        from_statuses=(Status.NOT_PURSUED,),
        to_status=Status.IN_PROGRESS,
        who=(Part.LEAD,),
        requires=("note",),
        sentence="A lead takes up an action that was not pursued or was superseded.",
    ),
    Rule(
        kind=Kind.SUPERSEDED,
        verb="supersede",
        from_statuses=LIVE,
        to_status=Status.NOT_PURSUED,
        who=(Part.LEAD,),
        requires=("note", "superseded_by"),
        sentence="A lead closes the action because another of the same organisation takes its place.",
    ),
    Rule(
        kind=Kind.CORRECTED,
        verb="correct",
        from_statuses=EVERY,
        who=(Part.AUTHOR, Part.LEAD),
        requires=("corrects", "note"),
        sentence="The author or a lead corrects the words of an earlier row; the position stays as it is.",
    ),
    Rule(
        kind=Kind.NOTED,
        verb="note",
        from_statuses=EVERY,
        who=(Part.OWNER, Part.CONTRIBUTOR, Part.LEAD, Part.MANAGER, Part.ASSURER),
        requires=("note",),
        sentence="Words or evidence that change nothing in the position.",
    ),
    Rule(
        kind=Kind.REWORDED,
        verb="reword",
        from_statuses=OPEN,
        who=(Part.LEAD,),
        requires=("note",),
        sentence="A lead changes the action's own words, its contributing posts or who may see it.",
    ),
)

RULES: dict[Kind, Rule] = {rule.kind: rule for rule in _TABLE}
