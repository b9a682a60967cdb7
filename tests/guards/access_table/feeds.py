"""Feeds and mails. The world's organisations have no public site: nobody outside gets a feed of them."""

from tests.guards.access_table.inspections import of_inspection
from tests.guards.access_table.organisations import here
from tests.guards.access_table.reminders import BY_MAIL_PROGRAMS
from tests.guards.access_table.row import EVERYBODY, INSIDERS, Row
from tests.guards.access_table.scrutiny import of_committee


def an_address(place):
    return {"email": "resident@example.org"}


def feed(route, args):
    return Row(route=route, args=args, reads=INSIDERS, refused_signed_out="404", is_page=False)


def sign_up(route, args):
    return Row(route=route, args=args, reads=INSIDERS, writes=INSIDERS, post=an_address)


ROWS = (
    feed("feed-organisation", here),
    feed("feed-inspection", of_inspection),
    feed("feed-committee", of_committee),
    sign_up("subscribe", here),
    sign_up("subscribe-to-inspection", of_inspection),
    sign_up("subscribe-to-committee", of_committee),
    Row(route="subscription-asked", reads=EVERYBODY),
    Row(
        route="confirm-subscription",
        args=lambda place: {"secret": place.more["secret"]},
        reads=EVERYBODY,
        writes=EVERYBODY,
    ),
    Row(
        route="end-subscription",
        args=lambda place: {"signed": place.more["going"]},
        reads=EVERYBODY,
        writes=EVERYBODY,
        needs_no_token=BY_MAIL_PROGRAMS,
    ),
)
