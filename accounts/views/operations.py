from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import permissions
from accounts.models import Job, Sweep

JOBS_SHOWN = 20


@require_safe
@login_required
def operations(request):
    """For whoever keeps the installation running: what recurs, what it found, and the work that failed."""
    permissions.require(permissions.may_look_after_installation(request.user))
    failed = (
        Job.objects.visible_to(request.user).filter(state=Job.State.FAILED).select_related("organisation")
    )
    return render(
        request,
        "accounts/operations.html",
        {
            "sweeps": Sweep.objects.all(),
            "waiting": Job.objects.visible_to(request.user).exclude(state__in=Job.OVER).count(),
            "failed": failed.order_by("-ended_at")[:JOBS_SHOWN],
        },
    )
