from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions import permissions
from actions.evidence_kinds import BY_NAME
from actions.models import Evidence


@require_safe
@login_required
def evidence(request, pk):
    """A file of evidence, always as a download: nothing that was handed in is shown under our own address."""
    rows = Evidence.objects.visible_to(request.user).select_related(
        "file", "update__action__area__inspection", "update__action__owner"
    )
    found = get_object_or_404(rows, pk=pk)
    if found.file is None or not permissions.may_download(request.user, found):
        raise Http404
    if not found.file.may_be_downloaded(there_is_a_scanner=bool(settings.EVIDENCE_SCANNER)):
        raise PermissionDenied(f"This file can't be downloaded: {found.file.get_scan_display().lower()}.")
    try:
        content = found.file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
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
