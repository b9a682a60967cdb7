from django import template
from django.urls import reverse

from accounts import permissions

register = template.Library()

FOR_EVERYBODY = (("Posts", "posts"),)
FOR_LEADS = (
    ("People", "people"),
    ("Posts", "posts"),
    ("Invitations", "invitations"),
    ("API tokens", "organisation-tokens"),
    ("Webhooks", "webhooks"),
    ("Settings", "organisation-settings"),
    ("Reminders", "organisation-reminders"),
    ("Closure days", "closure-days"),
    ("History", "organisation-history"),
)


@register.simple_tag
def organisation_pages(organisation, user):
    """[(words, address)] of what this person may open about the organisation."""
    pages = FOR_LEADS if permissions.may_look_after_people(user, organisation) else FOR_EVERYBODY
    return [(words, reverse(name, args=[organisation.slug])) for words, name in pages]
