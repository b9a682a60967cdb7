"""Asking for mails by the API: as on the pages, only whoever has the address can confirm it."""

import pytest

from scrutiny.models import Subscription
from tests.actions.api import Caller, fields_of
from tests.actions.team import make_team
from tests.factories import make_committee, make_inspection

pytestmark = pytest.mark.django_db


def test_a_subscription_is_asked_for_and_waits_for_the_link_in_its_mail():
    team = make_team()
    caller, committee = Caller(team.viewer, team.organisation), make_committee(team.organisation)
    targets = (
        f"organisations/{team.organisation.pk}",
        f"inspections/{team.area.inspection_id}",
        f"committees/{committee.pk}",
    )
    for target in targets:
        answer = caller.post(f"{target}/subscribe/", {"email": "resident@example.org"})
        assert (answer.status_code, answer.content) == (202, b"")
    assert Subscription.objects.filter(confirmed_at=None).count() == 3
    assert fields_of(caller.post(f"{targets[0]}/subscribe/", {"email": "nobody"})) == ["email"]
    assert caller.client.post(f"/api/v1/{targets[0]}/subscribe/").status_code == 401


def test_nobody_subscribes_to_what_they_may_not_see_or_without_end():
    team, hidden = make_team(), make_inspection()
    caller = Caller(team.viewer, team.organisation)
    assert caller.post(f"inspections/{hidden.pk}/subscribe/", {"email": "a@example.org"}).status_code == 404
    path = f"organisations/{team.organisation.pk}/subscribe/"
    answers = [caller.post(path, {"email": "a@example.org"}) for _ in range(12)]
    assert answers[0].status_code == 202
    assert (answers[-1].status_code, answers[-1]["Retry-After"]) == (429, "900")
