from functools import lru_cache

from django import template
from django.forms.utils import flatatt
from django.template import Context, Engine
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def page_numbers(page):
    """The page numbers worth offering: the ends, the neighbours, and an ellipsis for the rest."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def tag(text, kind):
    """components/tag.html, for lists: drawn once for each word, however many rows have it."""
    return _drawn(Engine.get_default().get_template("components/tag.html"), str(kind), str(text))


@lru_cache(maxsize=1000)
def _drawn(component, kind, text):
    # The component is part of what is remembered: while it is being worked on, each reading makes a new one.
    return component.render(Context({"kind": kind, "text": text}))


@register.filter
def options(groups):
    """Of a select: groups, as Django's widget gives them."""
    return format_html_join("\n", "{}", ((_group(name, rows),) for name, rows, _ in groups))


def _group(name, rows):
    drawn = format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((option["value"], flatatt(option["attrs"]), option["label"]) for option in rows),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


@register.filter
def current_at(request, address):
    """What aria-current says of a link: this very page, one that lies below it, or neither."""
    if request.path == address:
        return "page"
    # Everything lies below the front page.
    return "true" if address != "/" and request.path.startswith(address) else ""


@register.filter
def holds_role(user, role):
    """Does this person hold the role for any organisation? For what is offered, never for what is allowed."""
    return bool(user.organisation_ids(role))


@register.simple_tag
def organisations_of(user):
    """The names over the pages of a signed-in person: one organisation, or how many."""
    names = user.organisation_names
    return names[0] if len(names) == 1 else f"{len(names)} organisations" if names else ""
