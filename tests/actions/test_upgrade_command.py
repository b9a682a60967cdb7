"""`manage.py upgrade`: all that a release needs before it is started."""

import pytest
from django.core.management import CommandError, call_command

from actions.models import Arming
from actions.reminders import arming
from tests.factories import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR, settings.STATIC_ROOT, settings.MEDIA_ROOT = (
        tmp_path,
        tmp_path / "static",
        tmp_path / "files",
    )
    settings.INSTALLATION_ID = "this-host"
    # What the first test collects, none of the others needs.
    settings.STATICFILES_FINDERS = []
    return tmp_path


def test_a_new_database_may_send_and_nothing_is_left_of_the_trial(own_folder, capsys):
    (own_folder / "static").mkdir()
    (own_folder / "static" / "of-the-release-before.css").touch()
    call_command("upgrade")
    assert "Everything is ready" in capsys.readouterr().out
    assert arming.is_armed()
    assert [path for path in (own_folder / "files").rglob("*") if path.is_file()] == []
    assert (own_folder / "static" / "of-the-release-before.css").exists()


def test_a_database_that_came_from_elsewhere_is_not_armed():
    Arming.objects.create(mark="another host", armed_at=MORNING)
    call_command("upgrade")
    assert not arming.is_armed()


def test_files_that_can_not_be_kept_stop_it_with_a_sentence(own_folder):
    (own_folder / "files").write_text("no folder")
    with pytest.raises(CommandError, match="Files can't be kept, look at FILES_URL and VAR_DIR"):
        call_command("upgrade")
    assert not arming.is_armed()


def test_a_host_without_the_password_of_the_owner_only_looks_whether_all_is_done(settings, capsys):
    settings.DATABASE_OWNER = {"PASSWORD": ""}
    call_command("upgrade")
    assert "The database is up to date." in capsys.readouterr().out
