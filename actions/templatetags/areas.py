"""How areas stand by their actions: `{% load areas %}`."""

from django import template

from actions import open_areas
from actions.statuses import Status

register = template.Library()


@register.simple_tag
def with_open_areas(inspections, user):
    """[(inspection, how many of its areas are still open), ...]"""
    number = open_areas.open_by_inspection(inspections, user)
    return [(inspection, number[inspection.pk]) for inspection in inspections]


@register.simple_tag
def with_standing(areas, user):
    """[(area, open_areas.Standing), ...]"""
    return open_areas.standings(areas, user)


@register.simple_tag
def standing_of(area, user):
    return open_areas.standings([area], user)[0][1]


@register.filter
def how_closed(action):
    """What a line about an action of `Standing.actions` says of its end, or that there is none yet."""
    if action.status == Status.SUSTAINED:
        return f"sustained on {_day(action.closed_on)}, accepted on {_day(action.accepted_on)}"
    if action.status == Status.ACCEPTED:
        return f"accepted on {_day(action.accepted_on)}"
    if action.status == Status.NOT_PURSUED:
        if action.superseded_by:
            return f"action {action.superseded_by.reference} took its place on {_day(action.closed_on)}"
        return f"not pursued since {_day(action.closed_on)}"
    return f"not closed: {Status(action.status).label.lower()}"


def _day(day):
    return f"{day:%-d %B %Y}"
