"""Measures: figures that should move, their readings, and what is late."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.cadences import Cadence, next_due, overdue_if_last_before
from actions.models import Measure, Reading
from actions.refusals import NotAllowed, Refused
from tests.actions.team import TODAY, day, moment
from tests.factories import MORNING, make_measure, make_user
from tests.parts import examples

MONTHLY = Cadence.MONTHLY
REGULAR = [cadence for cadence in Cadence if cadence != Cadence.IRREGULAR]


@pytest.fixture
def measure(team):
    return make_measure(team.area, starts_on=day(-60), baseline=11, target=0, target_on=day(90))


def test_a_reading_is_kept_with_its_day_and_who_entered_it(team, measure):
    reading = measure.record_reading(team.manager, MORNING, day(-60), "4.5", "From the dashboard.")
    assert (reading.value, reading.taken_on, reading.by) == (Decimal("4.5"), day(-60), team.manager)


@pytest.mark.parametrize("value", ["", "many", "NaN", "1e400", "1.2345", 10**12, None])
def test_what_is_no_figure_is_refused_with_a_sentence(team, measure, value):
    with pytest.raises(ValidationError, match="Give a number"):
        measure.record_reading(team.manager, MORNING, TODAY, value)


def test_a_reading_is_not_of_the_future(team, measure):
    with pytest.raises(ValidationError, match="future"):
        measure.record_reading(team.manager, MORNING, day(1), 3)


def test_one_day_has_one_reading_and_the_second_is_told_to_correct_it(team, measure):
    measure.record_reading(team.manager, MORNING, TODAY, 3)
    with pytest.raises(Refused, match="Correct that one"):
        measure.record_reading(team.manager, MORNING, TODAY, 4)


def test_a_correction_takes_the_place_and_the_old_one_stays(team, measure):
    wrong = measure.record_reading(team.manager, MORNING, TODAY, 3)
    right = measure.correct_reading(team.lead, moment(1), wrong, 5, "Two were missed.")
    assert list(measure.readings.standing()) == [right]
    assert list(measure.readings.standing(known_at=MORNING)) == [wrong]
    assert measure.readings.count() == 2
    with pytest.raises(Refused, match="newer one"):
        measure.correct_reading(team.lead, moment(1), wrong, 6, "Again.")
    assert measure.correct_reading(team.lead, moment(2), right, 6, "Again.").value == 6


def test_a_correction_gives_a_reason(team, measure):
    wrong = measure.record_reading(team.manager, MORNING, TODAY, 3)
    with pytest.raises(ValidationError):
        measure.correct_reading(team.lead, MORNING, wrong, 5, "  ")


def test_a_reading_can_be_withdrawn(team, measure):
    wrong = measure.record_reading(team.manager, MORNING, TODAY, 3)
    measure.correct_reading(team.lead, MORNING, wrong, None, "It was another team's figure.")
    assert not measure.readings.standing().exists()


@pytest.mark.parametrize("person", ["assurer", "member", "viewer", "stranger", "partner"])
def test_others_record_no_readings(team, measure, person):
    with pytest.raises(NotAllowed):
        measure.record_reading(getattr(team, person), MORNING, TODAY, 3)


def test_who_works_on_the_action_records_its_readings(team):
    action = team.open_action(contributors=[team.partner_post])
    measure = make_measure(team.area, action=action)
    for number, person in enumerate((team.owner, team.partner, team.lead)):
        assert measure.record_reading(person, MORNING, day(-number), 3).by == person


@pytest.mark.parametrize(
    ("direction", "value", "moved"),
    [("down", 4, True), ("down", 12, False), ("up", 12, True), ("up", 11, False)],
)
def test_whether_it_moved_depends_on_which_way_is_better(team, direction, value, moved):
    measure = make_measure(team.area, direction=direction, baseline=11)
    assert measure.has_moved(measure.record_reading(team.lead, MORNING, TODAY, value)) is moved
    assert measure.has_moved(None) is None


def test_the_first_reading_is_late_the_day_after_it_was_due(team, measure):
    assert measure.next_reading_on() == day(-60)
    assert not measure.is_reading_overdue(day(-60))
    assert measure.is_reading_overdue(day(-59))


def test_a_measure_that_is_no_longer_read_is_never_late(team, measure):
    measure.ended_on = day(-10)
    measure.save()
    assert measure.is_reading_overdue(day(-11))
    assert not measure.is_reading_overdue(day(-10))
    assert not Measure.objects.overdue_readings(day(-10)).exists()


def test_a_measure_read_now_and_then_is_late_for_its_first_reading_only(client, team):
    measure = make_measure(team.area, cadence=Cadence.IRREGULAR, starts_on=day(-60))
    assert measure.is_reading_overdue(day(-59)) and Measure.objects.overdue_readings(day(-59)).exists()
    measure.record_reading(team.lead, MORNING, day(-58), 11)
    for on in (day(-57), day(4000)):
        assert not measure.is_reading_overdue(on) and not Measure.objects.overdue_readings(on).exists()
    page = client.get(reverse("measure", args=[measure.pk])).content.decode()
    assert "Now and then" in page and "9999" not in page and "None" not in page


@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(REGULAR),
    st.dates(date(2023, 1, 1), date(2026, 3, 1)),
    st.integers(-3, 400),
    st.booleans(),
)
@pytest.mark.django_db
def test_late_readings_are_the_same_in_a_query_and_of_one_measure(team, cadence, last, gap, has_reading):
    measure = make_measure(team.area, cadence=cadence, starts_on=last)
    if has_reading:
        measure.record_reading(team.lead, MORNING, last, 3)
    for on in (
        last + timedelta(days=gap),
        next_due(last, cadence),
        next_due(last, cadence) + timedelta(days=1),
    ):
        found = Measure.objects.overdue_readings(on).filter(pk=measure.pk).exists()
        assert found == measure.is_reading_overdue(on)


@given(st.sampled_from(REGULAR), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_limit_is_the_first_day_whose_next_reading_is_not_late(cadence, on):
    limit = overdue_if_last_before(on, cadence)
    assert next_due(limit, cadence) >= on
    assert next_due(limit - timedelta(days=1), cadence) < on


@pytest.mark.parametrize("cadence", REGULAR)
def test_nothing_is_late_on_the_first_day_of_the_calendar(cadence):
    assert overdue_if_last_before(date.min, cadence) == date.min


def test_who_sees_a_measure_and_its_readings(team):
    of_area = make_measure(team.area)
    hidden = make_measure(team.area, visibility="officers")
    secret_action = team.open_action(visibility="officers")
    of_action = make_measure(team.area, action=secret_action)
    for measure in (of_area, hidden, of_action):
        measure.record_reading(team.lead, MORNING, TODAY, 3)
    visitor = AnonymousUser()
    assert list(Measure.objects.visible_to(visitor)) == [of_area]
    assert list(Measure.objects.visible_to(team.member)) == [of_area]
    assert Reading.objects.visible_to(visitor).count() == 1
    for person in (team.viewer, make_user(is_superuser=True)):
        assert set(Measure.objects.visible_to(person)) == {of_area, hidden, of_action}
        assert Reading.objects.visible_to(person).count() == 3


def test_a_measure_hangs_on_an_action_of_its_own_area_and_a_target_has_a_day(team):
    from tests.factories import make_area

    elsewhere = make_area(team.area.inspection)
    for fields in ({"action": team.open_action(), "area": elsewhere}, {"target": 3}):
        measure = make_measure(team.area)
        for name, value in fields.items():
            setattr(measure, name, value)
        with pytest.raises(ValidationError):
            measure.full_clean()
