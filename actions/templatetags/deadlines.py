from django import template

from actions import deadlines

register = template.Library()


@register.filter
def late_or_left(due_on, on):
    return deadlines.late_or_left(due_on, on)


@register.filter
def moved_by(days):
    return deadlines.moved_by(days)


@register.filter
def bucket_on(action, on):
    return action.bucket(on)


@register.filter
def rating_on(action, on):
    return action.rating(on)
