"""A look at everything, which may take longer than a task may: it goes on where it stopped, and adds up."""

import pytest
from celery import Task, current_app
from kombu.exceptions import OperationalError

from accounts import tasks
from accounts.models import Organisation, Sweep
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


class Looking(Task):
    """A worker does it, and its next turns are handed to the broker: here, noted."""

    def __init__(self):
        self.sent, self.is_cut_off = [], False

    def apply_async(self, args=None, **options):
        if self.is_cut_off:
            raise OperationalError
        self.sent.append(args)

    def turn(self, *args, redelivered=False):
        about = {"redelivered": redelivered}
        self.push_request(called_directly=False, is_eager=False, delivery_info=about)
        try:
            self.run(*args)
        finally:
            self.pop_request()


@pytest.fixture
def looking(monkeypatch):
    monkeypatch.setattr(tasks, "ROWS_AT_ONCE", 2)
    monkeypatch.setitem(tasks._left_alone_until, "broker", 0.0)

    def look(self, after=0, found=None):
        tasks.look_through(self, "look", Organisation.objects, said_of, after, found or {"read": ["first"]})

    yield current_app.task(look, base=Looking, name="tests.look", bind=True, lazy=False)
    current_app.tasks.pop("tests.look")


def said_of(some):
    names = list(some.order_by("pk").values_list("slug", flat=True))
    return {"count": len(names), "read": names}


def made(count):
    return [make_organisation(f"Council {number}").slug for number in range(count)]


def result():
    return Sweep.objects.get(name="look").last_result


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_within_its_time_one_turn_reads_all_of_it(looking, count):
    names = made(count)
    looking.turn()
    assert result() == {"count": count, "read": ["first", *names]}
    assert not looking.sent


def test_out_of_time_it_goes_on_in_another_task_and_ends_with_everything_once(looking, monkeypatch):
    names = made(5)
    monkeypatch.setattr(tasks, "TURN_SECONDS", 0)
    looking.turn()
    assert Sweep.objects.get(name="look").is_under_way
    turns = 0
    while looking.sent:
        looking.turn(*looking.sent.pop())
        turns += 1
    assert turns == 3
    assert result() == {"count": 5, "read": ["first", *names]}
    assert not Sweep.objects.get(name="look").is_under_way


def test_where_the_broker_does_not_answer_it_goes_on_to_the_end(looking, monkeypatch):
    names = made(5)
    monkeypatch.setattr(tasks, "TURN_SECONDS", 0)
    looking.is_cut_off = True
    looking.turn()
    assert result() == {"count": 5, "read": ["first", *names]}


def test_whoever_waits_for_its_end_gets_it_in_one_go(looking, monkeypatch):
    names = made(3)
    monkeypatch.setattr(tasks, "TURN_SECONDS", 0)
    assert looking.apply().successful()
    assert result()["read"] == ["first", *names]
    assert not looking.sent


def test_a_second_message_for_the_same_look_begins_nothing(looking):
    made(1)
    Sweep.note_started("look", tasks.timezone.now())
    looking.turn()
    assert result() == {}


def test_a_look_whose_worker_was_killed_at_once_is_done_by_the_next_one(looking):
    names = made(1)
    Sweep.note_started("look", tasks.timezone.now())
    looking.turn(redelivered=True)
    assert result() == {"count": 1, "read": ["first", *names]}
    assert not Sweep.objects.get(name="look").is_under_way


def test_only_the_first_of_very_many_faults_are_kept(looking, monkeypatch):
    names = made(3)
    monkeypatch.setattr(tasks, "FAULTS_KEPT", 2)
    looking.turn()
    assert result() == {"count": 3, "read": ["first", names[0]]}
