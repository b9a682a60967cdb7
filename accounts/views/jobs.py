from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Job


@require_safe
@login_required
def job(request, pk):
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "accounts/job.html", {"job": found})
