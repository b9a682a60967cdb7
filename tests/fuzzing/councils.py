"""The same council for every process, each with a database and files of its own.

What takes seconds (the migrations, the council, the code) is there once, before the processes part.
"""

import gc
import logging
import multiprocessing
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from config.launcher.orphans import end_with
from config.room import with_room
from tests.fuzzing.council import key_of, make_council


@dataclass(frozen=True)
class Council:
    place: object
    database: str
    files: str

    def move_in(self, role):
        """From here on this process has it for itself. Answers the role's token."""
        own = tempfile.mkdtemp(dir=Path(self.database).parent)
        connection.close()
        connection.settings_dict["NAME"] = shutil.copy(self.database, own)
        files = shutil.copytree(self.files, f"{own}/files")
        override_settings(MEDIA_ROOT=files).enable()
        return key_of(self.place, role)


def prepare(folder):
    call_command("migrate", verbosity=0)
    # What is asked of a worker goes nowhere.
    current_app.conf.update(broker_url="memory://")
    logging.disable(logging.ERROR)
    Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
    place = make_council()
    # Whoever copies the file takes all of it, and no journal beside it.
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    # What is loaded stays to the end, and of what is made for a request little hangs in circles.
    gc.freeze()
    gc.set_threshold(100_000)
    return Council(place, connection.settings_dict["NAME"], str(settings.MEDIA_ROOT))


def begin_beside(work, *given):
    """Another process, which has all that this one has and ends with it."""
    process = multiprocessing.get_context("fork").Process(target=_beside, args=(os.getpid(), work, *given))
    sys.stdout.flush()
    process.start()
    return process


def _beside(parent, work, *given):
    end_with(parent)
    with_room(work, *given)
