"""Backups: made while people work, checked before they are put back, proved equal afterwards."""

import inspect
import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from accounts.backups import CannotBackUp, archive, make_backup, restore_backup
from accounts.backups.databases import another_connection
from accounts.backups.fingerprints import differences, fingerprint
from accounts.backups.moving import move
from accounts.backups.restoring import put_files_back
from accounts.database_roles import as_owner
from accounts.models import Organisation, User
from accounts.row_security import PUBLIC, within
from actions.ledger_check import check_ledger
from actions.reminders import arming
from actions.statuses import Kind
from config import file_address
from tests.actions.doing import do
from tests.actions.team import make_team, moment
from tests.application_role import REFUSED, ROLE, working_as
from tests.factories import MORNING, make_organisation
from tests.parts.s3 import PrivateS3

pytestmark = pytest.mark.django_db(transaction=True)
FILE = "evidence/1/ab/abcd"


@pytest.fixture(autouse=True)
def stored(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        default_storage.save(FILE, BytesIO(b"What was proved."))
        yield tmp_path / "files" / FILE


@pytest.fixture(autouse=True)
def other_databases(transactional_db, monkeypatch):
    """A test may use the databases that its settings name; a backup opens some that they can't name."""
    allowed = inspect.getclosurevars(BaseDatabaseWrapper.ensure_connection).nonlocals["cls"]
    monkeypatch.setattr(
        allowed, "databases", allowed.databases | {"backup", "restored", "there", "back", "moved"}
    )


@pytest.fixture
def team():
    team = make_team()
    action = team.started()
    do(action, Kind.CLAIMED_DONE, team.owner, moment(3), team)
    return team


def backed_up(tmp_path):
    path = tmp_path / "backup.zip"
    make_backup(path, MORNING)
    return path


def rewritten(path, **members):
    """The same archive with other members in it, as a disk or a person may leave it."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    held |= members
    with zipfile.ZipFile(path, "w") as new:
        for name, words in held.items():
            if words is not None:
                new.writestr(name, words)


def test_what_was_done_after_the_backup_is_gone_and_all_before_it_is_back(team, tmp_path, stored):
    before = fingerprint("default")
    path = backed_up(tmp_path)
    make_organisation("Made Later Council")
    stored.unlink()

    facts, kept = restore_backup(path, MORNING, tmp_path)

    assert differences(before, fingerprint("default")) == []
    assert facts["tables"] == before
    assert stored.read_bytes() == b"What was proved."
    assert check_ledger().is_whole
    restore_backup(kept, MORNING, tmp_path / "..")
    assert Organisation.objects.filter(name="Made Later Council").exists()


def test_the_ledger_is_still_protected_after_a_backup_came_back(team, tmp_path):
    restore_backup(backed_up(tmp_path), MORNING, tmp_path)
    with pytest.raises(Exception, match=REFUSED), connection.cursor() as cursor:
        cursor.execute("UPDATE actions_progressupdate SET note = 'Otherwise'")


@pytest.mark.postgres
def test_the_rules_for_rows_are_those_that_belong_here_whatever_was_in_the_backup(team, tmp_path):
    leftover = "CREATE FUNCTION row_rules.of_next_year() RETURNS int LANGUAGE sql AS 'SELECT 1'"
    with working_as(ROLE):
        path = backed_up(tmp_path)
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(leftover)
        restore_backup(path, MORNING, tmp_path)
        call_command("database_roles", "--check", stdout=StringIO())
        assert User.objects.exists()
        with within(PUBLIC):
            assert not User.objects.exists()


def test_a_table_that_only_a_newer_version_had_is_gone_with_it(tmp_path):
    path = backed_up(tmp_path)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_next_year (id integer)")
    restore_backup(path, MORNING, tmp_path)
    assert "of_next_year" not in connection.introspection.table_names()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"database": b"torn"}, "database is not what was put in"),
        ({f"files/{FILE}": b"Otherwise."}, "is not what was put in"),
        ({f"files/{FILE}": None}, "do not agree"),
        ({"files/../../etc/x": b"Not listed"}, "do not agree"),
        ({"manifest.json": b"{}"}, "another format"),
        ({"manifest.json": b"not JSON"}, "not a whole backup"),
        ({"manifest.json": None}, "not a whole backup"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_what_is_here_stays(team, tmp_path, change, said):
    path = backed_up(tmp_path)
    rewritten(path, **change)
    make_organisation("Made Later Council")
    before = fingerprint("default")
    with pytest.raises(CannotBackUp, match=said):
        restore_backup(path, MORNING, tmp_path)
    assert fingerprint("default") == before


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("migrations", ["accounts.9999_of_next_year"], "newer version of Followthrough"),
        ("database", "another", "uses (sqlite|postgresql)"),
    ],
)
def test_a_backup_that_does_not_suit_is_refused_with_what_to_do(tmp_path, fact, value, said):
    path = backed_up(tmp_path)
    with zipfile.ZipFile(path) as archive:
        facts = json.loads(archive.read("manifest.json"))
    rewritten(path, **{"manifest.json": json.dumps(facts | {fact: value}).encode()})
    with pytest.raises(CannotBackUp, match=said):
        restore_backup(path, MORNING, tmp_path)


def test_what_comes_back_is_compared_though_the_backup_was_migrated_one_by_one(tmp_path):
    with as_owner():
        for app, name in MigrationLoader(connection).replacements:
            MigrationRecorder(connection).record_unapplied(app, name)
    path = backed_up(tmp_path)
    with zipfile.ZipFile(path) as archive:
        facts = json.loads(archive.read("manifest.json"))
    facts["tables"]["accounts_user"]["rows"] += 1
    rewritten(path, **{"manifest.json": json.dumps(facts).encode()})
    with pytest.raises(CannotBackUp, match="not what the backup holds"):
        restore_backup(path, MORNING, tmp_path)


def test_files_come_back_to_wherever_they_are_to_be_kept_now(tmp_path, stored):
    path = backed_up(tmp_path)
    with PrivateS3() as url:
        bucket = {"BACKEND": "config.s3_files.S3Files", "OPTIONS": file_address.read(url)}
        with override_settings(STORAGES=settings.STORAGES | {"default": bucket}):
            with archive.opened(path) as (backup, _):
                put_files_back(backup)
            with default_storage.open(FILE) as file:
                assert file.read() == b"What was proved."
            path = backed_up(tmp_path)
    stored.unlink()
    with archive.opened(path) as (backup, _):
        put_files_back(backup)
    assert stored.read_bytes() == b"What was proved."


def test_a_folder_of_backups_keeps_the_newest_and_whatever_else_lies_there(tmp_path, capsys):
    own = tmp_path / "mine.zip"
    own.write_text("of the house")
    for day in range(1, 4):
        (tmp_path / f"followthrough-2026-01-0{day}T010000Z.zip").touch()
    call_command("backup", tmp_path, keep=2)
    left = sorted(entry.name for entry in tmp_path.iterdir() if entry.is_file())
    assert len(left) == 3 and left[0] == "followthrough-2026-01-03T010000Z.zip" and left[2] == own.name
    assert "2 older ones were deleted" in capsys.readouterr().out


@pytest.mark.parametrize("keep", [0, 1])
def test_keeping_so_many_is_refused_without_a_folder_or_a_number(tmp_path, keep):
    place = tmp_path if keep == 0 else tmp_path / "backup.zip"
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", place, keep=keep)
    assert not list(tmp_path.glob("*.zip"))


def test_a_backup_that_breaks_off_leaves_the_one_before_it(tmp_path, stored):
    path = backed_up(tmp_path)
    good = path.read_bytes()
    stored.chmod(0)
    stored.unlink()
    stored.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        make_backup(path, MORNING + timedelta(days=1))
    assert path.read_bytes() == good
    assert [entry.name for entry in tmp_path.iterdir() if "half" in entry.name] == []


def test_only_its_owner_can_read_a_backup(tmp_path):
    assert backed_up(tmp_path).stat().st_mode & 0o777 == 0o600


def test_the_commands_say_what_was_done(team, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    call_command("backup", tmp_path / "backup.zip")
    assert "1 files" in capsys.readouterr().out
    call_command("restore", tmp_path / "backup.zip", "--yes")
    assert "compared one by one" in capsys.readouterr().out


def test_reminders_wait_after_a_restore_on_the_very_host_they_were_sent_from(team, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    arming.arm(MORNING)
    assert arming.is_armed()
    call_command("backup", tmp_path / "backup.zip", stdout=StringIO())
    call_command("restore", tmp_path / "backup.zip", "--yes", stdout=StringIO())
    assert not arming.is_armed()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_that_is_out_of_reach_is_said_in_a_sentence(command, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    more = ["--yes"] if command == "restore" else []
    with pytest.raises(CommandError, match="No such file"):
        call_command(command, tmp_path / "nowhere" / "backup.zip", *more)


def sqlite_in(path):
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


@pytest.mark.postgres
def test_everything_moves_between_the_two_kinds_of_database_and_back_without_a_difference(team, tmp_path):
    before = fingerprint("default")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE moved_back")
        back = connection.settings_dict | {"NAME": "moved_back", "OPTIONS": {}}
    with another_connection("there", sqlite_in(tmp_path / "there.sqlite3")), another_connection("back", back):
        rows = move("default", "there", print)
        assert rows["actions_progressupdate"] == before["actions_progressupdate"]["rows"] > 0
        move("there", "back", print)
        assert differences(before, fingerprint("back")) == []
        # The sequences know what was copied: the next row gets a number of its own.
        User.objects.using("back").create(email="new@westmarch.example", name="New")
        with pytest.raises(CannotBackUp, match="Give an empty one"):
            move("default", "there", print)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP DATABASE moved_back WITH (FORCE)")


def test_a_move_to_the_same_kind_of_database_is_refused(tmp_path):
    same = "sqlite:///x.sqlite3" if connection.vendor == "sqlite" else "postgres://nobody@127.0.0.1/x"
    with pytest.raises(CommandError, match="one kind"):
        call_command("move_database", same)
