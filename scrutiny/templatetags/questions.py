"""Members' questions beside what they are about: `{% load questions %}`."""

from django import template

from scrutiny import permissions
from scrutiny.models import Question

register = template.Library()


@register.inclusion_tag("scrutiny/parts/questions.html")
def questions_about_paper(paper, user):
    """On a frozen paper and its inspection's actions: what the paper does not tell itself."""
    asked = Question.objects.visible_to(user).of_paper(paper).filter(withdrawn_on=None)
    asked = asked.exclude(published_at__lte=paper.frozen.known_at)
    related = "paper__inspection__organisation", "action__area__inspection__organisation"
    return {
        "questions": asked.select_related(*related),
        "organisation": paper.organisation,
        "paper": paper,
        "may_ask": permissions.may_ask(user, paper.organisation),
    }


@register.inclusion_tag("scrutiny/parts/questions.html")
def questions_about_action(action, user):
    inspection = action.area.inspection
    asked = Question.objects.visible_to(user).filter(action=action.pk, withdrawn_on=None)
    return {
        "questions": asked.select_related("action__area__inspection__organisation"),
        "organisation": inspection.organisation,
        "inspection": inspection,
        "action": action,
        "may_ask": permissions.may_ask(user, inspection.organisation),
    }
