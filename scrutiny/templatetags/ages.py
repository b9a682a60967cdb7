"""Open areas as a list tells them: `{% load ages %}`."""

from functools import cache

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def told(areas):
    """In words: a council has hundreds of open areas, and a template takes its time over what it looks up."""
    address_of = cache(_address)
    return [
        {
            "words": area.words,
            "address": f"{address_of(area.inspection)}#area-{area.number}",
            "inspection": str(area.inspection),
            "published": _day(area.inspection.published_on),
        }
        for area in areas
    ]


def _address(inspection):
    return reverse("progress", args=[inspection.organisation.slug, inspection.slug])


def _day(day):
    return f"{day:%-d %B %Y}" if day else ""
