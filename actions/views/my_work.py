from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import awaiting
from actions.reminders import told

PAGE = 25


def work(request):
    """What needs a person now: the first page of whoever works for an organisation."""
    today = timezone.localdate()
    return render(
        request,
        "actions/my_work.html",
        {
            "work": awaiting.work_of(request.user, today),
            "slipping": awaiting.slipping(request.user, today),
            "failed_mails": told.failed_for(request.user, today),
            "today": today,
        },
    )


@require_safe
@login_required
def decisions(request):
    """Extensions asked for, for leads."""
    return _queue(request, awaiting.extensions_to_decide(request.user), "actions/decisions.html")


@require_safe
@login_required
def sign_offs(request):
    """Claims that await an assurer, then accepted actions whose check is due."""
    today = timezone.localdate()
    return _queue(
        request,
        awaiting.sign_offs_to_decide(request.user),
        "actions/sign_offs.html",
        checks=awaiting.checks_due(request.user, today),
    )


def _queue(request, rows, template, **more):
    page = Paginator(awaiting.with_last_words(rows), PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"page": page, "today": timezone.localdate(), **more})
