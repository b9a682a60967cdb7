"""One door for every verb on one action: a form, a verb, and what is said when it did not happen."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from actions import permissions
from actions.forms.verb import VerbForm
from actions.models.drafts import ticket_for
from actions.refusals import Conflict, NotAllowed, Refused
from actions.transitions import RULES
from actions.views import drafts, uploads
from actions.views.action import found_action
from actions.views.offered import address_of

ANYWAY = "anyway"


def nothing_more(request, action, **more):
    return {}


@dataclass(frozen=True, kw_only=True)
class VerbPage:
    """What is particular to one verb's page; everything else is the same for all."""

    form: type[VerbForm]
    title: str
    button: str
    said: str
    template: str = "actions/verb.html"
    more: Callable = nothing_more
    # (request, action, the address's further arguments) -> more arguments of the form
    form_arguments: Callable = nothing_more
    # action -> one sentence when there is nothing to do here now
    not_now: Callable = lambda action: ""

    @property
    def rule(self):
        return RULES[self.form.kind]


@dataclass
class Visit:
    """One request to one page."""

    request: object
    page: VerbPage
    action: object
    address: dict
    name: str
    more: dict = field(default_factory=dict)

    def make_form(self, data=None):
        now = timezone.localdate()
        return self.page.form(data, action=self.action, user=self.request.user, on=now, **self.more)


def view_of(page, name, methods=("GET", "HEAD", "POST")):
    """`name` is that of the address, and of the draft."""

    @require_http_methods(list(methods))
    def view(request, slug, inspection_slug, reference, **address):
        draft_name = "-".join([name, *(str(value) for value in address.values())])
        if not request.user.is_authenticated:
            below = f"/organisations/{slug}/inspections/{inspection_slug}/actions/{reference}/"
            return drafts.ask_to_sign_in(request, draft_name, below)
        action = found_action(request, slug, inspection_slug, reference)
        more = page.form_arguments(request, action, **address)
        refusal = permissions.why_not(request.user, action, page.form.kind, more.get("row"))
        if refusal:
            raise PermissionDenied(refusal)
        visit = Visit(request, page, action, address, draft_name, more)
        return _sent(visit) if request.method == "POST" else _opened(visit)

    view.__name__ = page.rule.verb
    return view


def _opened(visit):
    reason = visit.page.not_now(visit.action)
    if not visit.page.rule.is_open_from(visit.action.status):
        status = visit.action.get_status_display().lower()
        reason = f"This can't be done while the action is {status}. See below what happened."
    if reason:
        messages.error(visit.request, reason)
        return redirect(visit.action)
    draft = drafts.draft_of(visit.request.user, visit.action, visit.name)
    form, since = visit.make_form(), []
    if draft:
        form.fill(drafts.as_typed(draft))
        since = drafts.what_happened_since(visit.action, visit.request.user, draft.typed)
    return _show(visit, form, draft=draft, since=since)


def _sent(visit):
    request = visit.request
    deed, _, key = request.POST.get("do", "").partition(":")
    if deed == drafts.KEEP_QUIETLY:
        return drafts.kept_quietly(request, visit.action, visit.name)
    if deed == drafts.FORGET:
        drafts.forget(request.user, visit.action, visit.name)
        messages.success(request, "The draft was thrown away.")
        return redirect(visit.action)
    typed, problems = _with_uploads(visit)
    if deed in (drafts.KEEP, drafts.DROP):
        return _keep(visit, typed, problems, key)
    form = visit.make_form(typed)
    for name, sentences in problems:
        form.add_error(name if name in form.fields else None, sentences)
    if not form.is_valid():
        form.forget_unknown_uploads()
        return _show(visit, form)
    warnings = [] if deed == ANYWAY else form.warnings()
    if warnings:
        return _show(visit, form, warnings=warnings)
    return _record(visit, form, typed)


def _with_uploads(visit):
    """What was typed, with the files that came along already taken in."""
    typed = visit.request.POST.copy()
    if not visit.request.FILES:
        return typed, []
    try:
        taken, problems = uploads.take_in(visit.request, visit.action)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    typed.setlist("uploads", [*typed.getlist("uploads"), *taken])
    return typed, problems


def _keep(visit, typed, problems, dropped):
    request = visit.request
    if dropped:
        uploads.drop(request.user, visit.action, dropped)
    drafts.keep(request.user, visit.action, visit.name, drafts.typed_in(typed))
    for _, sentences in problems:
        messages.error(request, " ".join(sentences))
    messages.success(
        request, "The file was removed." if dropped else "Your draft is saved. Go on when you like."
    )
    return redirect(request.path)


def _record(visit, form, typed):
    request = visit.request
    try:
        update = form.record(request.user, timezone.now())
    except Conflict as conflict:
        return _conflict(visit, form, typed, conflict)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except (Refused, ValidationError) as refusal:
        again = _afresh(visit).make_form(typed)
        again.is_valid()
        again.take_refusal(refusal)
        return _show(visit, again)
    drafts.forget(request.user, visit.action, visit.name)
    said = visit.page.said
    messages.success(request, said(update) if callable(said) else said)
    return redirect(visit.action)


def _afresh(visit):
    """What was rolled back in the database is still in the objects at hand."""
    organisation, inspection, reference = address_of(visit.action)
    visit.action = found_action(visit.request, organisation, inspection, reference)
    return visit


def _conflict(visit, form, typed, conflict):
    """Theirs above, one's own below, to be put on top."""
    user = visit.request.user
    _afresh(visit)
    since = drafts.what_happened_since(visit.action, user, drafts.typed_in(typed))
    if since and is_the_same(since[-1].update, user, form):
        messages.success(visit.request, "This was recorded already, and only once.")
        drafts.forget(user, visit.action, visit.name)
        return redirect(visit.action)
    drafts.keep(user, visit.action, visit.name, drafts.typed_in(typed))
    mine = visit.make_form()
    mine.fill(MultiValueDict(dict(typed.lists())))
    too_late = ""
    if not visit.page.rule.is_open_from(visit.action.status):
        status = visit.action.get_status_display().lower()
        too_late = f"This can't be recorded any more, because the action is {status} now."
    return _show(visit, mine, since=since, conflict=str(conflict), too_late=too_late, status=409)


def is_the_same(update, user, form):
    """A form sent twice, by an impatient finger or a browser that tried again."""
    words = form.cleaned_data.get("note", "").replace("\r\n", "\n")
    return bool(words) and (update.by_id, update.kind, update.note) == (user.pk, form.kind, words)


def _show(visit, form, status=200, **context):
    action, page = visit.action, visit.page
    context |= {
        "form": form,
        "page": page,
        "action": action,
        "on": timezone.localdate(),
        "area": action.area,
        "inspection": action.area.inspection,
        "ticket": ticket_for(visit.request.user, action, visit.name),
    }
    return render(
        visit.request,
        page.template,
        context | page.more(visit.request, action, **visit.address),
        status=status,
    )
