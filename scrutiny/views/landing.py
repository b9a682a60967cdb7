"""The way in from the menu: what is to come, what is late, and the papers that were put before committees."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from scrutiny import permissions
from scrutiny.models import FrozenPaper, Meeting, Paper
from scrutiny.models.meetings import learn_closures

PAGE = 25
SOON = 10


@require_safe
def scrutiny(request):
    """People of an organisation see their own; visitors, and people without one, see what is public."""
    on, own = timezone.localdate(), Organisation.objects.of(request.user)
    organisations = own if own else Organisation.objects.visible_to(request.user)
    meetings = Meeting.objects.visible_to(request.user).filter(committee__organisation__in=organisations)
    frozen = FrozenPaper.objects.visible_to(request.user).filter(
        paper__inspection__organisation__in=organisations
    )
    drafts = Paper.objects.visible_to(request.user).filter(inspection__organisation__in=organisations)
    drafts = drafts.drafts().select_related("inspection__organisation", "meeting__committee__organisation")
    related = ("paper__inspection__organisation", "paper__meeting__committee__organisation")
    papers = frozen.defer("document").select_related(*related).newest_first()
    return render(
        request,
        "scrutiny/landing.html",
        {
            "own": own,
            "organisations": organisations,
            "meetings": learn_closures(meetings.to_come(on).select_related("committee__organisation")[:SOON]),
            "drafts": with_lateness(drafts, on),
            "page": Paginator(papers, PAGE).get_page(request.GET.get("page")),
            "sees_drafts": any(permissions.may_see_drafts(request.user, each) for each in own),
            "on": on,
        },
    )


def with_lateness(drafts, on):
    """[(draft, whether it ought to be frozen by now), ...]"""
    drafts = list(drafts)
    learn_closures(draft.meeting for draft in drafts)
    return [(draft, draft.meeting.papers_are_late(on)) for draft in drafts]
