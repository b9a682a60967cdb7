"""Files of evidence and the outside world: taking them in, having them scanned, proving they are there."""

import hashlib
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts import jobs
from accounts.models import Job
from actions import evidence_kinds, permissions
from actions.models import StoredFile, Upload
from actions.refusals import NotAllowed

log = structlog.get_logger(__name__)

SCAN = "scan evidence"
SCAN_SECONDS = 120
KEPT_UNATTACHED = timedelta(days=30)
KEPT_UNUSED = timedelta(days=1)
FOLDER = "evidence"
Scan = StoredFile.Scan


def receive(action, by, at, name, file, title=""):
    """Keeps an uploaded file, before and whatever becomes of the form it came with.

    The upload has `scan_job`: the job that scans it, for the door to nudge, or None.
    """
    if not permissions.may_upload_evidence(by, action):
        raise NotAllowed("Only people with a part in this action may add evidence to it.")
    name = evidence_kinds.plain_name(name)
    if file.size > settings.EVIDENCE_MAX_BYTES:
        most = settings.EVIDENCE_MAX_BYTES // 1024**2
        raise ValidationError(
            {"evidence": f"“{name}” is larger than {most} MB. Make it smaller or give a link."}
        )
    try:
        kind = evidence_kinds.kind_of(name, file)
    except evidence_kinds.NotTaken as reason:
        log.warning("file_refused", door="evidence", person=by.pk, action=action.pk, size=file.size)
        raise ValidationError({"evidence": str(reason)}) from None
    try:
        return _keep(action, by, at, name, kind, file, title)
    except IntegrityError:
        # The sweep removed the stored copy in the same moment, or somebody stored the same file: once more.
        return _keep(action, by, at, name, kind, file, title)


def opened_for(user, evidence):
    """The file, open for reading; None where there is none for this person, not even the knowledge of it."""
    if evidence.file is None or not permissions.may_download(user, evidence):
        return None
    if not evidence.file.may_be_downloaded(there_is_a_scanner=bool(settings.EVIDENCE_SCANNER)):
        scan = evidence.file.get_scan_display().lower()
        raise NotAllowed(f"This file can't be downloaded: {scan}.")
    try:
        return evidence.file.file.open("rb")
    except FileNotFoundError:
        return None


def _keep(action, by, at, name, kind, file, title):
    with transaction.atomic():
        stored = _stored_once(action.organisation_id, kind, file, at)
        upload = Upload.objects.create(
            action=action, file=stored, name=name, title=title[:200], uploaded_by=by, uploaded_at=at
        )
        upload.scan_job = ask_for_scan(stored, at)
    return upload


def _stored_once(organisation_id, kind, file, at):
    sha256 = sha256_of(file)
    stored = StoredFile.objects.filter(organisation=organisation_id, sha256=sha256).first()
    if stored is not None and default_storage.exists(stored.file.name):
        return stored
    if stored is not None:
        # It had been lost underneath us, and here it is again.
        stored.file.save(FOLDER, file, save=True)
        return stored
    stored = StoredFile(
        organisation_id=organisation_id, sha256=sha256, size=file.size, kind=kind.name, stored_at=at
    )
    stored.file.save(FOLDER, file, save=False)
    try:
        stored.save()
    except IntegrityError:
        default_storage.delete(stored.file.name)
        raise
    return stored


def sha256_of(file):
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def ask_for_scan(stored, at):
    if not settings.EVIDENCE_SCANNER or stored.scan in (Scan.CLEAN, Scan.INFECTED):
        return None
    if stored.scan == Scan.NOT_SCANNED:
        StoredFile.objects.filter(pk=stored.pk).update(scan=Scan.WAITING)
    return jobs.ask_for(
        SCAN, title="Scan a file of evidence", at=at, organisation=stored.organisation, file=stored.pk
    )


@jobs.does(SCAN)
def scan(job, progress):
    stored = StoredFile.objects.filter(pk=job.input["file"]).first()
    if stored is None or not settings.EVIDENCE_SCANNER:
        return {}, ""
    progress("Scanning", 10)
    with tempfile.NamedTemporaryFile() as copy, stored.file.open("rb") as content:
        for chunk in content.chunks():
            copy.write(chunk)
        copy.flush()
        # Written by the operator in the settings, never by a visitor; the file is named by its path only.
        command = [*shlex.split(settings.EVIDENCE_SCANNER), copy.name]
        answer = subprocess.run(command, capture_output=True, timeout=SCAN_SECONDS, check=False)
    said = (answer.stdout + answer.stderr).decode(errors="replace").replace(copy.name, "the file")[:2000]
    if answer.returncode not in (0, 1):
        raise RuntimeError(f"The scanner ended with {answer.returncode}: {said}")
    found = Scan.INFECTED if answer.returncode else Scan.CLEAN
    stored.note_scan(found, job.heartbeat_at, said.replace("\0", ""))
    return {"found": found}, ""


@dataclass(frozen=True)
class LostFile:
    stored: StoredFile
    sentence: str


def verify(files=None):
    """Reads every file again, or some. Yields those that are missing or not what they were."""
    files = StoredFile.objects.all() if files is None else files
    for stored in files.order_by("pk").iterator(chunk_size=500):
        try:
            with stored.file.open("rb") as content:
                is_whole = sha256_of(content) == stored.sha256
        except OSError as problem:
            yield LostFile(stored, f"can't be read: {problem.strerror or problem}")
        else:
            if not is_whole:
                yield LostFile(stored, "is not the file that was handed in: its checksum differs")


def sweep(at):
    """Removes what nobody attached, asks for scans still owed. Says how many of each."""
    abandoned, _ = Upload.objects.abandoned(at - KEPT_UNATTACHED).delete()
    removed = sum(_remove(pk) for pk in _unused(at))
    strays = _remove_strays(at)
    asked = _ask_for_owed_scans(at)
    return {"uploads": abandoned, "stored": removed, "strays": strays, "scans_asked": asked}


def _unused(at):
    rows = StoredFile.objects.unused().filter(stored_at__lt=at - KEPT_UNUSED)
    return list(rows.values_list("pk", flat=True))


def _remove(pk):
    try:
        with transaction.atomic():
            stored = StoredFile.objects.select_for_update().get(pk=pk)
            stored.delete()
    except (ProtectedError, IntegrityError, StoredFile.DoesNotExist):
        return False  # Somebody handed the same file in meanwhile, or another sweep was quicker.
    default_storage.delete(stored.file.name)
    return True


def _remove_strays(at):
    """Files whose row never came to be: a process died between the two."""
    removed = 0
    for names in _folders():
        known = set(StoredFile.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            if name not in known and default_storage.get_modified_time(name) < at - KEPT_UNUSED:
                default_storage.delete(name)
                removed += 1
    return removed


def _folders():
    """The names of all files, a folder at a time."""
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return  # Nothing was ever handed in. A store without folders says so by an empty list.
    for folder in folders:
        yield [f"{FOLDER}/{folder}/{name}" for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]]


def _ask_for_owed_scans(at):
    if not settings.EVIDENCE_SCANNER:
        return 0
    going = Job.objects.filter(kind=SCAN, state__in=(Job.State.QUEUED, Job.State.RUNNING))
    busy = {job["file"] for job in going.values_list("input", flat=True)}
    owed = StoredFile.objects.filter(scan__in=(Scan.NOT_SCANNED, Scan.WAITING)).exclude(pk__in=busy)
    return sum(ask_for_scan(stored, at) is not None for stored in owed)
