"""Search, for visitors over what is public and for everybody else over what they may see."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.time_limits import TakesTooLong, at_most
from actions import search
from actions.forms.search import SearchForm

PAGE = 25
LONGEST_SECONDS = 10
FIRST = 5
KINDS = {"actions": "Actions", "areas": "Areas", "updates": "Updates"}


@require_safe
def search_page(request):
    """The first few of each kind; with ?in= all of one kind, page by page."""
    form = SearchForm(request.GET) if "q" in request.GET else SearchForm()
    context = {"form": form, "query": "", "groups": [], "page": None, "most": search.MOST_FOUND}
    status = 200
    if form.is_valid():
        try:
            with at_most(LONGEST_SECONDS):
                context |= _found(request, search.words_of(form.cleaned_data["q"]))
            context["query"] = form.cleaned_data["q"]
        except TakesTooLong:
            form.add_error("q", "This search takes too long. Use more of the words, or rarer ones.")
            status = 503
    return render(request, "actions/search.html", context, status=status)


def _found(request, words):
    wanted = request.GET.get("in", "")
    if wanted in KINDS:
        page = Paginator(_FINDERS[wanted](request.user, words), PAGE).get_page(request.GET.get("page"))
        return {
            "page": page,
            "kind": KINDS[wanted],
            "total": page.paginator.count,
            "is_cut": page.paginator.count >= search.MOST_FOUND,
            "results": [_SHOWN[wanted](row, words) for row in page.object_list],
        }
    groups = [_group(kind, _FINDERS[kind](request.user, words), words) for kind in KINDS]
    return {
        "groups": groups,
        "total": sum(group["count"] for group in groups),
        "is_cut": any(group["is_cut"] for group in groups),
    }


def _group(kind, rows, words):
    first = list(rows[: FIRST + 1])
    count = len(first) if len(first) <= FIRST else rows.count()
    return {
        "kind": kind,
        "name": KINDS[kind],
        "count": count,
        "results": [_SHOWN[kind](row, words) for row in first[:FIRST]],
        "has_more": count > FIRST,
        "is_cut": count >= search.MOST_FOUND,
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
