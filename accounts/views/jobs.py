from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Job
from accounts.tasks import nudge


@require_safe
@login_required
def job(request, pk):
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if found.state == Job.State.DONE and found.next_url:
        return redirect(found.next_url)
    return render(request, "accounts/job.html", {"job": found})


@require_POST
@login_required
def try_job_again(request, pk):
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if found.ask_again(timezone.now()):
        nudge(found)
    return redirect(found)
