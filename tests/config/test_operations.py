import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts import tasks
from accounts.models import Job, Sweep
from tests.factories import MORNING, later, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


def page_for(client, user):
    client.force_login(user)
    return client.get(reverse("operations"))


@pytest.fixture
def operator():
    return make_user(is_superuser=True)


def test_only_the_operator_opens_the_page(client, operator):
    assert page_for(client, operator).status_code == 200
    assert page_for(client, make_member(make_organisation(), "lead")).status_code == 403


def test_before_anything_has_run_the_page_says_so(client, operator):
    words = page_for(client, operator).content.decode()
    assert "Nothing has run yet." in words
    assert "No job has failed." in words


def test_a_check_that_found_something_names_it(client, operator):
    Sweep.note_started("ledger check", MORNING)
    Sweep.note_finished("ledger check", later(minutes=1), actions=50, faults=["Action 7, row 3: changed."])
    words = page_for(client, operator).content.decode()
    assert "Faults found" in words
    assert "Action 7, row 3: changed." in words
    assert "Actions: 50." in words


@pytest.mark.parametrize(("minutes_after", "under_way"), [(-1, False), (0, False), (1, True)])
def test_a_sweep_that_began_after_it_last_ended_is_under_way(minutes_after, under_way):
    Sweep.note_finished("jobs", MORNING)
    Sweep.note_started("jobs", later(minutes=minutes_after))
    assert Sweep.objects.get().is_under_way is under_way


def test_work_that_failed_is_listed_with_its_reason(client, operator):
    Job.objects.create(
        kind="any", title="Read a report", asked_at=MORNING, state="failed", error="It is empty."
    )
    Job.objects.create(kind="any", title="Read another", asked_at=MORNING)
    words = page_for(client, operator).content.decode()
    assert "It is empty." in words
    assert "1 job waiting or running" in words
    assert "Read another" not in words


def test_sessions_that_have_run_out_are_cleared():
    Session.objects.create(session_key="old", session_data="", expire_date=MORNING)
    tasks.clear_sessions()
    assert not Session.objects.exists()
    assert Sweep.objects.get(name="sessions").last_finished_at
