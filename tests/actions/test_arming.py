"""A restored backup says nothing to anybody until somebody who knows arms it."""

import json
import shutil
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Sweep
from actions.models import Arming, Digest
from actions.reminders import arming, preview
from actions.reminders.sweeping import sweep
from actions.tasks import sweep_reminders
from tests.actions.reminding import at
from tests.actions.team import TODAY, day

NINE = at(TODAY)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()


@pytest.fixture
def overdue(team):
    return team.started(due_on=day(-1))


def sent():
    sweep(lambda: NINE)
    return len(mail.outbox)


@pytest.mark.django_db
class TestWithAFile:
    def test_a_new_database_is_armed_by_its_first_set_up(self, overdue):
        assert sent() == 0
        arming.arm_if_new(NINE)
        assert sent() == 1

    def test_a_backup_on_another_host_sends_nothing_until_it_is_armed(self, overdue, settings, tmp_path):
        arming.arm(NINE)
        settings.VAR_DIR = tmp_path / "another host"
        settings.VAR_DIR.mkdir()
        arming.arm_if_new(NINE)
        assert (sent(), Digest.objects.count()) == (0, 0)
        call_command("arm_reminders", stdout=StringIO())
        assert sent() == 1

    def test_a_folder_copied_with_all_that_is_in_it_is_another_host(self, overdue, settings, tmp_path):
        arming.arm(NINE)
        settings.VAR_DIR = shutil.copytree(settings.VAR_DIR, tmp_path / "copy")
        assert sent() == 0

    def test_armed_twice_is_armed_once(self, team):
        arming.arm(NINE)
        arming.arm(NINE)
        assert Arming.objects.count() == 1

    def test_it_can_be_disarmed(self, overdue):
        arming.arm(NINE)
        arming.disarm(NINE)
        arming.arm_if_new(NINE)
        assert sent() == 0


@pytest.mark.django_db
class TestWithASetting:
    def test_hosts_that_share_a_database_share_the_name(self, overdue, settings, tmp_path):
        settings.INSTALLATION_ID = "westmarch-production"
        arming.arm(NINE)
        settings.VAR_DIR = tmp_path / "second host"
        assert sent() == 1

    def test_a_copy_for_tests_has_another_name(self, overdue, settings):
        settings.INSTALLATION_ID = "westmarch-production"
        arming.arm(NINE)
        settings.INSTALLATION_ID = "westmarch-test"
        assert sent() == 0


@pytest.mark.django_db
class TestDoors:
    def test_the_task_says_where_everybody_looks_that_nothing_is_sent(self, overdue):
        sweep_reminders()
        found = Sweep.objects.get(name="reminders")
        assert found.faults == [arming.NOT_ARMED]

    def test_the_command_says_it_and_fails(self, overdue):
        with pytest.raises(CommandError, match="arm_reminders"):
            call_command("send_reminders", on=TODAY)

    def test_the_command_sends_what_a_day_owes_and_says_how_far_it_is(self, overdue, capsys):
        arming.arm(NINE)
        call_command("send_reminders", on=TODAY)
        call_command("send_reminders", on=TODAY)
        told = capsys.readouterr().out
        assert "1 opened, 1 sent, 0 not sent." in told
        assert "people looked at" in told
        assert len(mail.outbox) == 1

    def test_the_command_says_what_would_go_and_writes_nothing(self, overdue, capsys):
        call_command("send_reminders", on=TODAY, dry_run=True)
        told = capsys.readouterr().out
        assert f"Overdue: {overdue.reference} {overdue.title} (1 day late)" in told
        assert arming.NOT_ARMED in told
        assert not Digest.objects.exists()
        assert len(list(preview.what_would_go(NINE))) == 1

    def test_what_it_did_fits_where_it_is_kept(self, overdue):
        arming.arm(NINE)
        assert json.loads(json.dumps(sweep(lambda: NINE))) == {
            "opened": 1,
            "sent": 1,
            "handed_out": 0,
            "not_sent": 0,
        }
