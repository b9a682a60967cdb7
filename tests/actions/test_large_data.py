"""What is seeded by bulk is as whole as what the verbs write, and never comes beside real data."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, User
from actions import change_feed, large_data
from actions.ledger_check import check_ledger
from actions.models import Action, Change, Evidence, ProgressUpdate
from actions.statuses import Kind, Status
from inspections.models import Inspection
from tests.factories import make_organisation, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 3, 2)
AS_OWNER = pytest.mark.owner(reason="under rules for rows nothing is copied in, and all of it is rolled back")


@AS_OWNER
def test_seeded_plans_pass_every_check_and_hold_everything_that_happens():
    told = []
    large_data.grow(2, 120, TODAY, told.append)

    checked = check_ledger()
    assert checked.is_whole, checked.faults[:5]
    assert (checked.actions, checked.rows) == (120, ProgressUpdate.objects.count())
    assert told[-1] == large_data.Progress(120, 120, checked.rows)
    assert set(Action.objects.values_list("status", flat=True)) >= set(Status) - {Status.NOT_STARTED}
    assert set(ProgressUpdate.objects.values_list("kind", flat=True)) >= set(Kind) - {Kind.SUPERSEDED}
    assert set(ProgressUpdate.objects.values_list("visibility", flat=True)) == {
        "public",
        "members",
        "officers",
    }
    assert not ProgressUpdate.objects.filter(happened_on__gte=TODAY).exists()
    accepted = ProgressUpdate.objects.filter(kind=Kind.ACCEPTED).first()
    assert accepted.seen_sha256s == [Evidence.objects.get(update__action=accepted.action_id).sha256]


@AS_OWNER
def test_the_feed_has_every_seeded_row_once_and_without_gaps_behind_what_was_there():
    large_data.grow(1, 5, TODAY)
    large_data.grow(1, 30, TODAY)

    places = list(Change.objects.order_by("position").values_list("position", "update"))
    assert [position for position, _ in places] == list(range(1, len(places) + 1))
    assert [update for _, update in places] == sorted(ProgressUpdate.objects.values_list("pk", flat=True))
    assert change_feed.read(ProgressUpdate.objects.all(), 0, 10).end == 10


@AS_OWNER
def test_seeding_goes_on_where_it_stood_and_adds_nothing_when_there_is_enough():
    large_data.grow(1, 10, TODAY)
    first = list(Inspection.objects.values_list("pk", "slug"))

    assert large_data.grow(2, 40, TODAY) == 40
    assert large_data.grow(2, 40, TODAY) == 40
    assert large_data.grow(1, 5, TODAY) == 40

    assert Organisation.objects.count() == 2
    assert list(Inspection.objects.order_by("pk").values_list("pk", "slug"))[:1] == first


@AS_OWNER
@pytest.mark.parametrize("make", [make_organisation, make_user])
def test_nothing_is_seeded_beside_real_data(make):
    make()
    with pytest.raises(CommandError, match=r"not seeded.*Nothing was written"):
        call_command("seed_scale", organisations=1, actions=1, stdout=StringIO())
    assert not Action.objects.exists()


@AS_OWNER
def test_an_operator_is_no_obstacle_and_the_command_says_how_far_it_is():
    User.objects.create_superuser("operator@example.org", "a long enough phrase", name="Olu Operator")
    said = StringIO()
    call_command("seed_scale", organisations=1, actions=3, stdout=said)
    assert "3 of 3 actions" in said.getvalue()
    assert "There are 3 actions." in said.getvalue()


@pytest.mark.parametrize("asked", [{"organisations": 0}, {"actions": 0}])
def test_less_than_one_is_refused(asked):
    with pytest.raises(CommandError, match="at least one"):
        call_command("seed_scale", **asked, stdout=StringIO())
