"""What happens to an action from its opening on: which rows follow on which, and what each moves.

Knows no database. Every row keeps to the table of transitions; a ledger check of what was seeded says so.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate

from actions.large_data import words
from actions.statuses import Status
from actions.transitions import RULES

# How many in a hundred go this way, and the rows of it. `progress` stands for one row or a few.
WORKED_ON = ("opened", "progress", "progress", "progress", "progress")
SIGNED_OFF = ("claimed_done", "accepted", "sustained")
LIVES = (
    (4, ("opened",)),
    (20, (*WORKED_ON, *SIGNED_OFF)),
    (16, (*WORKED_ON, "noted", *WORKED_ON[1:], *SIGNED_OFF)),
    (12, (*WORKED_ON, "extension_asked", "extension_granted", *WORKED_ON[2:], *SIGNED_OFF)),
    (5, (*WORKED_ON, "extension_asked", "extension_refused", "progress", *SIGNED_OFF)),
    (3, (*WORKED_ON, "extension_asked")),
    (8, (*WORKED_ON, "claimed_done", "returned", "progress", "progress", *SIGNED_OFF)),
    (6, (*WORKED_ON, *SIGNED_OFF, "lapsed", "progress", "progress", *SIGNED_OFF)),
    (8, (*WORKED_ON[:3], "reassigned", *WORKED_ON[1:], *SIGNED_OFF)),
    (6, (*WORKED_ON, "deadline_moved", "progress", "progress", *SIGNED_OFF[:2])),
    (4, (*WORKED_ON[:3], "not_pursued")),
    (2, (*WORKED_ON[:2], "not_pursued", "reopened", *WORKED_ON[1:], *SIGNED_OFF)),
    (3, (*WORKED_ON, "corrected", "progress", *SIGNED_OFF)),
    (3, (*WORKED_ON[:3], "reworded", *WORKED_ON[1:], *SIGNED_OFF)),
)
CHANCES, ROWS = tuple(accumulate(chance for chance, _ in LIVES)), [rows for _, rows in LIVES]
CONFIDENCES, HOW_OFTEN = ("on_track", "at_risk", "off_track", ""), tuple(accumulate((60, 20, 8, 12)))
# One action in this many comes to a halt at some row: silent, and later overdue.
HALTS = 7
START = {
    "status": Status.NOT_STARTED.value,
    "confidence": "",
    "forecast_on": None,
    "proposed_due_on": None,
    "check_on": None,
    "superseded_by_id": None,
    "times_moved": 0,
    "updated_on": None,
}
STATUS_AFTER = {kind.value: rule.to_status.value if rule.to_status else None for kind, rule in RULES.items()}


@dataclass(frozen=True)
class Place:
    """A post and who holds it, who writes in its name."""

    post: int
    title: str
    holder: int


@dataclass
class Life:
    """One action's ledger as it grows: dicts of the columns, but for ids and hashes."""

    luck: object
    lead: Place
    assurer: Place
    owners: list[Place]
    until: object
    visibility: str = "public"
    rows: list = field(default_factory=list)

    def tell(self, opened_on, due_on):
        self.day, self.position = opened_on, START | {"due_on": due_on, "original_due_on": due_on}
        self.owner = self.luck.choice(self.owners)
        kinds = list(self._kinds())
        if not self.luck.randrange(HALTS):
            del kinds[self.luck.randint(1, len(kinds)) :]
        for kind in kinds:
            if self.rows:
                self.day += timedelta(4 + int(37 * self.luck.random()))
            if self.day > self.until:
                break
            getattr(self, f"_{kind}", self._plain)(kind)
        return self.rows

    def _kinds(self):
        for kind in self.luck.choices(ROWS, cum_weights=CHANCES)[0]:
            for _ in range(1 + (self.luck.random() < 0.5) if kind == "progress" else 1):
                yield kind

    def _row(self, kind, by, moved=(), **more):
        """What follows on the last row; the position stays but for what this one moves."""
        position = self.position
        position.update(moved)
        position["owner_id"] = self.owner.post
        position["status"] = STATUS_AFTER[kind] or position["status"]
        at = datetime.combine(self.day, time(8), UTC) + timedelta(seconds=int(3600 * self.luck.random()))
        row = {
            "number": len(self.rows) + 1,
            "kind": kind,
            "happened_on": self.day,
            # A second row of the same day comes later on it.
            "entered_at": at + timedelta(minutes=2 * len(self.rows)),
            "by_id": by.holder,
            "by_post": by.title,
            "holder_id": self.owner.holder,
            "note": "",
            "impact": "",
            "visibility": self.visibility,
            "corrects_id": None,
            "withholds": False,
            "attached_sha256s": [],
            "seen_sha256s": [],
            **position,
            **more,
        }
        self.rows.append(row)
        return row

    def _opened(self, kind):
        self._row(kind, self.lead)

    def _progress(self, kind):
        sure = self.luck.choices(CONFIDENCES, cum_weights=HOW_OFTEN)[0]
        late = sure == "at_risk" and self.position["due_on"] + timedelta(30) > self.day
        self._row(
            kind,
            self.owner,
            {
                "confidence": sure,
                "forecast_on": self.position["due_on"] + timedelta(30) if late else None,
                "updated_on": self.day,
            },
            note=self.luck.choice(words.PROGRESS),
            impact=self.luck.choice(words.IMPACTS),
        )

    def _claimed_done(self, kind):
        moved = {"confidence": "", "forecast_on": None, "proposed_due_on": None, "updated_on": self.day}
        self._row(kind, self.owner, moved, note=f"It is finished. {self.luck.choice(words.PROGRESS)}")

    def _accepted(self, kind):
        self._row(kind, self.assurer, {"check_on": self.day + timedelta(90)})

    def _sustained(self, kind):
        self._row(kind, self.assurer, {"check_on": None}, note="Ten files were looked at: it has held.")

    def _lapsed(self, kind):
        self._row(kind, self.assurer, {"check_on": None}, note="Three of ten files were as before.")

    def _returned(self, kind):
        self._row(kind, self.assurer, note="The audit looks at one team only. Show the others too.")

    def _extension_asked(self, kind):
        wished = max(self.position["due_on"], self.day) + timedelta(self.luck.randint(30, 120))
        self._row(kind, self.owner, {"proposed_due_on": wished}, note=self.luck.choice(words.REASONS))

    def _extension_granted(self, kind):
        self._move(kind, self.position["proposed_due_on"], "It can't be done sooner.")

    def _extension_refused(self, kind):
        self._row(kind, self.lead, {"proposed_due_on": None}, note="Families can't wait for that long.")

    def _deadline_moved(self, kind):
        self._move(kind, self.position["due_on"] + timedelta(60), self.luck.choice(words.REASONS))

    def _move(self, kind, due_on, note):
        moved = {
            "due_on": due_on,
            "proposed_due_on": None,
            "times_moved": self.position["times_moved"] + 1,
        }
        self._row(kind, self.lead, moved, note=note)

    def _reassigned(self, kind):
        self.owner = self.luck.choice([place for place in self.owners if place is not self.owner])
        self._row(kind, self.lead, note="The work has moved to another service.")

    def _noted(self, kind):
        seen_by = self.luck.choice(("officers", "members", "public"))
        self._row(kind, self.owner, note="The member of the panel was away.", visibility=seen_by)

    def _corrected(self, kind):
        wrong = self.rows[-1]
        self._row(
            kind,
            Place(self.owner.post, wrong["by_post"], wrong["by_id"]),
            note="The figure is six in ten.",
            visibility=wrong["visibility"],
            corrects_id=wrong["number"],
            withholds=not self.luck.randrange(3),
        )

    def _reworded(self, kind):
        self._row(kind, self.lead, note="Title was: Review the oversight", visibility="officers")

    def _plain(self, kind):
        """Closed without being done, or taken up again."""
        self._row(kind, self.lead, {"proposed_due_on": None}, note="Decided by the board of the month.")
