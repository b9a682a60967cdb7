"""Proves that frozen papers are what they were: every byte by its sha256, and that they are protected."""

from dataclasses import dataclass, field

from django.db import connection

from actions import ledger_triggers
from scrutiny.models import FrozenFile, FrozenPaper, PaperNotice
from scrutiny.paper import sha256_of

PROTECTED = (FrozenPaper, FrozenFile, PaperNotice)
FAULTS_NAMED = 100


@dataclass
class Checked:
    papers: int = 0
    files: int = 0
    faults: list[str] = field(default_factory=list)
    unprotected: list[str] = field(default_factory=list)

    @property
    def is_whole(self):
        return not self.faults and not self.unprotected

    def as_result(self):
        return {
            "papers": self.papers,
            "files": self.files,
            "faults": self.faults[:FAULTS_NAMED],
            "fault_count": len(self.faults),
            "unprotected": self.unprotected,
        }


def unprotected():
    return [name for model in PROTECTED for name in ledger_triggers.missing(connection, model._meta.db_table)]


def check_papers(papers=None):
    """All of them, or some; one paper and one file at a time, however many there are."""
    checked = Checked(unprotected=unprotected() if papers is None else [])
    papers = FrozenPaper.objects.all() if papers is None else papers
    for frozen in papers.select_related("previous").order_by("pk").iterator(chunk_size=1):
        checked.papers += 1
        checked.faults += [f"Paper {frozen.paper_id}: {fault}" for fault in _of_paper(frozen)]
        for fault in _of_files(frozen, checked):
            checked.faults.append(f"Paper {frozen.paper_id}: {fault}")
    return checked


def _of_paper(frozen):
    if sha256_of(frozen.document.encode()) != frozen.sha256:
        yield "its document is not the one that was frozen."
        return
    named = (frozen.content["previous"] or {}).get("sha256")
    if named != (frozen.previous.sha256 if frozen.previous else None):
        yield "it names another paper before it than the one that is there."


def _of_files(frozen, checked):
    found = set()
    for file in frozen.files.order_by("name").iterator(chunk_size=1):
        checked.files += 1
        found.add(file.name)
        wanted = frozen.manifest.get(file.name)
        if wanted is None:
            yield f"the file {file.name} was put in later."
        elif not wanted == file.sha256 == file.sha256_now:
            yield f"the file {file.name} is not the one that was made."
    yield from (f"the file {name} is gone." for name in sorted(set(frozen.manifest) - found))
