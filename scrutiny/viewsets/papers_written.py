"""Beginning, writing, freezing and correcting papers: for leads, as on their pages."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.tasks import nudge
from accounts.viewsets.idempotency import once
from accounts.viewsets.jobs import JOBS
from accounts.viewsets.problems import Problem
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import added, described, told
from actions.viewsets.refused import told_to
from inspections.serializers.changing import NothingToSaySerializer
from scrutiny import freezing, permissions
from scrutiny.models import Paper
from scrutiny.serializers.drafts import DraftBody, NewPaperBody, NoticeBody
from scrutiny.viewsets.committees_written import own_meeting
from scrutiny.viewsets.drafts import DRAFTS
from scrutiny.viewsets.papers import PAPERS

NOT_FROZEN = "A draft needs no correction notice: change its words."


def _own(request, pk):
    """As for the pages: whoever may not write on drafts finds none."""
    found = get_object_or_404(freezing.papers_with_all().visible_to(request.user), pk=pk)
    may_edit = permissions.may_edit_papers(request.user, found.organisation)
    if not may_edit and not found.is_frozen:
        raise Http404
    require(may_edit)
    return found


class BeginPaperView(APIView):
    @described("Begin a paper", NewPaperBody, "meetings_begin_paper", DRAFTS, status=201)
    @once
    def post(self, request, pk):
        """For a meeting, about one inspection. Until it is frozen it shows how things stand."""
        meeting = own_meeting(request, pk)
        paper = Paper(meeting=meeting, **body_of(NewPaperBody, request, meeting=meeting).validated_data)
        with told_to(request.user):
            paper.begin(request.user, timezone.now())
        return added(DRAFTS, request, paper.pk)


class ChangeDraftView(APIView):
    @described("Write on a draft", DraftBody, "drafts_change", DRAFTS)
    @once
    def post(self, request, pk):
        """Its day, commentary and decisions. What is left out stays as it is."""
        paper = _own(request, pk)
        values = dict(body_of(DraftBody, request, paper=paper).validated_data)
        with told_to(request.user):
            paper.redraft(values.pop("based_on"), **values)
        return told(DRAFTS, request, pk)


class FreezeView(APIView):
    @described("Freeze a paper", NothingToSaySerializer, "drafts_freeze", JOBS, status=202)
    @once
    def post(self, request, pk):
        """Takes a moment: ask at the address of the job. Frozen, it is at `/papers/` and never changes."""
        paper, now = _own(request, pk), timezone.now()
        body_of(NothingToSaySerializer, request)
        refusal = freezing.why_not(paper, timezone.localdate(now))
        if refusal:
            raise Problem(422, refusal, kind="not-now")
        job = freezing.ask_for(paper, request.user, now)
        nudge(job)
        return added(JOBS, request, job.pk, status=202)


class RemoveDraftView(APIView):
    @extend_schema(
        summary="Throw a draft away",
        operation_id="drafts_remove",
        request=None,
        responses={204: None},
        tags=["drafts"],
    )
    def delete(self, request, pk):
        """The history of its words stays."""
        paper = _own(request, pk)
        with told_to(request.user):
            paper.throw_away()
        return Response(status=204)


class AddNoticeView(APIView):
    @described("Add a correction notice", NoticeBody, "papers_add_notice", PAPERS)
    @once
    def post(self, request, pk):
        """It stands at the top of a frozen paper for good, with its day."""
        paper = _own(request, pk)
        words = body_of(NoticeBody, request).validated_data["words"]
        if not paper.is_frozen:
            raise Problem(422, NOT_FROZEN, kind="not-now")
        paper.frozen.add_notice(words, request.user, timezone.now())
        return told(PAPERS, request, pk)
