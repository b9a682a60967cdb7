"""What every answer and page must have, and what none may show: each fault in words."""

import re

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Model, QuerySet
from django.test.utils import ContextList
from lxml import html

from tests.guards.form_classes import choice_fields, forms_in
from tests.guards.world import ANONYMOUS, LEAD, OPERATOR, ROLES, SECRETS, STRANGER, SURNAME, VIEWER

HANDLERS = re.compile(r"^on[a-z]+$")


def is_safe(answer):
    policy = answer.get("Content-Security-Policy", "")
    return (
        "default-src 'none'" in policy
        and ("frame-ancestors 'none'" in policy or "sandbox" in policy)
        and "unsafe" not in policy
        and answer.get("X-Content-Type-Options") == "nosniff"
        and answer.get("X-Frame-Options") == "DENY"
        and answer.get("Referrer-Policy") == settings.SECURE_REFERRER_POLICY == "same-origin"
        and answer.get("Cross-Origin-Opener-Policy") == "same-origin"
        and answer.get("Cross-Origin-Resource-Policy") == "same-origin"
        and "camera=()" in answer.get("Permissions-Policy", "")
    )


def faults(text):
    """What is wrong with a page, whatever it is about."""
    page = html.fromstring(text)
    if len(page.findall(".//h1")) != 1:
        yield f"it has {len(page.findall('.//h1'))} h1"
    if not re.match(r".*\w.* – Followthrough$", page.findtext(".//title", "").strip()):
        yield f"its title is {page.findtext('.//title')!r}"
    if page.get("lang") != "en-GB":
        yield "it does not say that it is in English"
    links = page.findall(".//a")
    if (
        not links
        or links[0].get("href") != "#main-content"
        or page.find(".//main[@id='main-content']") is None
    ):
        yield "its first link does not skip to the main content"
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    yield from (f"the id {each} is used twice" for each in sorted(set(ids)) if ids.count(each) > 1)
    for element in page.iter():
        yield from inline_code(element)


def inline_code(element):
    if element.tag == "style" or element.get("style"):
        yield f"<{element.tag}> is styled inline"
    if element.tag == "script" and not element.get("src"):
        yield "a script is inline"
    yield from (f"<{element.tag}> has {name}" for name in element.attrib if HANDLERS.match(name))
    for name in ("src", "href", "action"):
        target = element.get(name, "")
        if target.startswith("javascript:"):
            yield f"<{element.tag}> has a {name} that is a script"
        if element.tag in ("script", "link", "img", "form") and re.match(r"(https?:)?//", target):
            yield f"<{element.tag}> reaches outside: {target}"


def is_html(answer):
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def faults_of_page(answer, row, world, person):
    """Of a page of ours as this person gets it at their own organisation."""
    if is_html(answer) and not row.is_api:
        text = answer.content.decode()
        yield from faults(text)
        yield from words_of_others(text, person)
    yield from offered_beyond(answer, row, world, person)
    if not row.is_list and not row.not_a_list and (shown := lists_in(answer)):
        yield f"it shows {', '.join(shown)}: give its row in the table a grow="


def words_of_others(text, person):
    if person == ANONYMOUS and SURNAME.lower() in text.lower():
        yield "it tells the public a person's name"
    if person not in (STRANGER, OPERATOR):
        yield from (f"it shows {secret!r} of the other organisation" for secret in SECRETS if secret in text)


def offered_beyond(answer, row, world, person):
    """A form offers only what its user may see in this organisation."""
    if person not in (*ROLES, OPERATOR):
        return
    for form in forms_in(answer):
        for name, field in choice_fields(form).items():
            seen = world.seen_by(person, field.queryset.model)
            beyond = [
                each
                for each in field.queryset
                if each.pk not in seen
                or (row.args and person != OPERATOR and organisation_of(each) == world.east.organisation)
            ]
            if beyond:
                yield f"{type(form).__name__}.{name} offers what is not theirs: {beyond}"


def organisation_of(thing):
    return thing if thing._meta.label == "accounts.Organisation" else getattr(thing, "organisation", None)


def faults_of_empty_form(answer, person):
    """A form sent empty comes back as a whole page that says what is wrong."""
    if person in (VIEWER, LEAD, OPERATOR) and any(form.errors for form in forms_in(answer)):
        text = answer.content.decode()
        yield from faults(text)
        if "govuk-error-summary" not in text:
            yield "no error summary"
        if "<title>Error: " not in text:
            yield "the title does not say that there is an error"


def is_rows(value):
    if isinstance(value, Page):
        value = value.object_list
    if isinstance(value, QuerySet):
        return True
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(each, Model) for each in value)


def lists_in(answer):
    """The names under which a page was given rows to show."""
    layers = answer.context if isinstance(answer.context, ContextList) else []
    parts = [part for layer in layers for part in getattr(layer, "dicts", [])]
    return sorted({name for part in parts for name, value in part.items() if is_rows(value)})
