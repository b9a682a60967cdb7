"""Reading inspections and areas: who sees what, and what a page says in each state."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import AreaBody, Judgement
from tests.factories import make_area, make_inspection, make_member, make_organisation
from tests.inspections.reports import read_upload, safeguarding_report, save_read
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db
INSPECTOR = "Avery Thornbury"


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch", has_public_site=True)


@pytest.fixture
def inspection(council):
    return make_inspection(council, title="Our inspection", slug="ours", lead_inspector=INSPECTOR)


@pytest.fixture
def area(inspection):
    return make_area(inspection, words="the oversight of plans by managers")


def statuses(client, people, address):
    told = {}
    for who, person in people.items():
        if person:
            client.force_login(person)
        else:
            client.logout()
        answer = client.get(address)
        # Reading a file to its end closes it.
        b"".join(answer.streaming_content if answer.streaming else ())
        told[who] = answer.status_code
    return told


@pytest.fixture
def people(council):
    return {
        "signed out": None,
        "a lead": make_member(council, "lead"),
        "a viewer": make_member(council, "viewer"),
        "a stranger": make_member(make_organisation(), "lead"),
    }


@pytest.mark.parametrize(
    ("is_public", "has_site", "told"),
    [
        (False, True, {"signed out": 302, "a lead": 200, "a viewer": 200, "a stranger": 404}),
        (True, False, {"signed out": 302, "a lead": 200, "a viewer": 200, "a stranger": 404}),
        (True, True, {"signed out": 200, "a lead": 200, "a viewer": 200, "a stranger": 200}),
    ],
    ids=["not published", "published without a public site", "published"],
)
def test_who_may_read_an_inspection_and_its_areas(client, council, area, people, is_public, has_site, told):
    council.has_public_site = has_site
    council.save()
    area.inspection.is_public = is_public
    area.inspection.save()
    assert statuses(client, people, area.inspection.get_absolute_url()) == told
    assert statuses(client, people, area.get_absolute_url()) == told


def test_a_person_signed_out_is_asked_to_sign_in_for_what_may_be_theirs(client, inspection):
    answer = client.get(inspection.get_absolute_url())
    assert answer["Location"] == f"{reverse('account_login')}?next={inspection.get_absolute_url()}"


def test_the_lead_inspector_is_named_to_people_of_the_organisation_only(client, inspection, people):
    inspection.publish()
    assert INSPECTOR not in client.get(inspection.get_absolute_url()).content.decode()
    client.force_login(people["a stranger"])
    assert INSPECTOR not in client.get(inspection.get_absolute_url()).content.decode()
    client.force_login(people["a viewer"])
    assert INSPECTOR in client.get(inspection.get_absolute_url()).content.decode()


def test_the_report_is_sent_as_a_file_that_can_do_nothing(client, council, people):
    inspection = save_read(read_upload(council, safeguarding_report(), 'odd "name"\r\n.pdf'))
    inspection.publish()
    address = reverse("inspection-file", args=[council.slug, inspection.slug])
    assert statuses(client, people, address) == {
        "signed out": 302,
        "a lead": 200,
        "a viewer": 200,
        "a stranger": 403,
    }
    client.force_login(people["a viewer"])
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == safeguarding_report()


def test_an_inspection_entered_by_hand_has_no_file(client, inspection, people):
    client.force_login(people["a lead"])
    address = reverse("inspection-file", args=["westmarch", inspection.slug])
    assert client.get(address).status_code == 404
    assert address not in client.get(inspection.get_absolute_url()).content.decode()


def test_areas_stand_in_the_sections_and_timescales_of_the_report(client, council, people):
    inspection = save_read(read_upload(council, safeguarding_report()))
    client.force_login(people["a viewer"])
    page = client.get(inspection.get_absolute_url()).content.decode()
    page = page[page.index('class="ft-section"') :]
    headings = (">Safeguarding<", ">Immediately<", ">Within three months<", ">Looked after children<")
    places = [page.index(words) for words in headings]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3}),
        ("q=plans+managers", {1}),
        ("q=PLANS", {1, 2}),
        ("q=nothing+like+it", set()),
        ("section=Health", {2}),
        ("timescale=immediately", {3}),
        ("timescale=none", {1, 2}),
        ("kind=priority", {3}),
        ("body=Westmarch+Police", {2}),
        ("theme=Front+door", {3}),
        ("section=Made+up", set()),
        ("kind=priority&section=Health", set()),
    ],
)
def test_a_list_of_areas_can_be_narrowed(client, inspection, people, query, found):
    make_area(inspection, words="the oversight of plans by managers")
    second = make_area(inspection, words="health plans", section="Health")
    AreaBody.objects.create(area=second, name="Westmarch Police")
    make_area(inspection, words="visits", timescale="immediately", kind="priority", theme="Front door")
    client.force_login(people["a viewer"])
    for address in (reverse("organisation-areas", args=["westmarch"]), inspection.get_absolute_url()):
        page = client.get(f"{address}?{query}").content.decode()
        shown = {
            area.number for area in inspection.areas.all() if f'href="{area.get_absolute_url()}"' in page
        }
        assert shown == found, address


def test_filters_offer_nothing_of_another_organisations_inspections(client, inspection, people):
    make_area(inspection, section="Ours")
    make_area(inspection, section="Ours too")
    make_area(section="Of somebody else")
    client.force_login(people["a lead"])
    page = client.get(reverse("organisation-areas", args=["westmarch"])).content.decode()
    assert "Ours too" in page
    assert "Of somebody else" not in page


@pytest.mark.parametrize("page", ["0", "999", "abc", "-1"])
def test_a_page_that_does_not_exist_shows_one_that_does(client, area, people, page):
    client.force_login(people["a viewer"])
    answer = client.get(reverse("organisation-areas", args=["westmarch"]), {"page": page})
    assert area.words in answer.content.decode()


def test_judgements_made_more_than_once_are_shown_through_time_oldest_first(client, council, people):
    for year, grade in ((2013, "Inadequate"), (2022, "Good")):
        inspection = make_inspection(council, published_on=date(year, 6, 1))
        Judgement.objects.create(inspection=inspection, position=1, name="Overall effectiveness", grade=grade)
    client.force_login(people["a viewer"])
    page = client.get(reverse("organisation-inspections", args=["westmarch"])).content.decode()
    strip = page[page.index("Judgements through time") :]
    assert (
        strip.index("June 2013") < strip.index("Inadequate") < strip.index("June 2022") < strip.index("Good")
    )


def test_inspections_stand_by_the_day_they_are_known_for_and_undated_ones_last(council):
    made = {
        "undated": make_inspection(council, published_on=None),
        "published": make_inspection(council, published_on=date(2024, 1, 1)),
        "not published yet": make_inspection(council, published_on=None, fieldwork_to=date(2025, 1, 1)),
        "oldest": make_inspection(council, published_on=date(2013, 1, 1), fieldwork_to=date(2012, 1, 1)),
    }
    names = {inspection.pk: name for name, inspection in made.items()}
    order = [names[inspection.pk] for inspection in council.inspections.through_time()]
    assert order == ["not published yet", "published", "oldest", "undated"]


def test_a_missing_grade_is_said_to_be_missing_and_never_drawn(client, inspection, people):
    Judgement.objects.create(inspection=inspection, position=1, name="Adoption", grade=None)
    client.force_login(people["a viewer"])
    page = client.get(inspection.get_absolute_url()).content.decode()
    assert "No grade given" in page
    assert "ft-grade__bars" not in page


def test_an_organisation_without_inspections_says_what_to_do(client, council, people):
    address = reverse("organisation-inspections", args=[council.slug])
    client.force_login(people["a lead"])
    assert "No inspection yet. Load a report" in client.get(address).content.decode()
    client.force_login(people["a viewer"])
    page = client.get(address).content.decode()
    assert "There is no inspection to read yet." in page
    assert "Load a report" not in page


def test_the_menu_leads_somebody_of_one_organisation_straight_to_it(client, council, people):
    client.force_login(people["a viewer"])
    assert client.get(reverse("inspections"))["Location"] == reverse(
        "organisation-inspections", args=["westmarch"]
    )


def test_the_public_list_names_only_organisations_with_something_to_read(client, inspection):
    make_inspection(is_public=True)
    assert "Westmarch" not in client.get(reverse("inspections")).content.decode()
    inspection.publish()
    assert "Westmarch" in client.get(reverse("inspections")).content.decode()


def test_an_area_that_names_another_organisation_has_its_own_page_there(client, inspection, area):
    police = make_organisation("Westmarch Police", slug="westmarch-police")
    AreaBody.objects.create(area=area, name="the police", organisation=police)
    client.force_login(make_member(police, "viewer"))
    there = reverse("shared-area", args=[police.slug, area.pk])
    listed = client.get(reverse("organisation-inspections", args=[police.slug])).content.decode()
    assert "name us" in listed
    assert there in listed
    page = client.get(there).content.decode()
    assert area.words in page
    assert "naming Westmarch Police" in page
    assert f'href="{inspection.get_absolute_url()}"' not in page
    assert client.get(inspection.get_absolute_url()).status_code == 404


def test_an_area_is_not_shown_among_the_things_of_one_that_it_does_not_name(client, area, people):
    other = make_organisation(has_public_site=True)
    client.force_login(people["a lead"])
    assert client.get(reverse("shared-area", args=[other.slug, area.pk])).status_code == 404


def test_an_inspection_asks_the_database_as_often_for_many_areas_as_for_one(client, inspection, people):
    def grow(number):
        for _ in range(number):
            area = make_area(inspection, section="Health")
            AreaBody.objects.create(area=area, name="Westmarch Police")

    client.force_login(people["a lead"])
    assert_same_queries(client, inspection.get_absolute_url(), grow)
    assert_same_queries(client, reverse("organisation-areas", args=["westmarch"]), grow)


def test_an_organisation_asks_the_database_as_often_for_many_inspections_as_for_one(client, council, people):
    def grow(number):
        for _ in range(number):
            inspection = make_inspection(council)
            make_area(inspection)
            Judgement.objects.create(inspection=inspection, position=1, name="Overall", grade="Good")

    client.force_login(people["a lead"])
    assert_same_queries(client, reverse("organisation-inspections", args=["westmarch"]), grow)


def test_an_area_asks_the_database_as_often_for_a_long_chain_of_names_as_for_one(client, area, people):
    def grow(number):
        for each in range(number):
            body = f"Body {area.bodies.count()} {each}"
            AreaBody.objects.create(area=area, name=body, organisation=make_organisation())
            make_area(make_inspection(area.inspection.organisation), forerunner=area)

    client.force_login(people["a lead"])
    assert_same_queries(client, area.get_absolute_url(), grow)


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30])
def test_an_area_that_is_not_there_is_not_found(client, inspection, people, number):
    client.force_login(people["a viewer"])
    for address in (
        f"{inspection.get_absolute_url()}areas/{number}/",
        f"/organisations/westmarch/areas/{number}/",
    ):
        assert client.get(address).status_code == 404


def test_words_that_no_database_takes_find_nothing(client, area, people):
    client.force_login(people["a viewer"])
    answer = client.get(reverse("organisation-areas", args=["westmarch"]), {"q": "plans\0"})
    assert answer.status_code == 200
    assert f'href="{area.get_absolute_url()}"' not in answer.content.decode()
