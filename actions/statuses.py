"""The words of an action's life: a value for the database, a label for people."""

from enum import StrEnum


class Word(StrEnum):
    """An enumeration whose members are written `NAME = value, label`."""

    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls):
        return [(member.value, member.label) for member in cls]


class Status(Word):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done"
    ACCEPTED = "accepted", "Accepted"
    SUSTAINED = "sustained", "Sustained"
    NOT_PURSUED = "not_pursued", "Not pursued"


OPEN = (Status.NOT_STARTED, Status.IN_PROGRESS)


class Kind(Word):
    OPENED = "opened", "Opened"
    PROGRESS = "progress", "Progress recorded"
    CLAIMED_DONE = "claimed_done", "Claimed done"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Sent back"
    SUSTAINED = "sustained", "Confirmed sustained"
    LAPSED = "lapsed", "Lapsed"
    EXTENSION_ASKED = "extension_asked", "Extension asked for"
    EXTENSION_GRANTED = "extension_granted", "Extension granted"
    EXTENSION_REFUSED = "extension_refused", "Extension refused"
    DEADLINE_MOVED = "deadline_moved", "Deadline moved"
    REASSIGNED = "reassigned", "Owner changed"
    NOT_PURSUED = "not_pursued", "Not pursued"
    REOPENED = "reopened", "Reopened"
    SUPERSEDED = "superseded", "Superseded"
    CORRECTED = "corrected", "Correction"
    NOTED = "noted", "Note"
    REWORDED = "reworded", "Details changed"


# Rows in which the people doing the work say how it goes. Silence is counted from the last of them.
UPDATES = (Kind.PROGRESS, Kind.CLAIMED_DONE)

# Rows that say whose an action is from then on.
NAMING_OWNERS = (Kind.OPENED, Kind.REASSIGNED)

# Rows by which an action comes to be signed off, or is so no longer.
SIGNING = (Kind.ACCEPTED, Kind.SUSTAINED, Kind.LAPSED)

# Rows that leave the position as it was: their words are all they hold.
WORDS_ONLY = (Kind.NOTED, Kind.CORRECTED)


class Confidence(Word):
    NOT_STATED = "", "Not stated"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


class Visibility(Word):
    PUBLIC = "public", "Everybody"
    MEMBERS = "members", "Scrutiny members and officers"
    OFFICERS = "officers", "Officers only"


class Part(Word):
    """What a person is to one action. A role of the organisation is a part in all of its actions."""

    OWNER = "owner", "holder of the owning post"
    CONTRIBUTOR = "contributor", "holder of a contributing post"
    LEAD = "lead", "improvement lead"
    MANAGER = "manager", "service manager"
    ASSURER = "assurer", "assurer"
    AUTHOR = "author", "author of the row"


class Closeness(Word):
    """Why a person may be too close to an action to decide on it, and what that person is told."""

    OWNS = "owns", "you hold the post that owns this action"
    OWNED = "owned", "you held the owning post when progress was recorded or the claim was made"
    CLAIMED = "claimed", "you claimed it done"
    EVIDENCED = "evidenced", "you supplied evidence for it"
    ASKED = "asked", "you asked for the extension"
    BOUND = "bound", "it is or was your own deadline; the owner can ask for more time instead"


# The position: every ledger row holds all of it as it stands after the row, and Action keeps a copy.
POSITION = (
    "status",
    "confidence",
    "due_on",
    "forecast_on",
    "owner_id",
    "proposed_due_on",
    "check_on",
    "superseded_by_id",
    "original_due_on",
    "times_moved",
    "updated_on",
)
