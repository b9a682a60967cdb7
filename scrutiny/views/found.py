"""Finding what a page of scrutiny is about, among what its reader may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from accounts.permissions import require
from scrutiny import freezing, permissions
from scrutiny.models import Committee, Meeting


def found_organisation(request, slug):
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)


def found_committee(request, slug, committee):
    committees = Committee.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(committees, organisation__slug=slug, slug=committee)


def found_meeting(request, slug, committee, pk):
    meetings = Meeting.objects.visible_to(request.user).select_related("committee__organisation")
    return get_object_or_404(meetings, committee__organisation__slug=slug, committee__slug=committee, pk=pk)


def found_paper(request, pk):
    return get_object_or_404(freezing.papers_with_all().visible_to(request.user), pk=pk)


def own_committee(request, slug, committee):
    """For whoever arranges things: others of the organisation are refused, everybody else finds nothing."""
    committees = Committee.objects.of(request.user).select_related("organisation")
    found = get_object_or_404(committees, organisation__slug=slug, slug=committee)
    require(permissions.may_arrange(request.user, found.organisation))
    return found


def own_meeting(request, slug, committee, pk):
    meetings = Meeting.objects.of(request.user).filter(committee=own_committee(request, slug, committee))
    return get_object_or_404(meetings.select_related("committee__organisation"), pk=pk)


def own_paper(request, pk):
    """A paper that somebody is about to write on."""
    found = found_paper(request, pk)
    may_edit = permissions.may_edit_papers(request.user, found.organisation)
    if not may_edit and not found.is_frozen:
        raise Http404
    require(may_edit)
    return found
