from datetime import timedelta

import pytest

from accounts.models import Sweep
from tests.factories import MORNING

pytestmark = pytest.mark.django_db


def test_two_schedulers_begin_a_look_once_and_it_begins_again_when_it_is_next_due():
    assert Sweep.begin("check", MORNING)
    assert not Sweep.begin("check", MORNING)
    assert not Sweep.begin("check", MORNING + timedelta(minutes=5))
    assert Sweep.begin("check", MORNING + timedelta(minutes=5, seconds=1))
    assert Sweep.begin("another check", MORNING)
    assert Sweep.objects.get(name="check").last_started_at == MORNING + timedelta(minutes=5, seconds=1)
