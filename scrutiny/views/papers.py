"""Reading a paper: the live preview of a draft, and what was frozen, at one and the same address."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.models import Job
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from scrutiny import freezing, permissions
from scrutiny import paper as papers
from scrutiny.models import FrozenFile, FrozenPaper, Paper, PaperNotice, Question
from scrutiny.paper.drawing import grouped, readable
from scrutiny.position.fingerprint import software
from scrutiny.views import for_visitors
from scrutiny.views.found import found_paper

WORDS_OF_FILES = {
    "paper.docx": "Word document",
    "slides.pptx": "Slides for the meeting",
    "figures.csv": "Every figure as a table (CSV)",
    "figures.json": "Every figure as data (JSON)",
    freezing.DOCUMENT: "The paper as it is checked by its sha256",
}


@require_safe
@hidden_ones_ask_to_sign_in
def paper(request, pk):
    found = found_paper(request, pk)
    return _frozen(request, found) if found.is_frozen else _draft(request, found)


def _draft(request, found):
    """Live: as it would be frozen now."""
    now = timezone.now()
    document = papers.compose(found, now)
    under_way = Job.objects.visible_to(request.user).filter(kind=freezing.KIND, input__paper=found.pk)
    return render(
        request,
        "scrutiny/draft.html",
        {
            "paper": found,
            "organisation": found.organisation,
            "meeting": found.meeting,
            "title": found.title,
            "body": mark_safe(papers.draw(document)),  # noqa: S308 - drawn by our own template just now
            "faults": list(papers.faults(document, found, now)),
            "may_edit": permissions.may_edit_papers(request.user, found.organisation),
            "why_not": freezing.why_not(found, timezone.localdate(now)),
            "is_late": found.meeting.papers_are_late(timezone.localdate(now)),
            "job": under_way.exclude(state__in=Job.OVER).first(),
        },
    )


def _frozen(request, found):
    frozen = found.frozen
    notices = list(PaperNotice.objects.visible_to(request.user).filter(frozen=frozen))
    followed_by = frozen.followed_by.select_related("paper").defer("document").first()

    def mark():
        later = [notice.pk for notice in notices] + [followed_by.pk if followed_by else 0]
        asked = Question.objects.visible_to(request.user).of_paper(found).order_by("pk")
        later += [f"{pk}.{version}" for pk, version in asked.values_list("pk", "version")]
        return "-".join([frozen.sha256, *map(str, later), software()])

    def build():
        files = FrozenFile.objects.visible_to(request.user).filter(frozen=frozen)
        body = get_object_or_404(files, name=freezing.BODY)
        document = readable(frozen.content)
        return render(
            request,
            "scrutiny/frozen.html",
            {
                "paper": found,
                "frozen": frozen,
                "organisation": found.organisation,
                "document": document,
                "body": mark_safe(bytes(body.content).decode()),  # noqa: S308 - drawn by us when it was frozen
                "notices": notices,
                "followed_by": followed_by,
                "files": [(name, words) for name, words in WORDS_OF_FILES.items() if name in frozen.manifest],
                "document_name": freezing.DOCUMENT,
                "may_edit": permissions.may_edit_papers(request.user, found.organisation),
            },
        )

    return for_visitors.answer(request, mark, build)


@require_safe
@hidden_ones_ask_to_sign_in
def paper_file(request, pk, name):
    """Byte for byte as it was made. Only what the paper's own list names is a file of it."""
    papers_found = Paper.objects.visible_to(request.user).filter(pk=pk)
    files = FrozenFile.objects.visible_to(request.user).filter(frozen__paper__in=papers_found)
    found = get_object_or_404(files.select_related("frozen").exclude(name=freezing.BODY), name=name)
    if found.frozen.manifest.get(found.name) != found.sha256:
        raise Http404
    answer = get_conditional_response(request, etag=f'"{found.sha256}"') or _sent(found)
    answer.headers["ETag"], answer.headers["Cache-Control"] = f'"{found.sha256}"', for_visitors.KEPT
    patch_vary_headers(answer, ("Cookie",))
    return answer


def _sent(file):
    answer = HttpResponse(bytes(file.content), content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@hidden_ones_ask_to_sign_in
def paper_changes(request, pk):
    """Beside the frozen paper, on request: what its readers could not know."""
    frozen = get_object_or_404(
        FrozenPaper.objects.visible_to(request.user).select_related(
            "paper__inspection__organisation", "paper__meeting__committee"
        ),
        paper__in=Paper.objects.visible_to(request.user).filter(pk=pk),
    )
    now = timezone.now()
    changes = papers.changes_since(frozen, timezone.localdate(now), now)
    return render(
        request,
        "scrutiny/paper_changes.html",
        {
            "paper": frozen.paper,
            "frozen": frozen,
            "organisation": frozen.paper.organisation,
            "title": frozen.content["title"],
            "changes": grouped(readable(changes)),
            "on": timezone.localdate(now),
        },
    )
