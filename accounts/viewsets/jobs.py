"""Long work that somebody has asked for: for who asked, and the leads."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.views import APIView

from accounts import filters
from accounts.models import Job
from accounts.serializers.jobs import JobSerializer
from accounts.serializers.rows import NothingBody
from accounts.tasks import nudge
from accounts.viewsets.addresses import Address, absolute
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.resources import Resource
from accounts.viewsets.writing import body_of
from accounts.viewsets.written import described, told

SOME = UUID(int=987654321)
API, PAGE = Address("api-job", SOME), Address("job", SOME)
AS_THEY_ARE = ("id", "title", "state", "step", "percent", "error", "asked_at", "ended_at")
NOT_AGAIN = "Only what has failed can be tried again, and not what failed for a reason that stays."


class JobsAsked(filters.StrictFilterSet):
    state = filters.OneOfFilter(label="How far it is", choices=Job.State.choices)


def rows(user):
    """A token reaches one organisation: what was asked for another is not told by it."""
    seen = Job.objects.visible_to(user)
    return seen if user.is_superuser else seen.filter(organisation__in=user.organisation_ids())


def tell(found, asked):
    return [
        {
            "url": API.of(row.id),
            "page": PAGE.of(row.id),
            **{name: getattr(row, name) for name in AS_THEY_ARE},
            "made": absolute(row.next_url) if row.next_url else None,
        }
        for row in found
    ]


JOBS = Resource(
    name="jobs",
    one="job",
    words="Long work that somebody has asked for, and how far it is.",
    rows=lambda asked: rows(asked.user),
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "next_url")},
    serializer=JobSerializer,
    filters=JobsAsked,
    orderings={"id": ("pk",), "asked_at": ("asked_at",)},
)


class TryAgainView(APIView):
    @described("Try a failed job again", NothingBody, "jobs_try_again", JOBS)
    @once
    def post(self, request, pk):
        """From the beginning. Asked twice, it is one try."""
        job = get_object_or_404(rows(request.user), pk=pk)
        body_of(NothingBody, request)
        if not job.ask_again(timezone.now()):
            raise Problem(422, NOT_AGAIN, kind="not-now")
        nudge(job)
        return told(JOBS, request, pk)
