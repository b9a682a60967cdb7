"""Opening one action, a whole plan, and looking after measures and their readings."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, Measure
from inspections.models import Area
from tests.actions.team import moment
from tests.actions.test_action_page import make_measure
from tests.actions.test_verb_pages import boxes
from tests.factories import MORNING, make_area, make_organisation, make_post


def area_address(area):
    return f"{area.get_absolute_url()}open-action/"


def filled(team, **typed):
    return {
        "title": "Look at every plan",
        "good_looks_like": "Each plan is looked at every month.",
        "visibility": "public",
        "owner": team.post.pk,
    } | typed


def test_a_lead_opens_an_action_with_the_inspectors_words_before_them(team, client):
    client.force_login(team.lead)
    page = client.get(area_address(team.area))
    assert team.area.words in page.content.decode()
    assert page.context["form"]["title"].value() == "The oversight of plans by managers"
    answer = client.post(area_address(team.area), filled(team, contributors=[team.partner_post.pk]))
    action = Action.objects.get()
    assert answer["Location"] == action.get_absolute_url()
    assert (action.owner, list(action.contributors.all())) == (team.post, [team.partner_post])


def test_what_was_begun_long_ago_is_opened_on_its_day_and_told_from_then_on(team, client):
    client.force_login(team.lead)
    begun = {"happened_on_day": "7", "happened_on_month": "11", "happened_on_year": "2022"}
    client.post(area_address(team.area), filled(team, **begun))
    action = Action.objects.get()
    assert action.updates.get().happened_on == date(2022, 11, 7)
    action.record_progress(team.owner, moment(), "The first home opened.", on=date(2023, 1, 31))
    assert action.position_on(date(2022, 12, 31)).status == "not_started"
    to_come = begun | {"happened_on_year": "2040"}
    refused = client.post(area_address(team.area), filled(team, **to_come)).content.decode()
    assert "This day is in the future" in refused and Action.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("viewer", 403), ("stranger", 404)])
def test_nobody_else_opens_one(team, client, who, status):
    client.force_login(getattr(team, who))
    plan = f"{team.area.inspection.get_absolute_url()}open-plan/"
    for address in (area_address(team.area), plan):
        assert client.get(address).status_code == status
        assert client.post(address, filled(team)).status_code == status
    assert not Action.objects.exists()


def test_a_post_of_a_body_that_is_not_named_is_no_owner(team, client):
    client.force_login(team.lead)
    stray = make_post(team.stranger.memberships.first().organisation)
    answer = client.post(area_address(team.area), filled(team, owner=stray.pk))
    assert answer.status_code == 200
    assert "owner" in answer.context["form"].errors
    assert "Look at every plan" in answer.content.decode()
    assert not Action.objects.exists()


def plan_of(team, **typed):
    data = {}
    for area in Area.objects.filter(inspection=team.area.inspection):
        own = {"is_wanted": "on", "title": f"Plan for {area.number}", "good_looks_like": "It is done."}
        data |= {f"area-{area.number}-{name}": value for name, value in own.items()}
    return data | typed


def test_a_plan_is_proposed_looked_at_and_opened_in_one_go(team, client):
    for number in range(2):
        make_area(team.area.inspection, words=f"the quality of visits, {number}", timescale="immediately")
    address = f"{team.area.inspection.get_absolute_url()}open-plan/"
    client.force_login(team.lead)
    forms = list(client.get(address).context["forms"])
    assert [form["title"].value() for form in forms] == [
        "The oversight of plans by managers",
        "The quality of visits, 0",
        "The quality of visits, 1",
    ]
    assert forms[1]["due_on"].value() == team.area.inspection.published_on
    sent = plan_of(team, **{"area-1-owner": team.partner_post.pk})
    del sent["area-2-is_wanted"]
    assert client.post(address, sent).status_code == 302
    opened = list(Action.objects.values_list("area__number", "title", "owner"))
    assert opened == [(1, "Plan for 1", team.partner_post.pk), (3, "Plan for 3", None)]
    assert len(list(client.get(address).context["forms"])) == 1


def test_a_plan_with_a_fault_opens_nothing_and_keeps_what_was_typed(team, client):
    make_area(team.area.inspection)
    address = f"{team.area.inspection.get_absolute_url()}open-plan/"
    client.force_login(team.lead)
    answer = client.post(address, plan_of(team, **{"area-2-title": "", "area-1-due_on_day": "40"}))
    page = answer.content.decode()
    assert "Area 2: Enter the title." in page and "Area 1: " in page
    assert "<title>Error: " in page
    assert "Plan for 1" in page and 'value="40"' in page
    assert not Action.objects.exists()


def test_a_plan_with_nothing_left_to_propose_says_so(team, client):
    team.open_action()
    client.force_login(team.lead)
    page = client.get(f"{team.area.inspection.get_absolute_url()}open-plan/").content.decode()
    assert "Every area of this inspection has an action already." in page


def a_measure(**typed):
    return {
        "name": "Visits in time", "unit": "%", "definition": "Visits made in time.", "direction": "up",
        "cadence": "monthly", "visibility": "public", **boxes("starts_on", moment(30)),
    } | typed  # fmt: skip


def test_a_measure_is_added_and_changed_by_a_lead_alone(team, client):
    action = team.started()
    address = f"{action.get_absolute_url()}measures/add/"
    client.force_login(team.lead)
    assert client.post(address, a_measure(of_action="on")).status_code == 302
    measure = Measure.objects.get()
    assert (measure.area, measure.action) == (team.area, action)
    again = client.post(address, a_measure())
    assert "has a measure of that name already" in again.content.decode()
    half = client.post(address, a_measure(name="Another", target="90"))
    assert "Give a target together with the day" in half.content.decode()
    edit = f"/measures/{measure.pk}/edit/"
    assert client.post(edit, a_measure(name="Visits")).status_code == 302
    measure.refresh_from_db()
    assert (measure.name, measure.action) == ("Visits", None)
    client.force_login(team.owner)
    assert client.get(edit).status_code == client.post(address, a_measure()).status_code == 403


def test_a_reading_is_recorded_refused_and_put_right(team, client):
    measure = make_measure(team.area)
    address = f"/measures/{measure.pk}/"
    client.force_login(team.manager)
    day = boxes("taken_on", moment())
    assert client.post(f"{address}readings/add/", day | {"value": "11"}).status_code == 302
    twice = client.post(f"{address}readings/add/", day | {"value": "12", "note": "Counted anew."})
    assert "There is a reading for 2 March 2026 already" in twice.content.decode()
    assert "Counted anew." in twice.content.decode()
    correct = f"{address}readings/{measure.readings.get().pk}/correct/"
    assert "Enter the what was wrong" not in client.post(correct, {"value": "4"}).content.decode()
    assert client.post(correct, {"value": "4", "note": "One was counted twice."}).status_code == 302
    page = client.get(address).content.decode()
    assert '<del class="ft-struck">11 children</del>' in page
    assert "One was counted twice." in page
    assert "corrected already" in client.post(correct, {"value": "5", "note": "Again."}).content.decode()
    last = measure.readings.last()
    client.post(f"{address}readings/{last.pk}/correct/", {"value": "", "note": "No count was made."})
    assert "Taken away" in client.get(address).content.decode()


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("member", 403), ("stranger", 403)])
def test_who_only_reads_records_no_reading(team, client, who, status):
    measure = make_measure(team.area)
    client.force_login(getattr(team, who))
    assert client.get(f"/measures/{measure.pk}/").status_code == 200
    assert client.post(f"/measures/{measure.pk}/readings/add/", {"value": "1"}).status_code == status


def test_a_measure_of_a_hidden_inspection_is_not_there_for_a_stranger(team, client):
    measure = make_measure(team.area, visibility="officers")
    client.force_login(team.stranger)
    assert client.get(f"/measures/{measure.pk}/").status_code == 404


def test_owners_are_posts_of_the_council_and_of_the_bodies_that_the_area_names(team):
    action = team.open_action(owner=make_post(team.organisation))
    action.reassign(team.lead, MORNING, team.partner_post)
    elsewhere = make_post(make_organisation())
    with pytest.raises(ValidationError, match="a body that the inspectors do not name"):
        action.reassign(team.lead, MORNING, elsewhere)
    with pytest.raises(ValidationError, match="a body that the inspectors do not name"):
        team.open_action(owner=elsewhere)
    assert [(each.owner, each.ledger_number) for each in Action.objects.all()] == [(team.partner_post, 2)]
