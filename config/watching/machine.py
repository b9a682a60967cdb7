"""The parts that are machines: database, broker, disk, files, workers, clocks."""

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from kombu.exceptions import OperationalError

from accounts.models import Heartbeat
from accounts.quiet_migrations import noted_when_up_to_date
from config.watching.parts import DEGRADED, FAILED, OK, UNKNOWN, ago, number_of, part

BROKER_ANSWERS_WITHIN = 1  # seconds
STORE_ANSWERS_WITHIN = 2
DISK_LOW_BELOW = 0.1
DISK_LOW_BYTES = 1024**3
CLOCK_SKEW_MS = 2000

_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store of files")


@part("database")
def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return FAILED, "No answer."
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    return OK, f"{kind} answers."


@part("migrations")
def migrations():
    missing = sorted(_known_migrations() - set(MigrationRecorder(connection).applied_migrations()))
    if not missing:
        return OK, "The database is as this release needs it."
    first = ".".join(missing[0])
    return FAILED, f"{number_of(len(missing), 'migration')} not applied, beginning with {first}."


@cache
def _known_migrations():
    return frozenset(noted_when_up_to_date())


@part("broker")
def broker():
    """Asked with a short limit: one that is frozen takes connections and answers nothing."""
    limits = dict.fromkeys(("socket_timeout", "socket_connect_timeout"), BROKER_ANSWERS_WITHIN)
    options = current_app.conf.broker_transport_options | limits
    line = current_app.connection_for_write(transport_options=options)
    try:
        with line:
            line.default_channel  # noqa: B018 - opening one asks the broker
    except (OperationalError, OSError, *line.connection_errors, *line.channel_errors):
        return DEGRADED, "No answer. Nothing is lost: work waits in the database until it is back."
    return OK, "It answers."


@part("disk")
def disk():
    room = room_on_disk()
    share, words = (
        room.free / room.total,
        f"{room.free / 1024**3:,.1f} GB free, {room.free / room.total:.0%}.",
    )
    if room.free < DISK_LOW_BYTES or (share < DISK_LOW_BELOW and room.free < 10 * DISK_LOW_BYTES):
        return DEGRADED, f"{words} When it is full, nothing can be saved."
    return OK, words


def room_on_disk():
    return shutil.disk_usage(settings.VAR_DIR)


@part("files")
def files():
    """On a disk of ours a byte is written and taken away. A store elsewhere is asked whether it answers."""
    if not isinstance(default_storage, FileSystemStorage):
        return _store_elsewhere()
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"Followthrough")
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        return DEGRADED, f"No file can be stored: {os.strerror(problem.errno or 0)}."
    return OK, "Files can be stored."


def _store_elsewhere():
    """By a thread, because a store may let its callers wait for longer than whoever asks us waits for us."""
    asked = _asking.submit(default_storage.exists, "readyz")
    try:
        asked.result(timeout=STORE_ANSWERS_WITHIN)
    except TimeoutError:
        asked.cancel()
        return DEGRADED, f"The store of files gave no answer within {STORE_ANSWERS_WITHIN} seconds."
    except OSError:
        return DEGRADED, "The store of files gave no answer."
    return OK, "The store of files answers."


@part("workers")
def workers(at):
    beats = list(Heartbeat.objects.all()[:100])
    if not beats:
        return FAILED, "No worker has been heard of, so mails and long work wait."
    alive = [str(beat) for beat in beats if beat.is_alive(at)]
    words = [f"At work: {', '.join(alive)}."] if alive else ["None is at work, so mails and long work wait."]
    silent = [
        f"Not heard of for {ago((at - beat.beaten_at).total_seconds())}: {beat}."
        for beat in beats
        if not beat.is_alive(at)
    ]
    return (OK if not silent else DEGRADED if alive else FAILED), " ".join(words + silent)


@part("clocks")
def clocks(at):
    told = [beat for beat in Heartbeat.objects.alive(at)[:100] if beat.clock_ahead_ms is not None]
    if not told:
        if connection.vendor == "sqlite":
            return OK, "The database is a file of this machine, so there is one clock."
        return UNKNOWN, "No worker is there to compare its clock with the database's."
    worst = max(told, key=lambda beat: abs(beat.clock_ahead_ms))
    seconds = abs(worst.clock_ahead_ms) / 1000
    if seconds * 1000 > CLOCK_SKEW_MS:
        way = "ahead of" if worst.clock_ahead_ms > 0 else "behind"
        return (
            DEGRADED,
            f"The clock of {worst} is {seconds:.1f} seconds {way} the database's. Set both by NTP.",
        )
    return OK, f"No worker is more than {max(seconds, 0.1):.1f} seconds away from the database's clock."


def all_parts(at):
    return [database(), migrations(), broker(), workers(at), clocks(at), disk(), files()]
