"""Positions in words: `{% load progress %}`. A page has hundreds, and templates look things up slowly."""

from django import template

from actions import deadlines

register = template.Library()


@register.simple_tag
def told_action(each, on, organisation):
    """What scrutiny/parts/progress_action.html says of a position.ActionPosition."""
    action = each.action
    moved = bool(action.times_moved)
    return {
        "words": str(action),
        "reference": action.reference,
        "address": action.get_absolute_url(),
        "bucket": each.bucket.value,
        "stands": each.bucket.label,
        "rating": each.rated.rating.value,
        "rated": each.rated.rating.label,
        "reason": each.rated.reason,
        "owner": _post(action.owner, organisation) if action.owner else "",
        "helpers": [_post(post, organisation) for post in action.contributors.all()],
        "due": _day(action.due_on),
        "late_or_left": deadlines.late_or_left(action.due_on, on) if each.is_open and action.due_on else "",
        "moved": moved,
        "original": _day(action.original_due_on) if moved else "",
        "movement": each.movement,
        "forecast": _day(action.forecast_on) if each.is_open else "",
        "proposed": _day(action.proposed_due_on) if each.is_open else "",
        "superseded_by": each.superseded_by.reference if each.superseded_by else "",
        "silence": each.silence,
        "is_unheard": each.is_open and not each.silence,
    }


def _post(post, organisation):
    own = post.organisation_id == organisation.pk
    return post.title if own else f"{post.title}, {post.organisation}"


def _day(day):
    return f"{day:%-d %B %Y}" if day else ""
