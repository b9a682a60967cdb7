"""The same request sent twice does its work once; whatever stops in the middle did nothing."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections

from accounts.models import KeptAnswer
from accounts.models.idempotency import ClaimLost, OtherRequest, UnderWay
from tests.actions.api import Caller
from tests.actions.team import make_team
from tests.factories import MORNING, later, make_user

NOTE = {"note": "The panel met."}


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def action(team):
    return team.open_action()


@pytest.fixture
def owner(team):
    return Caller(team.owner, team.organisation)


def record(caller, action, key, seen=1, body=NOTE):
    return caller.post(f"actions/{action.pk}/record-progress/", body, seen=seen, key=key)


def test_a_request_sent_twice_is_done_once_and_answered_twice(action, owner):
    first, again = record(owner, action, "a"), record(owner, action, "a")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"] == '"2"'
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert action.updates.count() == 2


def test_members_in_another_order_are_the_same_request_and_other_words_are_another(action, owner):
    record(owner, action, "a", body=NOTE | {"impact": "Less waiting."})
    assert record(owner, action, "a", body={"impact": "Less waiting."} | NOTE).status_code == 200
    answer = record(owner, action, "a")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:followthrough:problem:key-used")
    assert action.updates.count() == 2


def test_a_key_is_its_callers_own_and_for_one_address(team, action, owner):
    record(owner, action, "a")
    assert record(Caller(team.owner, team.organisation), action, "a", seen=2).status_code == 200
    assert record(owner, team.open_action(), "a").status_code == 200
    assert action.updates.count() == 3


def test_a_refusal_is_not_kept_so_that_the_request_can_be_mended(action, owner):
    assert record(owner, action, "a", seen=9).status_code == 412
    assert record(owner, action, "a", body={}).status_code == 400
    assert record(owner, action, "a").status_code == 200


@pytest.mark.parametrize("key", [" ", "a" * 201, "schlüssel"])
def test_a_key_that_is_none_is_named(action, owner, key):
    answer = record(owner, action, key.encode("utf-8").decode("latin-1"))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "Idempotency-Key")


def test_a_deed_that_breaks_in_the_middle_leaves_no_row_and_no_claim(action, owner, monkeypatch):
    def break_down(*args):
        raise RuntimeError("the power was cut")

    owner.client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(KeptAnswer, "keep", break_down)
        assert record(owner, action, "a").status_code == 500
    assert (action.updates.count(), KeptAnswer.objects.count()) == (1, 0)
    assert record(owner, action, "a").status_code == 200


def claim(user, at, key="a", body="0"):
    return KeptAnswer.claim(user, "token 1", "POST /here/", key, body * 64, at)


def test_while_the_first_is_under_way_the_second_is_told_to_wait(db):
    user = make_user()
    held = claim(user, MORNING)
    with pytest.raises(UnderWay):
        claim(user, later(seconds=9))
    with pytest.raises(OtherRequest):
        claim(user, MORNING, body="1")
    held.keep(200, "{}", {})
    assert claim(user, later(seconds=9)).is_kept


def test_who_was_taken_for_dead_keeps_nothing(db):
    user = make_user()
    slow = claim(user, MORNING)
    quick = claim(user, later(seconds=10))
    assert quick.pk == slow.pk
    with pytest.raises(ClaimLost):
        slow.keep(200, "{}", {})
    slow.give_up()
    quick.keep(201, "{}", {})
    assert claim(user, later(seconds=11)).status == 201


def test_after_a_day_a_key_may_be_used_anew(db):
    user = make_user()
    claim(user, MORNING).keep(200, "{}", {})
    assert claim(user, MORNING + timedelta(hours=24, seconds=-1)).is_kept
    assert not claim(user, MORNING + timedelta(hours=24)).is_kept
    claim(user, later(days=1, hours=2), key="b")
    assert KeptAnswer.objects.forget_old(later(days=2, hours=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done():
    team = make_team()
    action, caller, answers = team.open_action(), Caller(team.owner, team.organisation), []

    def send():
        try:
            answers.append(record(caller, action, "a").status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert action.updates.count() == 2
    assert 200 in answers
    assert set(answers) <= {200, 409}
