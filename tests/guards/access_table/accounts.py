from tests.guards.access_table.row import EVERYBODY, INSIDERS, Row
from tests.guards.world import LEAD, MANAGER, OPERATOR


def of_organisation(place):
    return {"slug": place.organisation.slug}


def of_job(place):
    return {"pk": place.job.pk}


# A job is shown to who asked for it (here the manager) and to the leads.
JOB = frozenset({MANAGER, LEAD, OPERATOR})

ROWS = (
    Row(route="front", reads=EVERYBODY),
    Row(route="organisation", args=of_organisation, reads=INSIDERS),
    Row(route="job", args=of_job, reads=JOB, refused="404"),
    Row(route="try-job-again", args=of_job, writes=JOB, refused="404"),
)
