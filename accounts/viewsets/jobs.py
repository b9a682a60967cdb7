"""Long work that somebody has asked for: for who asked, and the leads."""

from uuid import UUID

from accounts.models import Job
from accounts.serializers.jobs import JobSerializer
from accounts.viewsets.addresses import Address, absolute
from accounts.viewsets.resources import Resource

SOME = UUID(int=987654321)
API, PAGE = Address("api-job", SOME), Address("job", SOME)
AS_THEY_ARE = ("id", "title", "state", "step", "percent", "error", "asked_at", "ended_at")


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
    rows=lambda asked: Job.objects.visible_to(asked.user),
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "next_url")},
    serializer=JobSerializer,
)
