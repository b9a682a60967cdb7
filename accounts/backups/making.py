"""Making a backup while people work."""

import tempfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections

from accounts.backups import archive
from accounts.backups.databases import another_connection, dump_postgresql, dump_sqlite, still_picture
from accounts.backups.fingerprints import fingerprint, migrations
from accounts.database_roles import as_owner


@as_owner()
def make_backup(path, at):
    """Answers the list of what is in it. Whatever goes wrong leaves no half of a backup behind."""
    with (
        tempfile.TemporaryDirectory(prefix="followthrough-backup-") as folder,
        archive.Writer(path) as backup,
    ):
        facts = _add_database(backup, Path(folder) / "database")
        # After the database: a file may be there that no row knows yet, but no row lacks its file.
        for name in stored_files():
            with default_storage.open(name) as file:
                backup.add(f"{archive.FILES}{name}", file)
        facts |= {"made_at": at.isoformat()}
        backup.finish(facts)
        return facts | {"members": backup.members}


def stored_files(folder=""):
    """The names of all that is kept, wherever it is kept."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        yield from stored_files(f"{folder}/{name}".lstrip("/"))


def _add_database(backup, copy):
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        dump_sqlite(DEFAULT_DB_ALIAS, copy)
        # The lines are taken of the copy: people go on writing to the database itself.
        with another_connection("backup", connection.settings_dict | {"NAME": str(copy)}) as copied:
            facts = _facts(copied)
    else:
        with still_picture(DEFAULT_DB_ALIAS) as picture:
            dump_postgresql(DEFAULT_DB_ALIAS, picture, copy)
            facts = _facts(DEFAULT_DB_ALIAS)
    with copy.open("rb") as file:
        backup.add(archive.DATABASE, file)
    return facts | {"database": connection.vendor}


def _facts(using):
    return {"tables": fingerprint(using), "migrations": migrations(using)}
