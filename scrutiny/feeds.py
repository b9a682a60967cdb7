"""Atom feeds of what everybody may know. The same things give the same bytes, so that readers ask cheaply."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from scrutiny import public_events

LENGTH = 50
BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# What no XML may hold would break the whole feed for every reader.
NOT_IN_XML = {number: None for number in range(32) if chr(number) not in "\t\n\r"}


class _Feed(Atom1Feed):
    def latest_post_date(self):
        """Of an empty feed too it is a fixed moment: otherwise each answer would be another."""
        return max((item["updateddate"] for item in self.items), default=BEFORE_ANYTHING)


def feed(target, title, address, own_address):
    """`target` is an organisation, an inspection or a committee; the addresses are paths."""
    made = _Feed(
        title=title.translate(NOT_IN_XML),
        link=settings.PUBLIC_URL + address,
        description="",
        language="en-gb",
        feed_url=settings.PUBLIC_URL + own_address,
        feed_guid=public_events.tag(f"{target._meta.model_name}s", target.pk),
        author_name=_organisation(target).name.translate(NOT_IN_XML),
    )
    for event in public_events.events_of(target, LENGTH):
        made.add_item(
            title=event.title.translate(NOT_IN_XML),
            link=event.address,
            description=linebreaks(event.words.translate(NOT_IN_XML), autoescape=True),
            unique_id=event.name,
            pubdate=event.at,
            updateddate=event.at,
        )
    return made.writeString("utf-8").encode()


def _organisation(target):
    return target if target._meta.model_name == "organisation" else target.organisation
