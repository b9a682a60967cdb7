"""Mails of reminders: one's own choices, and the one click that stops what is optional."""

from actions.reminders import stopping
from tests.guards.access_table.actions import of
from tests.guards.access_table.organisations import here, of_person
from tests.guards.access_table.row import EVERYBODY, LEADS, OPERATORS, SIGNED_IN, Row
from tests.guards.reminders_world import more_people_to_tell
from tests.guards.world import ASSURER, MANAGER, VIEWER

BY_MAIL_PROGRAMS = "mail programs post to it by themselves (RFC 8058); the address itself is signed"


def signed(place):
    return {"signed": stopping.sign(place.people[MANAGER])}


def on_two_days(place):
    return {"rhythm": "chosen", "weekdays": [0, 3], "hour": 9, "wanted": ["silent"]}


def of_digest(place):
    return {"pk": place.more["digest"].pk}


ROWS = (
    Row(
        route="mail-preferences",
        reads=SIGNED_IN,
        writes=SIGNED_IN,
        post=on_two_days,
        not_a_list="one's ten latest mails",
    ),
    Row(
        route="stop-mail",
        args=signed,
        reads=EVERYBODY,
        writes=EVERYBODY,
        needs_no_token=BY_MAIL_PROGRAMS,
        not_a_list="the parts of a mail that are optional",
    ),
    Row(route="organisation-reminders", args=here, reads=LEADS, grow=more_people_to_tell),
    Row(route="organisation-mails", args=here, reads=LEADS, grow=more_people_to_tell),
    Row(route="operator-reminders", reads=OPERATORS, grow=more_people_to_tell),
    Row(route="operator-mails", reads=OPERATORS, grow=more_people_to_tell),
    Row(route="digest", args=of_digest, reads=LEADS | {MANAGER}, refused="404"),
    Row(route="resend-digest", args=of_digest, writes=LEADS, refused="404"),
    Row(route="send-now", args=of_person, writes=LEADS),
    Row(
        route="told-of-action",
        args=of("action"),
        reads=LEADS | {MANAGER, ASSURER, VIEWER},
        grow=more_people_to_tell,
    ),
)
