"""What a lead changes afterwards: details, judgements, clocks, who may read it; and the history of it all."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from inspections.forms.review import as_data
from tests.factories import make_area, make_inspection, make_member, make_organisation
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch", has_public_site=True)


@pytest.fixture
def inspection(council):
    return make_inspection(
        council, title="Ours", slug="ours", framework="slac", published_on=date(2012, 6, 13)
    )


@pytest.fixture
def as_lead(client, council):
    client.force_login(make_member(council, "lead", name="Lee Lead"))
    return client


def address(route, inspection, *more):
    return reverse(route, args=[inspection.organisation.slug, inspection.slug, *more])


def details(**changes):
    typed = {"framework": "slac", "title": "Ours", **changes}
    return {name.removeprefix("x-"): value for name, value in as_typed(typed).items()}


def as_typed(typed):
    data = {}
    for name, value in typed.items():
        if isinstance(value, date):
            data |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            data[name] = value
    return data


def test_another_date_of_publication_moves_the_day_each_area_is_expected(as_lead, inspection):
    area = make_area(inspection, timescale="three_months")
    assert area.expected_by == date(2012, 9, 13)
    as_lead.post(address("edit-inspection", inspection), details(published_on=date(2012, 11, 30)))
    area.refresh_from_db()
    assert area.expected_by == date(2013, 2, 28)
    as_lead.post(address("edit-inspection", inspection), details())
    area.refresh_from_db()
    assert area.expected_by is None


def test_the_day_of_receipt_starts_the_clocks_and_another_day_moves_them(as_lead, inspection):
    as_lead.post(address("edit-inspection", inspection), details(received_on=date(2012, 5, 28)))
    first = dict(inspection.clocks.values_list("clock", "due_on"))
    assert set(first) == {"joint_publish", "joint_statement"}
    as_lead.post(address("edit-inspection", inspection), details(received_on=date(2012, 5, 29)))
    second = dict(inspection.clocks.values_list("clock", "due_on"))
    assert all(second[clock] > due_on for clock, due_on in first.items())
    as_lead.post(address("edit-inspection", inspection), details())
    assert not inspection.clocks.exists()


def test_a_known_vector_of_the_statement_of_proposed_action(council):
    inspection = make_inspection(council, framework="ilacs", received_on=date(2022, 5, 9), published_on=None)
    inspection.start_clocks()
    assert dict(inspection.clocks.values_list("clock", "due_on")) == {
        "publish": date(2022, 6, 22),
        "statement": date(2022, 8, 17),
    }


def test_a_clock_that_waits_to_be_asked_starts_when_the_report_asks(council):
    inspection = make_inspection(council, framework="jtai", received_on=date(2024, 3, 4), published_on=None)
    inspection.start_clocks()
    assert not inspection.clocks.exists()
    inspection.amend(asks_for_statement=True)
    assert inspection.clocks.get().clock == "joint_statement"


def test_a_clock_that_a_priority_action_sets_going_starts_with_one(council):
    inspection = make_inspection(
        council, framework="ilacs_focused_visit", received_on=date(2024, 3, 4), published_on=None
    )
    inspection.start_clocks()
    assert not inspection.clocks.exists()
    make_area(inspection, kind="priority")
    inspection.start_clocks()
    assert set(inspection.clocks.values_list("clock", flat=True)) == {"early_draft", "statement"}


def test_a_clock_is_met_on_the_day_a_lead_says(as_lead, inspection):
    inspection.amend(received_on=date(2012, 5, 28))
    clock = inspection.clocks.get(clock="joint_publish")
    page = address("edit-clock", inspection, "joint_publish")
    as_lead.post(page, as_typed({"met_on": clock.due_on}))
    clock.refresh_from_db()
    assert clock.met_on == clock.due_on
    assert "Met on the last day" in as_lead.get(inspection.get_absolute_url()).content.decode()
    as_lead.post(page, as_typed({"met_on": clock.due_on + timedelta(days=1)}))
    assert "Missed" in as_lead.get(inspection.get_absolute_url()).content.decode()
    as_lead.post(page, {})
    clock.refresh_from_db()
    assert clock.met_on is None


@pytest.mark.parametrize(
    ("met_on", "sentence"),
    [
        (date(2012, 5, 27), "The clock started on 28 May 2012"),
        (date(2090, 1, 1), "This day has not come yet"),
    ],
)
def test_a_clock_cannot_be_met_before_it_started_or_after_today(as_lead, inspection, met_on, sentence):
    inspection.amend(received_on=date(2012, 5, 28))
    answer = as_lead.post(address("edit-clock", inspection, "joint_publish"), as_typed({"met_on": met_on}))
    assert sentence in answer.content.decode()
    assert inspection.clocks.get(clock="joint_publish").met_on is None


def test_a_met_clock_outlives_a_wrong_date(inspection):
    inspection.amend(received_on=date(2012, 5, 28))
    inspection.clocks.get(clock="joint_publish").record_met(date(2012, 6, 1))
    inspection.amend(received_on=None)
    assert inspection.clocks.get().met_on == date(2012, 6, 1)


def test_publishing_and_withdrawing(as_lead, client, inspection):
    as_lead.post(address("publish-inspection", inspection))
    inspection.refresh_from_db()
    assert inspection.is_public
    as_lead.post(address("withdraw-inspection", inspection))
    inspection.refresh_from_db()
    assert not inspection.is_public


def test_publishing_without_a_public_site_says_that_nobody_sees_it_yet(as_lead, council, inspection):
    council.has_public_site = False
    council.save()
    answer = as_lead.post(address("publish-inspection", inspection), follow=True)
    assert "has no public pages" in answer.content.decode()


def judgements(*rows, do="save"):
    lines = [
        dict(zip(("section", "name", "grade"), row, strict=True)) | {"key": f"j{number}"}
        for number, row in enumerate(rows, 1)
    ]
    return as_data({"details": {}, "judgements": lines, "areas": []}) | {"do": do}


def test_judgements_are_changed_added_and_taken_away(as_lead, inspection):
    page = address("edit-judgements", inspection)
    as_lead.post(page, judgements(("", "Safety", "Good"), ("", "Health", "")))
    assert list(inspection.judgements.values_list("name", "grade")) == [("Safety", "Good"), ("Health", None)]
    as_lead.post(page, judgements(("", "Health", "Inadequate")))
    assert list(inspection.judgements.values_list("name", "grade")) == [("Health", "Inadequate")]


def test_adding_a_line_keeps_what_was_typed_and_saves_nothing(as_lead, inspection):
    answer = as_lead.post(
        address("edit-judgements", inspection), judgements(("", "Safety", "Good"), do="add-judgement")
    )
    page = answer.content.decode()
    assert 'value="Safety"' in page
    assert 'value="j2"' in page
    assert not inspection.judgements.exists()


def test_a_judgement_without_a_name_is_refused_in_words(as_lead, inspection):
    answer = as_lead.post(address("edit-judgements", inspection), judgements(("", "", "Good")))
    assert "Judgement 1: Enter what is judged, or drop the line." in answer.content.decode()
    assert not inspection.judgements.exists()


def test_the_history_says_who_changed_what_from_what_to_what(as_lead, inspection):
    make_area(inspection)
    as_lead.post(
        address("edit-inspection", inspection), details(title="Theirs", received_on=date(2012, 5, 28))
    )
    page = as_lead.get(address("inspection-history", inspection)).content.decode()
    assert "Title: Ours → Theirs" in page
    assert "Lee Lead" in page
    assert "Area 1" in page
    assert "Clock: Publish the report of a joint review" in page


def test_the_history_names_the_earlier_area_that_one_repeats(as_lead, council, inspection):
    earlier = make_area(make_inspection(council, title="Long ago"))
    area = make_area(inspection)
    area.forerunner = earlier
    area.save()
    page = as_lead.get(address("inspection-history", inspection)).content.decode()
    assert "Forerunner: nothing → area 1 of Long ago" in page


def test_the_history_asks_as_often_for_many_changes_as_for_one(as_lead, inspection):
    def grow(number):
        for _ in range(number):
            make_area(inspection)

    assert_same_queries(as_lead, address("inspection-history", inspection), grow)


@pytest.mark.parametrize(
    ("route", "more"),
    [
        ("edit-inspection", ()),
        ("edit-judgements", ()),
        ("edit-clock", ("joint_publish",)),
        ("publish-inspection", ()),
        ("withdraw-inspection", ()),
        ("inspection-history", ()),
    ],
)
def test_changing_is_for_leads_even_where_everybody_may_read(client, council, inspection, route, more):
    inspection.amend(received_on=date(2012, 5, 28), is_public=True)
    told = {}
    for who, person in {
        "lead": make_member(council, "lead"),
        "colleague": make_member(council, "manager", "assurer"),
        "stranger": make_member(make_organisation(), "lead"),
    }.items():
        client.force_login(person)
        send = client.get if route == "inspection-history" else client.post
        told[who] = send(address(route, inspection, *more)).status_code
    assert told["lead"] in (200, 302)
    assert told["colleague"] == 403
    assert told["stranger"] in (403, 404)
