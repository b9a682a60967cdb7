"""One action, as it stands or as it stood on a day."""

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from actions import permissions, rating
from actions.forms.day import DayForm
from actions.models import Action, Draft, Milestone
from actions.statuses import OPEN
from actions.views.figures import shown_measures
from actions.views.offered import offers_for
from inspections.models import Area, Inspection
from inspections.views.hidden import hidden_ones_ask_to_sign_in

SHOWN_AT_ONCE = 20


def found_action(request, slug, inspection_slug, reference):
    """By its permanent address, among those this person may see; otherwise 404."""
    area, number = reference.split(".")
    actions = Action.objects.visible_to(request.user).filter(
        area__inspection__organisation__slug=slug,
        area__inspection__slug=inspection_slug,
        area__number=area,
        number=number,
    )
    related = ("area__inspection__organisation", "owner__holder", "owner__organisation")
    return get_object_or_404(actions.select_related(*related).prefetch_related("contributors__organisation"))


@require_safe
@hidden_ones_ask_to_sign_in
def action(request, slug, inspection_slug, reference):
    found = found_action(request, slug, inspection_slug, reference)
    today = timezone.localdate()
    form, day = asked_day(request, today)
    then = found if day is None else as_it_stood(found, request.user, day)
    on = day or today
    user = request.user
    entries = [entry for entry in found.history(user) if entry.update.happened_on <= on]
    sees_inspection = Inspection.objects.visible_to(user).filter(pk=found.area.inspection_id).exists()
    return render(
        request,
        "actions/action.html",
        {
            "action": found,
            "then": then,
            "on": on,
            "as_at": day,
            "form": form,
            "area": found.area,
            "inspection": found.area.inspection,
            "organisation": found.area.inspection.organisation,
            "sees_inspection": sees_inspection,
            "sees_area": sees_inspection or Area.objects.visible_to(user).filter(pk=found.area_id).exists(),
            "bucket": then and then.bucket(on),
            "rated": then and then.rating(on),
            "rule": rating.RULE,
            "rule_version": rating.VERSION,
            "is_open": bool(then) and then.status in OPEN,
            "knows_names": permissions.may_read_names(user, found.organisation_id),
            "offers": offers_for(user, found) if day is None and user.is_authenticated else None,
            "may_look_after_measures": day is None
            and permissions.may_look_after_measures(user, found.organisation_id),
            "drafts": drafts_of(found, user) if day is None else (),
            "milestones": milestones_on(found, user, on),
            "measures": shown_measures(found, user, on),
            "evidence": evidence_of(entries, user),
            "recent": entries[: -SHOWN_AT_ONCE - 1 : -1],
            "earlier": entries[-SHOWN_AT_ONCE - 1 :: -1] if len(entries) > SHOWN_AT_ONCE else [],
            "correctable": {
                entry.update.number
                for entry in entries
                if day is None and permissions.may_correct(user, found, entry.update)
            },
            "moves": [entry for entry in entries if "due_on" in entry.moved],
            "writers": writers(user, found, entries),
            "may_read_told": permissions.may_read_who_was_told(user, found.organisation_id),
        },
    )


def asked_day(request, today):
    """(the form with the day of ?as_at=, the day, or None for today)."""
    is_asked = "as_at" in request.GET or "as_at_day" in request.GET
    form = DayForm(request.GET if is_asked else None, today=today)
    day = form.cleaned_data["as_at"] if is_asked and form.is_valid() else None
    return form, None if day == today else day


def as_it_stood(found, user, day):
    """None if it had not been opened by then."""
    return Action.objects.visible_to(user).filter(pk=found.pk).as_at(day).select_related("area").first()


def drafts_of(found, user):
    drafts = list(Draft.objects.visible_to(user).filter(action=found))
    for draft in drafts:
        draft.action = found
    return drafts


def milestones_on(found, user, on):
    """(milestone, whether it was done by that day, whether it was late)."""
    rows = Milestone.objects.visible_to(user).filter(action=found)
    told = []
    for milestone in rows:
        is_done = milestone.done_on is not None and milestone.done_on <= on
        told.append((milestone, is_done, not is_done and bool(milestone.due_on) and milestone.due_on < on))
    return told


def evidence_of(entries, user):
    """(evidence, whether this person may open it), newest first, of the rows whose words are for them."""
    pieces = [piece for entry in reversed(entries) for piece in entry.evidence]
    prefetch_related_objects(pieces, "file")
    return [(piece, permissions.may_download(user, piece)) for piece in pieces]


def writers(user, found, entries):
    """{id: name} of who wrote the rows, for people of the organisation alone."""
    if not permissions.may_read_names(user, found.organisation_id):
        return {}
    wanted = {entry.update.by_id for entry in entries}
    return dict(User.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", "name"))
