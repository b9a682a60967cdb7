"""What was changed is told page after page, each change once, as the pages tell it; and the report itself."""

import pytest
from django.core.files.base import ContentFile

from accounts import change_history as of_organisations
from inspections import change_history as of_inspections
from inspections.models import Inspection
from tests.actions.api import Caller, fields_of
from tests.actions.team import make_team

pytestmark = pytest.mark.django_db


def walk(caller, address, size):
    found, answer = [], caller.get(address, page_size=size).json()
    found += answer["results"]
    while answer["next"]:
        answer = caller.client.get(answer["next"], headers={"Authorization": f"Bearer {caller.key}"}).json()
        found += answer["results"]
    return found


def outsider(team):
    return Caller(team.stranger, team.stranger.memberships.first().organisation)


def test_every_change_is_told_once_newest_first_though_moments_are_the_same():
    team = make_team()
    inspection, organisation = team.area.inspection, team.organisation
    inspection.title, organisation.calendar = "Another title", "SCT"
    inspection.save()
    organisation.save()
    for model in (*of_organisations.KINDS.values(), *of_inspections.KINDS.values()):
        model.history.update(history_date=inspection.history.first().history_date)
    lead = Caller(team.lead, organisation)
    for path, changes, thing in (
        (f"organisations/{organisation.pk}/history/", of_organisations, organisation),
        (f"inspections/{inspection.pk}/history/", of_inspections, inspection),
    ):
        expected = [(each.about, each.deed) for each in changes.described(changes.entries(thing))]
        for size in (2, 500):
            told = walk(lead, path, size)
            assert [(each["about"], each["deed"]) for each in told] == expected
        assert any(each["changed"] for each in told)
        assert Caller(team.viewer, organisation).get(path).status_code == 403
        assert fields_of(lead.get(path, cursor="x")) == ["cursor"]
        assert fields_of(lead.get(path, cursor="WyJuZXdlc3QiLDEsMiwzXQ")) == ["cursor"]
        assert sorted(fields_of(lead.get(path, ordering="at", page_size=0))) == ["ordering", "page_size"]
    assert outsider(team).get(f"organisations/{organisation.pk}/history/").status_code == 404


def test_the_report_is_sent_as_it_was_received_to_people_of_the_organisation():
    team = make_team()
    inspection = team.area.inspection
    path = f"inspections/{inspection.pk}/file/"
    member = Caller(team.member, team.organisation)
    assert member.get(path).status_code == 404
    inspection.source_name, inspection.source_sha256 = "report.txt", "0" * 64
    inspection.source_file.save("report.txt", ContentFile("A report"))
    answer = member.get(path)
    assert b"".join(answer) == b"A report" and "report.txt" in answer["Content-Disposition"]
    for is_public, refused in ((True, 403), (False, 404)):
        Inspection.objects.filter(pk=inspection.pk).update(is_public=is_public)
        assert outsider(team).get(path).status_code == refused
