"""Writing a paper and freezing it: the leads' work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.tasks import nudge
from scrutiny import freezing
from scrutiny import paper as papers
from scrutiny.forms.papers import NewPaperForm, NoticeForm, PaperForm
from scrutiny.models.papers import ChangedMeanwhile, FrozenAlready
from scrutiny.views.found import own_meeting, own_paper

FORM = ["GET", "HEAD", "POST"]
ANYWAY = "anyway"


@require_http_methods(FORM)
@login_required
def add_paper(request, slug, committee, pk):
    meeting = own_meeting(request, slug, committee, pk)
    sent = request.POST if request.method == "POST" else None
    form = NewPaperForm(sent, meeting=meeting, user=request.user)
    if form.is_valid():
        added = form.save(commit=False)
        added.begin(request.user, timezone.now())
        messages.success(request, "The paper was begun. Until it is frozen it shows how things stand now.")
        return redirect("edit-paper", added.pk)
    return render(
        request,
        "scrutiny/add_paper.html",
        {"organisation": meeting.committee.organisation, "meeting": meeting, "form": form},
    )


@require_http_methods(FORM)
@login_required
def edit_paper(request, pk):
    found = own_paper(request, pk)
    if found.is_frozen:
        messages.error(request, FrozenAlready.sentence)
        return redirect(found)
    if request.method != "POST":
        return _show(request, found, PaperForm(paper=found))
    form = PaperForm(request.POST, paper=found)
    if not form.is_valid():
        return _show(request, found, form)
    warnings = [] if request.POST.get("do") == ANYWAY else form.warnings()
    if warnings:
        return _show(request, found, form, warnings=warnings)
    try:
        found.redraft(form.cleaned_data["based_on"], **form.changes())
    except ChangedMeanwhile as meanwhile:
        return _conflict(request, meanwhile.paper, form)
    except FrozenAlready as refusal:
        # What was typed can still be copied out of the page.
        form.add_error(None, str(refusal))
        return _show(request, found, form, status=409)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _show(request, found, form)
    messages.success(request, "The paper was saved.")
    return redirect(found)


def _conflict(request, theirs, form):
    """Theirs above, one's own below as it was typed, to be put on top."""
    mine = PaperForm(paper=theirs, initial=form.changes())
    if all(getattr(theirs, name) == typed for name, typed in form.changes().items()):
        messages.success(request, "This was saved already, and only once.")
        return redirect(theirs)
    return _show(request, theirs, mine, conflict=ChangedMeanwhile.sentence, status=409)


def _show(request, paper, form, status=200, **more):
    context = {"paper": paper, "organisation": paper.organisation, "meeting": paper.meeting, "form": form}
    return render(request, "scrutiny/edit_paper.html", context | more, status=status)


@require_http_methods(FORM)
@login_required
def freeze_paper(request, pk):
    found, now = own_paper(request, pk), timezone.now()
    if found.is_frozen:
        return redirect(found)
    refusal = freezing.why_not(found, timezone.localdate(now))
    if request.method == "POST" and not refusal:
        job = freezing.ask_for(found, request.user, now)
        nudge(job)
        return redirect(job)
    faults = [] if refusal else list(papers.faults(papers.compose(found, now), found, now))
    context = {"paper": found, "organisation": found.organisation, "refusal": refusal, "faults": faults}
    return render(request, "scrutiny/freeze_paper.html", context)


@require_http_methods(FORM)
@login_required
def remove_paper(request, pk):
    found = own_paper(request, pk)
    if found.is_frozen:
        messages.error(request, FrozenAlready.sentence)
        return redirect(found)
    if request.method == "POST":
        meeting = found.meeting
        found.throw_away()
        messages.success(request, "The draft was thrown away.")
        return redirect(meeting)
    return render(request, "scrutiny/remove_paper.html", {"paper": found, "organisation": found.organisation})


@require_http_methods(FORM)
@login_required
def add_notice(request, pk):
    found = own_paper(request, pk)
    if not found.is_frozen:
        messages.info(request, "A draft needs no correction notice: change its words.")
        return redirect("edit-paper", found.pk)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.frozen.add_notice(form.cleaned_data["words"], request.user, timezone.now())
        messages.success(request, "The notice stands at the top of the paper now.")
        return redirect(found)
    return render(
        request,
        "scrutiny/add_notice.html",
        {"paper": found, "organisation": found.organisation, "form": form},
    )
