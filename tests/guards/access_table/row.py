"""One row of the access table: who may read a route, who may write by it, and what everybody else is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.guards.world import ANONYMOUS, INACTIVE, LEAD, OPERATOR, PERSONS, ROLES, STRANGER, Place, World

NOBODY = frozenset()
EVERYBODY = frozenset(PERSONS)
SIGNED_OUT = frozenset({ANONYMOUS, INACTIVE})
SIGNED_IN = EVERYBODY - SIGNED_OUT
INSIDERS = frozenset({*ROLES, OPERATOR})
LEADS = frozenset({LEAD, OPERATOR})
OPERATORS = frozenset({OPERATOR})

ANSWER, SENT_ON, SIGN_IN = "answer", "sent on", "sign in"


@dataclass(frozen=True, kw_only=True)
class Row:
    route: str
    # Arguments of the address, from one organisation's things. A row with `args` is about somebody's things:
    # a person of another organisation must get 404. A row without is about nobody's, or one's own.
    args: Callable[[Place], dict] | None = None
    reads: frozenset = NOBODY
    writes: frozenset = NOBODY  # by POST
    other_methods: Mapping[str, frozenset] = field(default_factory=dict)
    sent_on: frozenset = NOBODY  # of those who read: redirected to another page
    refused: str = "403"  # what an insider without the right is told
    refused_signed_out: str = ""  # what an unknown visitor is told, when it is not to sign in
    missing: str = ""  # the reason, for what the world of the guards has not got: 404 for everybody
    is_api: bool = False
    # A page of allauth: its forms name no rows, and it answers methods in its own way, so long as nothing is
    # written by another method than POST.
    by_library: bool = False
    # A complete and valid POST: needed as soon as the route takes fields.
    post: Callable[[Place], dict] | None = None
    needs_no_token: str = ""  # the reason, for a POST that comes from no page of ours
    # The fields of a POST that brings the form up, for a form that no GET and no empty POST shows.
    shown_by: Callable[[Place], dict] | None = None
    # Makes one more of what the list shows, and so says that the page is a list: its queries must not grow.
    grow: Callable[[World, int], object] | None = None
    writes_when_read: str = ""  # the tables, and the reason, when reading leaves a trace
    is_page: bool = True  # of HTML
    not_a_list: str = ""  # the reason, for a page that shows rows whose number can't grow

    @property
    def is_list(self):
        return self.grow is not None

    def allowed(self, method):
        if method in ("GET", "HEAD"):
            return self.reads
        if method == "POST":
            return self.writes
        return self.other_methods.get(method, NOBODY)

    def expected(self, method, person, is_outsider):
        """The verdicts a person may get from this route by this method."""
        allowed = self.allowed(method)
        refusal = self.refusal(person, is_outsider)
        if self.missing:
            return {"404", "405"}
        if self.by_library and method not in ("GET", "HEAD", "POST"):
            return {ANSWER, SENT_ON, "405", refusal}
        if method == "OPTIONS":
            return {ANSWER, "405", refusal}
        if person in allowed:
            return self._welcome(method, person)
        if allowed:
            return {refusal}
        return {"405"} if person in self.reads | self.writes else {"405", refusal}

    def _welcome(self, method, person):
        if method not in ("GET", "HEAD"):
            return {ANSWER, SENT_ON}
        return {SENT_ON} if person in self.sent_on else {ANSWER}

    def refusal(self, person, is_outsider):
        if person in SIGNED_OUT:
            return self.refused_signed_out or ("401" if self.is_api else SIGN_IN)
        return "404" if is_outsider else self.refused


def standing(person, place, world, row):
    """As whom a person comes to a place: at the other organisation its lead is at home and ours are not."""
    if row.args is None:
        return LEAD if person == STRANGER else person
    if place is world.west or person in (*SIGNED_OUT, OPERATOR):
        return person
    return LEAD if person == STRANGER else STRANGER
