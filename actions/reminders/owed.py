"""One thing that is owed to be said to one person."""

from datetime import date
from typing import NamedTuple

from actions import stages

SUBJECTS = ("action", "measure", "clock")


class Owed(NamedTuple):
    """What a source yields. The first half says which thing it is; the second is what a mail shows of it."""

    stage: str
    subject: str  # "action:12"; upper apps have words of their own, such as "question:5"
    person: int
    organisation: int  # whose matter it is: its leads may know whether this was said
    deadline: date | None = None
    round: int = 0
    began: int = 0  # ledger row that began it, where the same deadline may begin twice
    post: int | None = None  # as whose holder; None in a role
    is_once: bool = False  # once for all who hold a post, not once for each person
    ledger_number: int | None = None

    reference: str = ""
    title: str = ""
    path: str = ""  # straight to the form that does something about it
    words: str = ""  # "41 days late"
    why: str = ""  # why this person is told
    owner: str = ""
    owner_post: int | None = None

    @property
    def matter(self):
        """The same words mean: it has been said."""
        return f"{self.subject}|{self.stage}|{self.deadline or ''}|{self.began}|{self.round}"

    @property
    def key(self):
        return self.matter, self.person

    @property
    def urgency(self):
        return stages.urgency(self.stage), self.deadline or date.max, self.reference

    def id_of(self, kind):
        """12 for “action” if the subject is action:12; None for what is about something else."""
        name, _, number = self.subject.partition(":")
        return int(number) if name == kind else None
