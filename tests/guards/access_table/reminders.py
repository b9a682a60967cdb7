"""Mails of reminders: one's own choices, and the one click that stops what is optional."""

from actions.reminders import stopping
from tests.guards.access_table.row import EVERYBODY, SIGNED_IN, Row
from tests.guards.world import MANAGER

BY_MAIL_PROGRAMS = "mail programs post to it by themselves (RFC 8058); the address itself is signed"


def signed(place):
    return {"signed": stopping.sign(place.people[MANAGER])}


def on_two_days(place):
    return {"rhythm": "chosen", "weekdays": [0, 3], "hour": 9, "wanted": ["silent"]}


ROWS = (
    Row(route="mail-preferences", reads=SIGNED_IN, writes=SIGNED_IN, post=on_two_days),
    Row(
        route="stop-mail",
        args=signed,
        reads=EVERYBODY,
        writes=EVERYBODY,
        needs_no_token=BY_MAIL_PROGRAMS,
        not_a_list="the parts of a mail that are optional",
    ),
)
