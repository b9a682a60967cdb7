from datetime import timedelta

import pytest
import time_machine

from accounts.models import Sweep
from tests.factories import MORNING

pytestmark = pytest.mark.django_db


def test_the_process_says_it_is_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_without_a_broker_the_service_stays_ready_and_says_so(client, settings):
    from celery import current_app

    address = current_app.conf.broker_url
    current_app.conf.broker_url = "redis+socket:///nowhere/broker.sock"
    try:
        answer = client.get("/readyz")
    finally:
        current_app.conf.broker_url = address
    assert (answer.status_code, answer.json()["broker"]) == (200, "no answer")


@pytest.mark.parametrize(
    ("minutes", "words"), [(None, "none yet"), (14, "ok"), (15, "15 minutes ago"), (40, "40 minutes ago")]
)
def test_the_age_of_the_last_sweep_is_told(client, minutes, words):
    if minutes is not None:
        Sweep.note_finished("jobs", MORNING - timedelta(minutes=minutes))
    with time_machine.travel(MORNING, tick=False):
        assert client.get("/readyz").json()["last sweep"] == words
