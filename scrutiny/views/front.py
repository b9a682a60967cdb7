"""The first page: what needs a person now or, for everybody else, whose progress is public."""

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from actions.buckets import Bucket
from actions.forms.search import SearchForm
from actions.models import Action
from actions.views import my_work
from scrutiny import kept_counts
from scrutiny.position import fingerprint_of_all
from scrutiny.views import for_visitors

PAGE = 50


@require_safe
def front(request):
    """Whoever works for no organisation is shown the public ones."""
    if request.user.is_authenticated and request.user.organisation_ids():
        return my_work.work(request)
    today = timezone.localdate()
    return for_visitors.answer(
        request, lambda: fingerprint_of_all(today), lambda: _visitors_page(request, today)
    )


def _visitors_page(request, today):
    organisations = (
        Organisation.objects.public()
        .annotate(number=Count("inspections", filter=Q(inspections__is_public=True)))
        .filter(number__gt=0)
        .order_by("name")
    )
    page = Paginator(organisations, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "scrutiny/front.html",
        {
            "page": page,
            "rows": _with_counts(page.object_list, today),
            "form": SearchForm(),
            "on": today,
            "own": Organisation.objects.of(request.user),
        },
    )


def _with_counts(organisations, on):
    """Each with how many of its actions everybody may see, and how many of these are accepted and overdue."""
    counts = kept_counts.counts_of([each.pk for each in organisations], on, partial(_counted, on))
    return [
        {
            "organisation": each,
            "actions": sum(counts[each.pk].values()),
            "accepted": counts[each.pk].get(Bucket.ACCEPTED, 0) + counts[each.pk].get(Bucket.SUSTAINED, 0),
            "overdue": counts[each.pk].get(Bucket.OVERDUE, 0),
        }
        for each in organisations
    ]


def _counted(on, organisations):
    """{id: {bucket: how many of its public actions}}, in one query."""
    of = "area__inspection__organisation"
    counts = {pk: {} for pk in organisations}
    rows = (
        Action.objects.visible_to(AnonymousUser())
        .filter(**{f"{of}__in": organisations})
        .with_bucket(on)
        .order_by()
        .values_list(of, "bucket_name")
        .annotate(number=Count("pk"))
    )
    for pk, bucket, number in rows:
        counts[pk][bucket] = number
    return counts
