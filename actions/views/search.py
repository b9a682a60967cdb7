"""Search, for visitors over what is public and for everybody else over what they may see."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions import search
from actions.forms.search import SearchForm

PAGE = 25
FIRST = 5
KINDS = {"actions": "Actions", "areas": "Areas", "updates": "Updates"}


@require_safe
def search_page(request):
    """The first few of each kind; with ?in= all of one kind, page by page."""
    form = SearchForm(request.GET) if "q" in request.GET else SearchForm()
    context = {"form": form, "query": "", "groups": [], "page": None}
    if form.is_valid():
        words = search.words_of(form.cleaned_data["q"])
        found = {kind: _FINDERS[kind](request.user, words) for kind in KINDS}
        wanted = request.GET.get("in", "")
        context["query"] = form.cleaned_data["q"]
        if wanted in KINDS:
            page = Paginator(found[wanted], PAGE).get_page(request.GET.get("page"))
            context |= {
                "page": page,
                "kind": KINDS[wanted],
                "total": page.paginator.count,
                "results": [_SHOWN[wanted](row, words) for row in page.object_list],
            }
        else:
            context["groups"] = [_group(kind, rows, words) for kind, rows in found.items()]
            context["total"] = sum(group["count"] for group in context["groups"])
    return render(request, "actions/search.html", context)


def _group(kind, rows, words):
    first = list(rows[: FIRST + 1])
    count = len(first) if len(first) <= FIRST else rows.count()
    return {
        "kind": kind,
        "name": KINDS[kind],
        "count": count,
        "results": [_SHOWN[kind](row, words) for row in first[:FIRST]],
        "has_more": count > FIRST,
    }


def _area(area, words):
    return {
        "address": area.get_absolute_url(),
        "title": [search.Piece(f"Area {area.number}", False)],
        "excerpt": search.excerpt(words, area.words),
        "where": area.inspection,
    }


def _action(action, words):
    return {
        "address": action.get_absolute_url(),
        "title": search.marked(str(action), words),
        "excerpt": search.excerpt(words, action.task, action.good_looks_like),
        "where": action.area.inspection,
    }


def _update(update, words):
    return {
        "address": f"{update.action.get_absolute_url()}#update-{update.number}",
        "title": search.marked(str(update.action), words),
        "excerpt": search.excerpt(words, update.shown_note, update.shown_impact),
        "where": update.action.area.inspection,
        "update": update,
    }


_FINDERS = {"actions": search.actions, "areas": search.areas, "updates": search.updates}
_SHOWN = {"actions": _action, "areas": _area, "updates": _update}
