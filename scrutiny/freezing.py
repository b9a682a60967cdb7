"""Freezing a paper: gathered in one view of the database, added up again, stored in one go, or not at all."""

from django.db import IntegrityError, connection, transaction

from accounts import jobs
from accounts.models import Job
from actions.models.recording import day_of
from scrutiny import paper as papers
from scrutiny.models import FrozenFile, FrozenPaper, Paper
from scrutiny.models.papers import FrozenAlready
from scrutiny.paper_export import FILES

KIND = "scrutiny.freeze"
BODY = "body.html"
DOCUMENT = "document.json"
GONE = "The paper was thrown away before it could be frozen."
CHANGED = "Somebody changed this paper or the one before it meanwhile. Look at it again, then freeze it."


def why_not(paper, on):
    """One sentence why this paper can't be frozen on that day; None if it can."""
    if paper.is_frozen:
        return FrozenAlready.sentence
    if paper.meeting.is_called_off:
        return "The meeting was called off, so nothing is put before it."
    if paper.as_at > on:
        return f"The position as at {paper.as_at:%-d %B %Y} can't be frozen before that day has come."
    return None


def ask_for(paper, by, at):
    """The job that freezes it: the one that is under way, if there is one."""
    under_way = Job.objects.filter(kind=KIND, input__paper=paper.pk).exclude(state__in=Job.OVER).first()
    return under_way or jobs.ask_for(
        KIND,
        title=f"Freezing “{paper.title}”"[:200],
        at=at,
        organisation=paper.organisation,
        requested_by=by,
        paper=paper.pk,
        version=paper.version,
    )


@jobs.does(KIND)
def freeze_asked(job, progress):
    paper = papers_with_all().filter(pk=job.input["paper"]).first()
    if paper is None:
        raise jobs.CannotFinish(GONE)
    if not paper.is_frozen:
        if paper.version != job.input["version"]:
            raise jobs.CannotFinish(CHANGED)
        _freeze_for(job, paper, progress)
    return {"paper": paper.pk}, paper.get_absolute_url()


def _freeze_for(job, paper, progress):
    try:
        # What had been entered when this attempt began is known; what comes in while it runs is not.
        freeze(paper, job.requested_by, job.heartbeat_at, progress)
    except papers.Unreconciled as unreconciled:
        raise jobs.CannotFinish(str(unreconciled)) from None
    except FrozenAlready:
        return


def papers_with_all():
    """Papers with what freezing and showing them asks for."""
    return Paper.objects.select_related(
        "frozen", "inspection__organisation", "meeting__committee__organisation"
    )


def freeze(paper, by, at, progress=lambda step, percent: None):
    """Returns the FrozenPaper. Of two at once one freezes, and the other is told that it is frozen."""
    refusal = why_not(paper, day_of(at))
    if refusal:
        raise jobs.CannotFinish(refusal)
    progress("Gathering the position", 5)
    document = gathered(paper, at)
    made = {DOCUMENT: ("application/json", papers.canonical(document))}
    for place, (name, (content_type, write)) in enumerate(FILES.items()):
        progress(f"Writing {name}", 30 + 60 * place // len(FILES))
        made[name] = (content_type, write(document))
    made[BODY] = ("text/html; charset=utf-8", papers.draw(document).encode())
    progress("Storing", 95)
    return _store(paper, document, made, by, at)


def gathered(paper, at):
    """The document, reconciled. All of it is read from one view of the database, whatever others write."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        document = papers.compose(paper, at)
        papers.reconcile(document, paper, at)
    return document


def _store(paper, document, made, by, at):
    content = papers.canonical(document)
    try:
        with transaction.atomic():
            previous = paper.previous
            if paper.lock().version != paper.version or not _follows(document, previous):
                raise jobs.CannotFinish(CHANGED)
            frozen = FrozenPaper.objects.create(
                paper=paper,
                as_at=paper.as_at,
                known_at=at,
                frozen_at=at,
                frozen_by=by,
                document=content.decode(),
                sha256=papers.sha256_of(content),
                manifest={name: papers.sha256_of(file) for name, (_, file) in made.items()},
                previous=previous,
            )
            for name, (content_type, file) in made.items():
                FrozenFile.objects.create(
                    frozen=frozen,
                    name=name,
                    content_type=content_type,
                    content=file,
                    sha256=frozen.manifest[name],
                )
    except IntegrityError:
        raise FrozenAlready(FrozenAlready.sentence) from None
    paper.frozen = frozen
    return frozen


def _follows(document, previous):
    """Whether the paper before it is still the one that the document was compared with."""
    return (document["previous"] or {}).get("sha256") == (previous.sha256 if previous else None)
