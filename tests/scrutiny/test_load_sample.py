import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts import sample
from accounts.models import Organisation, Post, User
from actions import awaiting
from actions.buckets import Bucket
from actions.ledger_check import check_ledger
from actions.models import Action, Measure, ProgressUpdate
from actions.statuses import Kind, Visibility
from inspections.models import Area, Inspection
from tests.scrutiny.following_links import dead_ends

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sample_council(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all tests of this file that only look at it."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), transaction.atomic(), files:
        call_command("load_sample")
        yield
        transaction.set_rollback(True)


def work_of(name):
    return awaiting.work_of(User.objects.get(email=sample.address(name)), timezone.localdate())


def test_the_sample_is_loaded_once_however_often_it_is_asked_for(sample_council, capsys):
    counted = User.objects.count(), ProgressUpdate.objects.count()
    call_command("load_sample")
    assert (User.objects.count(), ProgressUpdate.objects.count()) == counted
    assert "nothing was changed" in capsys.readouterr().out


def test_the_sample_has_people_to_sign_in_as_and_vacant_posts_so_that_escalation_can_be_seen(sample_council):
    for _, name in sample.SIGN_INS:
        assert User.objects.get(email=sample.address(name)).check_password(sample.PASSWORD)
    vacant = Post.objects.get(title=sample.PLACEMENTS)
    assert vacant.is_vacant
    assert vacant.first_held_upwards().title == sample.LOOKED_AFTER


def test_the_sample_shows_every_bucket_every_kind_of_row_and_a_whole_ledger(sample_council):
    on = timezone.localdate()
    recent = Action.objects.filter(area__inspection__framework="ilacs")
    assert all(recent.in_bucket(bucket, on).exists() for bucket in Bucket)
    assert set(ProgressUpdate.objects.values_list("kind", flat=True).distinct()) == {*Kind}
    assert {*Action.objects.values_list("visibility", flat=True)} == {*Visibility}
    assert check_ledger().is_whole
    assert Action.objects.filter(times_moved=2).exists()
    assert Area.objects.exclude(forerunner=None).exists()
    assert Measure.objects.filter(hides_small_numbers=True).exists()
    assert Inspection.objects.filter(is_public=True).exists()


def test_the_sample_has_something_to_do_for_everybody_who_signs_in_to_work(sample_council):
    manager, lead, assurer = work_of("manager"), work_of("lead"), work_of("assurer")
    assert manager.overdue and manager.due_soon and manager.sent_back and manager.readings
    assert lead.extensions and lead.readings
    assert assurer.sign_offs and assurer.checks


def test_the_sample_is_refused_in_production():
    before = Organisation.objects.count()
    with override_settings(IS_LOCAL=False), pytest.raises(CommandError, match="passwords are known"):
        call_command("load_sample")
    assert Organisation.objects.count() == before


@pytest.mark.sqlite
@pytest.mark.parametrize("name", [None, "manager", "lead", "operator"])
def test_every_link_leads_to_a_page_for_whoever_is_shown_it(sample_council, client, name):
    if name:
        client.force_login(User.objects.get(email=sample.address(name)))
    assert list(dead_ends(client)) == []
