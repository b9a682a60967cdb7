"""Checking a reading: every button keeps what was typed; saving makes all of the inspection or nothing."""

from datetime import date

import pytest
from django.urls import reverse

from inspections import report_import
from inspections.models import Area, Inspection, Judgement, ReportReading
from tests.factories import MORNING, make_member, make_organisation
from tests.inspections.report_reading import stories_of_services as services
from tests.inspections.reports import read_upload, safeguarding_report, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(council):
    return make_member(council, "lead")


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def reading(council):
    return read_upload(council, safeguarding_report())


def press(client, reading, do, **changes):
    answer = client.post(reading.get_absolute_url(), sent(reading, do, **changes))
    reading.refresh_from_db()
    return answer


def words_of(reading):
    return [row["words"] for row in reading.draft["areas"] if not row["dropped"]]


def test_the_review_shows_each_area_beside_its_page(as_lead, reading):
    page = as_lead.get(reading.get_absolute_url()).content.decode()
    assert page.count('name="area"') == len(services.SAFEGUARDING_AREAS)
    assert "Page 3 of the report" in page
    assert "<mark>" in page
    assert "Pages that no area came from" in page


def test_saving_at_once_makes_the_inspection_as_the_report_has_it(as_lead, reading):
    answer = press(as_lead, reading, "save")
    inspection = Inspection.objects.get()
    assert answer["Location"] == inspection.get_absolute_url()
    assert inspection.framework == "slac"
    assert (inspection.fieldwork_from, inspection.published_on) == (date(2009, 11, 30), date(2010, 1, 22))
    assert inspection.source_sha256 == reading.sha256
    assert not inspection.is_public
    found = [
        (area.number, area.section, area.get_timescale_display(), area.words, area.expected_by is not None)
        for area in inspection.areas.all()
    ]
    assert found == [
        (number, section or "", timescale, text, True)
        for number, (section, timescale, text, _) in enumerate(services.SAFEGUARDING_AREAS, 1)
    ]
    assert inspection.judgements.filter(name="Overall effectiveness", section="Safeguarding").exists()


def test_bodies_that_a_lead_in_line_names_are_kept_with_their_organisations(as_lead, reading):
    police = make_organisation("Westmarch Police", kind="police")
    press(as_lead, reading, "save")
    named = Area.objects.get(words__startswith="agree one form").bodies.all()
    assert {body.name: body.organisation for body in named}["Westmarch Police"] == police


def test_an_area_is_split_at_the_line_break_that_was_typed(as_lead, reading):
    first, rest = reading.draft["areas"][0]["words"].split(" ", 1)
    count = len(words_of(reading))
    answer = press(as_lead, reading, "split:a1", a1__words=f"{first}\n{rest}")
    assert words_of(reading)[:2] == [first, rest]
    assert len(words_of(reading)) == count + 1
    assert answer["Location"].endswith(f"#{reading.draft['areas'][1]['key']}")


def test_a_split_without_a_line_break_says_what_to_do(as_lead, reading):
    answer = press(as_lead, reading, "split:a1")
    page = as_lead.get(answer["Location"]).content.decode()
    assert "press Enter, then press Split" in page


def test_two_areas_are_joined_with_the_bodies_of_both(as_lead, reading):
    one, two = words_of(reading)[:2]
    press(as_lead, reading, "join:a2", a1__bodies="Police", a2__bodies="NHS Westmarch\nPolice")
    assert words_of(reading)[0] == f"{one} {two}"
    assert reading.draft["areas"][0]["bodies"] == "Police\nNHS Westmarch"


def test_the_first_area_has_nothing_above_it_to_join(as_lead, reading):
    answer = press(as_lead, reading, "join:a1")
    assert "no area above" in as_lead.get(answer["Location"]).content.decode()


def test_a_dropped_area_is_not_saved_and_can_be_put_back(as_lead, reading):
    dropped, kept = words_of(reading)[:2]
    press(as_lead, reading, "drop:a1")
    assert words_of(reading)[0] == kept
    assert dropped in as_lead.get(reading.get_absolute_url()).content.decode()
    press(as_lead, reading, "put-back:a1")
    assert words_of(reading)[0] == dropped
    press(as_lead, reading, "drop:a1")
    press(as_lead, reading, "save")
    assert not Area.objects.filter(words=dropped).exists()
    assert Area.objects.get(number=1).words == kept


def test_an_area_added_below_another_takes_its_section_and_timescale(as_lead, reading):
    press(as_lead, reading, "add-after:a1")
    added = reading.draft["areas"][1]
    assert (added["words"], added["section"], added["timescale"]) == ("", "Safeguarding", "immediately")


def test_every_button_keeps_everything_that_was_typed_even_what_is_wrong(as_lead, reading):
    typed = {
        "details__title": "Ours",
        "details__published_on_day": "31",
        "details__published_on_month": "2",
        "a3__words": "",
        "a4__page": "many",
        "j1__name": "x" * 400,
    }
    press(as_lead, reading, "drop:a2", **typed)
    page = as_lead.get(reading.get_absolute_url()).content.decode()
    assert 'value="Ours"' in page
    assert reading.draft["details"]["published_on"][:2] == ["31", "2"]
    assert 'value="many"' in page
    assert "x" * 400 in page


def test_of_two_people_at_one_review_the_second_is_told_and_loses_nothing(as_lead, reading):
    mine = sent(reading, "keep", details__title="Mine")
    press(as_lead, reading, "keep", details__title="Theirs")
    answer = as_lead.post(reading.get_absolute_url(), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this review" in page
    assert 'value="Mine"' in page
    reading.refresh_from_db()
    assert reading.draft["details"]["title"] == "Theirs"


def test_saving_twice_makes_one_inspection(as_lead, reading):
    twice = sent(reading)
    as_lead.post(reading.get_absolute_url(), twice)
    answer = as_lead.post(reading.get_absolute_url(), twice)
    assert answer["Location"] == Inspection.objects.get().get_absolute_url()


def test_of_two_who_save_at_once_the_second_finds_the_inspection_of_the_first(council, reading):
    from inspections.forms import Review

    review = Review.kept(council, reading.draft)
    assert review.is_valid()
    stale = ReportReading.objects.get(pk=reading.pk)
    first = report_import.save_reading(reading, review.content(), None, MORNING)
    with pytest.raises(report_import.CannotSave) as refusal:
        report_import.save_reading(stale, review.content(), None, MORNING)
    assert refusal.value.inspection == first
    assert Inspection.objects.count() == 1


def test_a_failure_in_the_middle_of_saving_leaves_nothing(council, reading):
    from inspections.forms import Review

    review = Review.kept(council, reading.draft)
    assert review.is_valid()
    content = review.content()
    content["areas"][-1]["kind"] = None
    with pytest.raises(Exception, match="kind"):
        report_import.save_reading(reading, content, None, MORNING)
    assert not Inspection.objects.exists()
    assert not Judgement.objects.exists()
    assert ReportReading.objects.get().saved_at is None


def test_an_inspection_is_entered_by_hand_from_an_empty_review(as_lead, council):
    start = as_lead.post(reverse("enter-inspection", args=[council.slug]))
    reading = ReportReading.objects.get()
    assert start["Location"] == reading.get_absolute_url()
    assert "Enter the inspection" in as_lead.get(start["Location"]).content.decode()
    press(as_lead, reading, "add", details__framework="peer_review", details__title="Peer challenge")
    press(as_lead, reading, "add-judgement", a1__words="Meet more often")
    press(as_lead, reading, "save", j1__name="Leadership", a1__theme="Partnership")
    inspection = Inspection.objects.get()
    assert (inspection.title, inspection.slug) == ("Peer challenge", "peer-review")
    assert inspection.source_sha256 == ""
    assert inspection.areas.get().words == "Meet more often"
    assert inspection.judgements.get().grade is None


def test_a_judgement_can_be_dropped(as_lead, reading):
    name = reading.draft["judgements"][0]["name"]
    number = len(reading.draft["judgements"])
    press(as_lead, reading, "drop-judgement:j1")
    assert len(reading.draft["judgements"]) == number - 1
    assert name == "Overall effectiveness"


@pytest.mark.parametrize("do", ["split:a99", "join:zz", "drop:", "made-up", "drop-judgement:a1"])
def test_a_button_that_is_not_there_changes_nothing(as_lead, reading, do):
    before = words_of(reading)
    press(as_lead, reading, do)
    assert words_of(reading) == before


def test_a_post_without_any_of_the_boxes_is_answered_in_words(as_lead, reading):
    answer = as_lead.post(reading.get_absolute_url(), {"draft_number": "0", "area": ["x", "a1", "a1"]})
    assert answer.status_code == 200
    assert "Area 1: Enter the words" in answer.content.decode()


@pytest.mark.parametrize("number", ["", "x", "-1", "\u00b2", "9" * 30, "9" * 5000])
def test_a_page_that_does_not_say_which_draft_it_came_from_wipes_nothing_out(as_lead, reading, number):
    before = words_of(reading)
    answer = as_lead.post(reading.get_absolute_url(), {"draft_number": number, "do": "keep"})
    reading.refresh_from_db()
    assert (answer.status_code, words_of(reading)) == (409, before)


def test_three_hundred_areas_can_be_sent_at_once(as_lead, reading):
    rows = [reading.draft["areas"][0] | {"key": f"a{number}"} for number in range(1, 301)]
    reading.keep_draft(reading.draft | {"areas": rows}, 0)
    assert press(as_lead, reading, "save").status_code == 302
    assert Area.objects.count() == 300


@pytest.mark.parametrize("route", ["review-reading", "edition-differences"])
def test_a_reading_is_for_the_leads_of_its_organisation(client, council, reading, route):
    address = reverse(route, args=[council.slug, reading.pk])
    told = {"signed out": client.get(address).status_code}
    for who, person in {
        "lead": make_member(council, "lead"),
        "manager": make_member(council, "manager"),
        "stranger": make_member(make_organisation(), "lead"),
    }.items():
        client.force_login(person)
        told[who] = client.get(address).status_code
    assert told["signed out"] == 302
    assert told["lead"] in (200, 302)
    assert (told["manager"], told["stranger"]) == (403, 404)


def test_a_reading_has_no_address_among_the_things_of_another_organisation(client, council, reading):
    other = make_organisation()
    person = make_member(council, "lead")
    client.force_login(person)
    assert client.get(reverse("review-reading", args=[other.slug, reading.pk])).status_code == 404
