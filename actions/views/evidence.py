from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions import evidence_store
from actions.evidence_kinds import BY_NAME
from actions.models import Evidence
from actions.refusals import NotAllowed


@require_safe
@login_required
def evidence(request, pk):
    """A file of evidence, always as a download: nothing that was handed in is shown under our own address."""
    rows = Evidence.objects.visible_to(request.user).select_related(
        "file", "update__action__area__inspection", "update__action__owner"
    )
    found = get_object_or_404(rows, pk=pk)
    try:
        content = evidence_store.opened_for(request.user, found)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from None
    if content is None:
        raise Http404
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type=BY_NAME[found.file.kind].content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
