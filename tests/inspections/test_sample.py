"""The sample holds what the pages are there to show, whatever the day of loading."""

from datetime import date, timedelta

import pytest

from accounts import sample as accounts_sample
from accounts.working_days import is_working_day
from inspections import sample
from inspections.models import Area, AreaBody, InspectionClock, Likeness
from inspections.timescales import add_months

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2027, 2, 28), date(2028, 2, 29)])
def test_the_sample_has_three_inspections_of_different_kinds_and_times(on):
    made = sample.load(accounts_sample.load(), on)
    assert {key: inspection.areas.count() for key, inspection in made.items()} == {
        "slac": 20,
        "sif": 7,
        "ilacs": 6,
    }
    assert timedelta(0) <= add_months(on, -8) - made["ilacs"].published_on < timedelta(days=5)
    assert all(inspection.is_public for inspection in made.values())
    assert all(inspection.clocks.exists() for inspection in made.values())
    assert {clock.standing(on).outcome for clock in made["sif"].clocks.all()} == {"missed"}
    assert not Area.objects.filter(inspection=made["ilacs"]).exclude(expected_by=None).exists()
    assert Area.objects.exclude(forerunner=None).count() == 2
    assert Likeness.objects.suggested().exists()
    assert not AreaBody.objects.filter(organisation=None).exists()


@pytest.mark.parametrize(
    "on", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 25), date(2027, 5, 31)]
)
def test_everything_in_the_sample_happens_on_working_days(on):
    made = sample.load(accounts_sample.load(), on)
    days = {clock.met_on for clock in InspectionClock.objects.exclude(met_on=None)}
    for each in made.values():
        days |= {each.fieldwork_from, each.fieldwork_to, each.received_on, each.published_on}
    assert {day for day in days if not is_working_day(day)} == set()
