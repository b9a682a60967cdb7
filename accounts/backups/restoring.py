"""Putting a backup back: checked as a whole beforehand, proved equal afterwards."""

import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from accounts.backups import archive
from accounts.backups.databases import another_connection, load_postgresql, load_sqlite
from accounts.backups.fingerprints import differences, fingerprint, migrations
from accounts.backups.making import make_backup, stored_files
from accounts.backups.refusal import CannotBackUp
from accounts.database_roles import as_owner
from accounts.quiet_migrations import noted_when_up_to_date


@as_owner()
def restore_backup(path, at, keep_in):
    """Answers the list of what was put back, and where a backup of what was there before lies, if any was.

    Until the last step nothing that was there has been touched, and that step happens wholly or not at all.
    """
    with archive.opened(path) as (backup, facts), tempfile.TemporaryDirectory(dir=keep_in) as folder:
        _must_suit(facts)
        archive.verify(backup, facts)
        copy = Path(backup.extract(archive.DATABASE, folder))
        before = _keep_what_is_there(at, Path(keep_in))
        put_files_back(backup)
        _replace_database(copy, facts)
    call_command("migrate", interactive=False, verbosity=0)
    return facts, before


def _must_suit(facts):
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    if facts["database"] != vendor:
        raise CannotBackUp(
            f"The backup is of {facts['database']} and this installation uses {vendor}. Restore it on an "
            "installation with the same database, then move that by manage.py move_database."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(facts["migrations"]) - known)
    if unknown:
        raise CannotBackUp(
            "The backup was made by a newer version of Followthrough: this one has no migration "
            f"{unknown[0]}. Upgrade first."
        )


def _keep_what_is_there(at, folder):
    connection = connections[DEFAULT_DB_ALIAS]
    if "accounts_user" not in connection.introspection.table_names():
        return None
    path = folder / f"before-restore-{at:%Y%m%dT%H%M%S}.zip"
    make_backup(path, at)
    return path


def put_files_back(backup):
    """Files are only added: each lies under its own checksum, so one that is there is the same one."""
    there = set(stored_files())
    for name in backup.namelist():
        stored = name.removeprefix(archive.FILES)
        if name.startswith(archive.FILES) and stored not in there:
            with backup.open(name) as source:
                default_storage.save(stored, File(source, name=stored))


def _replace_database(copy, facts):
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        with another_connection("restored", connection.settings_dict | {"NAME": str(copy)}) as restored:
            _must_equal(restored, facts)
        load_sqlite(DEFAULT_DB_ALIAS, copy)
    else:
        load_postgresql(DEFAULT_DB_ALIAS, copy)
    _must_equal(DEFAULT_DB_ALIAS, facts)


def _must_equal(using, facts):
    # An older backup has other columns than the models of today; its sum was checked with the archive.
    wanted = {f"{app}.{name}" for app, name in noted_when_up_to_date()}
    if not wanted <= set(migrations(using)):
        return
    told = differences(facts["tables"], fingerprint(using))
    if told:
        raise CannotBackUp(f"What was put back is not what the backup holds. {'; '.join(told)}.")
