"""The public progress page of an inspection: how it stands, area by area, today or on any day."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import plan_table
from actions.filters import ActionFilter
from actions.models import Action
from actions.plan_offers import offers_of
from actions.statuses import Visibility
from actions.views.action import asked_day
from inspections import through_time
from inspections.models import Inspection
from inspections.permissions import may_read_inside
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from inspections.views.inspections import found_inspection
from scrutiny import glossary
from scrutiny.models import FrozenPaper
from scrutiny.position import actions_shown, fingerprint, position_of
from scrutiny.views import for_visitors


@require_safe
@hidden_ones_ask_to_sign_in
def progress(request, slug, inspection_slug):
    found = found_inspection(request, slug, inspection_slug)
    today = timezone.localdate()
    return for_visitors.answer(
        request,
        lambda: fingerprint(Inspection.objects.filter(pk=found.pk), today),
        lambda: _page(request, found, today),
    )


def _page(request, inspection, today):
    day_form, asked = asked_day(request, today)
    context = {
        "inspection": inspection,
        "organisation": inspection.organisation,
        "day_form": day_form,
        "as_at": asked,
        "on": asked or today,
        "is_inside": may_read_inside(request.user, inspection.organisation),
    }
    if not day_form.errors:
        context |= _position(request, inspection, asked or today)
    return render(request, "scrutiny/progress.html", context)


def _position(request, inspection, on):
    user = request.user
    position = position_of(inspection, on, user=user, with_statements=False)
    filtered = ActionFilter(
        request.GET,
        actions_shown(inspection, on, user=user),
        on=on,
        offers=offers_of(_offered(inspection, user)),
    )
    is_narrowed = filtered.is_narrowed
    ids = set(filtered.found().values_list("pk", flat=True)) if is_narrowed else set()
    shown = position.narrowed_to(ids) if is_narrowed else position
    address_of = _address_on(request)
    return {
        "position": position,
        "filter": filtered,
        "is_narrowed": is_narrowed,
        "shown": shown,
        "sections": _sections(shown.areas),
        "bucket_parts": plan_table.bucket_parts(position.buckets, address_of),
        "ratings": plan_table.rating_figures(position.ratings, address_of),
        "total": len(position.actions),
        "judgements": through_time.steps(inspection),
        "papers": _papers(inspection, user, on),
        "clear_address": f"{request.path}{_on_day(request, '?')}#areas",
        "glossary": glossary.abbreviations_in("\n".join(_words_on_page(position))),
    }


def _papers(inspection, user, on):
    """What has been put before committees about it by that day."""
    papers = FrozenPaper.objects.visible_to(user).filter(paper__inspection=inspection, as_at__lte=on)
    return papers.newest_first().select_related("paper__meeting__committee__organisation")


def _offered(inspection, user):
    actions = Action.objects.visible_to(user).filter(area__inspection=inspection)
    return actions.exclude(visibility=Visibility.OFFICERS)


def _sections(areas):
    """[(heading of the report, its areas), ...] as published."""
    found = {}
    for each in areas:
        title = " – ".join(filter(None, (each.area.section, each.area.subsection)))
        found.setdefault(title, []).append(each)
    return list(found.items())


def _address_on(request):
    """Every total leads to its rows: those of the whole inspection, on the day that was asked for."""
    day = _on_day(request, "&")
    return lambda name, value: f"{request.path}?{urlencode({name: value})}{day}#areas"


def _on_day(request, before):
    asked = {key: value for key, value in request.GET.items() if key.startswith("as_at") and value}
    return f"{before}{urlencode(asked)}" if asked else ""


def _words_on_page(position):
    inspection = position.inspection
    yield from (inspection.title, inspection.organisation.name, inspection.framework_entry.inspectorate)
    for line in inspection.judgements.all():
        yield from (line.section, line.name)
    for found in position.areas:
        yield from (found.area.section, found.area.subsection, found.area.words, *found.bodies)
        yield from _words_of_measures(found.measures)
        for each in found.actions:
            yield from _words_of_action(each)


def _words_of_action(each):
    posts = [post for post in (each.action.owner, *each.action.contributors.all()) if post]
    for post in posts:
        yield from (post.title, post.organisation.name)
    yield each.action.title
    yield from each.evidence
    if each.latest:
        yield from (each.latest.note, each.latest.impact, each.latest.by_post)
    yield from _words_of_measures(each.measures)


def _words_of_measures(measures):
    for each in measures:
        yield from (each.measure.name, each.measure.unit, each.measure.definition)
