from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse

from accounts import jobs
from accounts.models import Job, Sweep
from accounts.models.jobs import ATTEMPTS_ALLOWED, SILENT_AFTER
from accounts.tasks import nudge
from tests.factories import MORNING, make_member, make_organisation

pytestmark = pytest.mark.django_db


def at_nine():
    return MORNING


@jobs.does("tests.count")
def count_to(job, progress):
    for number in range(job.input["to"]):
        progress(f"Number {number + 1}", number)
    return {"counted": job.input["to"]}, "/done/"


@jobs.does("tests.refuse")
def refuse(job, progress):
    raise jobs.CannotFinish("The file is empty. Choose another.")


@jobs.does("tests.break")
def break_down(job, progress):
    raise RuntimeError("a wire came loose")


@jobs.does("tests.be_overtaken")
def be_overtaken(job, progress):
    Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
    progress("Too late", 50)
    return {"written": "by the wrong one"}, ""


def make_job(kind="tests.count", **inputs):
    return jobs.ask_for(kind, title="Count", at=MORNING, **(inputs or {"to": 3}))


def test_a_job_runs_and_writes_down_its_result():
    job = make_job()
    assert jobs.run(job.pk, at_nine)
    job.refresh_from_db()
    assert (job.state, job.percent, job.result, job.next_url) == ("done", 100, {"counted": 3}, "/done/")


def test_a_job_that_is_done_is_not_run_again():
    job = make_job()
    assert jobs.run(job.pk, at_nine)
    assert not jobs.run(job.pk, at_nine)


def test_a_kind_that_nobody_does_is_refused_before_a_row_is_made():
    with pytest.raises(ValueError, match="registered"):
        make_job("tests.unknown")
    assert not Job.objects.exists()


def test_a_refusal_ends_the_job_with_its_sentence():
    job = make_job("tests.refuse")
    jobs.run(job.pk, at_nine)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "The file is empty. Choose another.")


def test_a_breakdown_is_tried_again_until_the_attempts_are_used_up():
    job = make_job("tests.break")
    states = []
    for _ in range(ATTEMPTS_ALLOWED + 1):
        jobs.run(job.pk, at_nine)
        job.refresh_from_db()
        states.append(job.state)
    assert states == ["queued"] * (ATTEMPTS_ALLOWED - 1) + ["failed"] * 2
    assert "a wire" not in job.error


def test_of_two_workers_with_the_same_row_one_gets_it():
    job = make_job()
    first, second = Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)
    assert first.claim(MORNING)
    assert not second.claim(MORNING)


@pytest.mark.parametrize(
    ("silent_for", "taken"),
    [
        (SILENT_AFTER - timedelta(seconds=1), 0),
        (SILENT_AFTER, 0),
        (SILENT_AFTER + timedelta(seconds=1), 1),
    ],
)
def test_a_job_whose_worker_died_is_taken_up_once_it_has_been_silent(silent_for, taken):
    make_job().claim(MORNING - silent_for)
    assert jobs.take_up(at_nine) == taken


def test_a_job_that_killed_every_worker_is_given_up():
    job = make_job()
    Job.objects.filter(pk=job.pk).update(
        state="running", attempts=ATTEMPTS_ALLOWED, heartbeat_at=MORNING - timedelta(hours=1)
    )
    assert jobs.take_up(at_nine) == 0
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", jobs.SORRY)


def test_a_worker_that_was_thought_dead_may_not_write_its_result():
    job = make_job("tests.be_overtaken")
    jobs.run(job.pk, at_nine)
    job.refresh_from_db()
    assert (job.state, job.result) == ("running", {})


def test_taking_up_notes_when_it_looked():
    jobs.take_up(at_nine)
    assert Sweep.objects.get(name="jobs").last_finished_at == MORNING


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council")


def job_of(council, person):
    return jobs.ask_for(
        "tests.count", title="Count", at=MORNING, organisation=council, requested_by=person, to=1
    )


def test_who_may_see_a_job(client, council):
    manager = make_member(council, "manager")
    address = job_of(council, manager).get_absolute_url()
    seen_by = {
        "the one who asked": manager,
        "a lead of the organisation": make_member(council, "lead"),
        "a colleague": make_member(council, "manager"),
        "a stranger": make_member(make_organisation(), "lead"),
    }
    statuses = {}
    for who, person in seen_by.items():
        client.force_login(person)
        statuses[who] = client.get(address).status_code
    assert statuses == {
        "the one who asked": 200,
        "a lead of the organisation": 200,
        "a colleague": 404,
        "a stranger": 404,
    }


def test_the_page_of_a_running_job_says_how_far_it_is(client, council):
    manager = make_member(council, "manager")
    job = job_of(council, manager)
    job.claim(MORNING)
    job.report(MORNING, "Reading page 3 of 45", 7)
    client.force_login(manager)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Reading page 3 of 45" in page
    assert 'http-equiv="refresh"' in page


def test_the_page_of_a_finished_job_goes_on_to_what_was_made(client, council):
    manager = make_member(council, "manager")
    job = job_of(council, manager)
    jobs.run(job.pk, at_nine)
    client.force_login(manager)
    assert client.get(job.get_absolute_url()).headers["Location"] == "/done/"


def test_a_failed_job_can_be_tried_again_from_its_page(client, council):
    manager = make_member(council, "manager")
    job = jobs.ask_for("tests.break", title="Count", at=MORNING, organisation=council, requested_by=manager)
    for _ in range(ATTEMPTS_ALLOWED):
        jobs.run(job.pk, at_nine)
    client.force_login(manager)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "Something went wrong" in page
    assert "Try again" in page
    client.post(reverse("try-job-again", args=[job.pk]))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("queued", 0, "")


def test_a_broker_that_does_not_answer_costs_nobody_their_work(django_capture_on_commit_callbacks):
    job = make_job()
    address = current_app.conf.broker_url
    current_app.conf.broker_url = "redis+socket:///nowhere/broker.sock"
    try:
        with django_capture_on_commit_callbacks(execute=True):
            nudge(job)
    finally:
        current_app.conf.broker_url = address
    assert jobs.take_up(at_nine) == 1


def test_a_refused_job_is_not_offered_to_be_tried_again(client, council):
    manager = make_member(council, "manager")
    job = jobs.ask_for("tests.refuse", title="Count", at=MORNING, organisation=council, requested_by=manager)
    jobs.run(job.pk, at_nine)
    client.force_login(manager)
    page = client.get(job.get_absolute_url()).content.decode()
    assert "The file is empty. Choose another." in page
    assert "Try again" not in page
    client.post(reverse("try-job-again", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "failed"
