import re

import pytest
from django.test import Client
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import Heartbeat, Job, Sweep
from config import metrics as folders
from config.watching.requests import METHODS
from tests.factories import MORNING, later, make_action

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-20-letters"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def counted(settings):
    settings.METRICS_TOKEN = TOKEN
    return Client()


def told(client):
    text = client.get("/metrics", headers=SHOWN).content.decode()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


def test_without_a_token_in_the_settings_there_is_no_such_page(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "shown", ["", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", TOKEN, f"bearer {TOKEN}"]
)
def test_only_the_token_opens_it(counted, shown):
    answer = counted.get("/metrics", headers={"Authorization": shown})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert b"followthrough_" not in answer.content


def test_requests_are_counted_by_route_and_status_never_by_address(counted):
    before = told(counted)
    counted.get("/privacy/")
    counted.get("/organisations/nobody/people/")
    for number in range(3):
        counted.get(f"/no/such/address/{number}/")
        counted.generic(f"METHOD{number}", "/privacy/")
    after = told(counted)
    grown = {
        name: after[name] - before.get(name, 0) for name in after if name[0] == "followthrough_requests_total"
    }
    assert grown[("followthrough_requests_total", "GET", "privacy", "200")] == 1
    assert grown[("followthrough_requests_total", "GET", "none", "404")] == 3
    assert grown[("followthrough_requests_total", "OTHER", "privacy", "405")] == 3
    labels = {value for name in after for value in name[1:]}
    assert not [value for value in labels if "/" in value or "nobody" in value]
    assert {name[1] for name in grown} <= METHODS | {"OTHER"}


def test_what_lies_in_the_database_is_told_as_it_is_now(counted):
    make_action()
    Job.objects.create(kind="any", title="Read a report", asked_at=MORNING)
    Sweep.note_finished("ledger check", later(hours=-1), faults=["Action 7, row 3: changed."])
    Heartbeat.beat("worker celery@one", later(hours=200_000), MORNING, "")
    found = told(counted)
    assert found[("followthrough_outbox_waiting", "jobs")] == 1
    assert found[("followthrough_outbox_oldest_seconds", "jobs")] > 0
    assert found[("followthrough_sweep_faults", "ledger check")] == 1
    assert found[("followthrough_sweep_age_seconds", "ledger check")] > 0
    assert found[("followthrough_workers",)] == 1
    assert found[("followthrough_ledger_rows",)] >= 1
    assert found[("followthrough_part_ok", "database")] == 1


def test_a_scrape_costs_the_same_few_queries_however_much_there_is(counted, django_assert_max_num_queries):
    told(counted)
    with django_assert_max_num_queries(32):
        told(counted)
    for _ in range(20):
        make_action()
    with django_assert_max_num_queries(32):
        told(counted)


def test_tasks_are_counted_by_outcome(settings):
    from config.celery import celery_app

    settings.METRICS_TOKEN = TOKEN

    @celery_app.task(name="tests.counted")
    def count(fails):
        return 1 // (0 if fails else 1)

    def number(outcome):
        return REGISTRY.get_sample_value(
            "followthrough_tasks_total", {"task": "tests.counted", "outcome": outcome}
        )

    for fails in (False, False, True):
        count.apply(args=[fails])
    del celery_app.tasks["tests.counted"]
    assert (number("success"), number("failure")) == (2, 1)


def test_each_program_begins_with_an_empty_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv(folders.NAME_OF_FOLDER, "")
    for program in ("web", "worker"):
        (folders.begin(tmp_path, program) / "counter_1.db").write_bytes(b"old")
    folders.begin(tmp_path, "web")
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.db")] == ["worker/counter_1.db"]


def test_every_name_is_explained_in_the_docs(counted):
    from pathlib import Path

    page = (Path(__file__).parents[3] / "docs" / "watching.md").read_text()
    text = counted.get("/metrics", headers=SHOWN).content.decode()
    names = set(re.findall(r"^# HELP (followthrough_\w+?)(?:_total|_created)? ", text, re.M))
    assert not {name for name in names if name not in page}
