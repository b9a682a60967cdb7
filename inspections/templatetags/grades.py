"""How grades are drawn: `{% load grades %}`."""

from functools import lru_cache

from django import template
from django.template import Context, Engine

from inspections.grade_strip import Step

register = template.Library()


@register.filter
def grade(step):
    """inspections/grade.html, for lists: drawn once for each grade of a scale."""
    component = Engine.get_default().get_template("inspections/grade.html")
    return _drawn(component, step.grade, step.order, step.grades)


@lru_cache(maxsize=1000)
def _drawn(component, word, order, grades):
    return component.render(Context({"step": Step(None, "", word, order, grades, None)}))
