"""What a lead adds to an area that is there: its theme, and which organisation each named body is."""

import pytest
from django.urls import reverse

from tests.factories import make_area, make_inspection, make_member, make_organisation

pytestmark = pytest.mark.django_db
TRUST = "Westmarch Hospitals NHS Trust"


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch", has_public_site=True)


@pytest.fixture
def area(council):
    return make_area(make_inspection(council, is_public=True), theme="Plans")


@pytest.fixture
def body(area):
    return area.bodies.create(name=TRUST)


@pytest.fixture
def as_lead(client, council):
    client.force_login(make_member(council, "lead", name="Lee Lead"))
    return client


def page_of(area):
    return reverse("edit-area", args=[*area_place(area), area.number])


def area_place(area):
    return area.inspection.organisation.slug, area.inspection.slug


def save(client, area, theme="Plans", **matches):
    data = {"theme": theme} | {name.replace("_", "-"): value for name, value in matches.items()}
    return client.post(page_of(area), data)


def match(client, area, body, organisation):
    return save(client, area, **{f"body_{body.pk}": organisation.pk if organisation else ""})


def test_a_lead_changes_the_theme_and_the_words_stay(as_lead, area):
    answer = as_lead.post(page_of(area), {"theme": "Oversight", "words": "Something milder"})
    assert answer["Location"] == area.get_absolute_url()
    words = area.words
    area.refresh_from_db()
    assert (area.theme, area.words) == ("Oversight", words)


def test_a_body_is_matched_to_an_organisation_that_was_added_later(as_lead, area, body):
    trust = make_organisation(f"The {TRUST}")
    assert f"An organisation is here by the name “The {TRUST}”" in as_lead.get(page_of(area)).content.decode()
    body.refresh_from_db()
    assert body.organisation is None
    match(as_lead, area, body, trust)
    body.refresh_from_db()
    assert (body.organisation, body.name) == (trust, TRUST)
    assert "An organisation is here" not in as_lead.get(page_of(area)).content.decode()


def test_people_of_a_matched_organisation_see_the_area_and_no_longer_when_it_was_a_mistake(
    as_lead, client, area, body
):
    area.inspection.withdraw()
    trust = make_organisation(TRUST)
    nurse, lead = make_member(trust, "manager"), make_member(area.inspection.organisation, "lead")
    told = []
    for organisation in (trust, None):
        client.force_login(lead)
        match(client, area, body, organisation)
        client.force_login(nurse)
        told.append(client.get(area.get_absolute_url()).status_code)
    assert told == [200, 404]


def test_an_organisation_of_another_name_is_offered_if_it_is_public_and_no_other(as_lead, area, body):
    known = make_organisation("Westmarch Acute Care", has_public_site=True)
    hidden = make_organisation("Thornwick Acute Care")
    page = as_lead.get(page_of(area)).content.decode()
    assert known.name in page
    assert hidden.name not in page
    answer = match(as_lead, area, body, hidden)
    assert "Choose an organisation from the list." in answer.content.decode()
    body.refresh_from_db()
    assert body.organisation is None


def test_what_was_typed_is_kept_when_something_is_wrong(as_lead, area):
    answer = save(as_lead, area, theme="long " * 30)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert "long long" in page
    area.refresh_from_db()
    assert area.theme == "Plans"


def test_the_history_says_who_matched_and_themed_what(as_lead, area, body):
    trust = make_organisation(TRUST)
    save(as_lead, area, theme="Health", **{f"body_{body.pk}": trust.pk})
    address = reverse("inspection-history", args=area_place(area))
    page = as_lead.get(address).content.decode()
    assert "Theme: Plans → Health" in page
    assert f"Organisation: nothing → {TRUST}" in page
    assert f"Body named: {TRUST}" in page
    assert "Lee Lead" in page


def test_saving_without_a_change_leaves_no_trace(as_lead, area, body):
    before = area.history.count(), body.history.count()
    match(as_lead, area, body, None)
    assert (area.history.count(), body.history.count()) == before


def test_only_a_lead_of_the_organisation_may(client, council, area):
    told = {}
    for who, person in {
        "owner": make_member(council, "lead"),
        "colleague": make_member(council, "manager", "assurer"),
        "stranger": make_member(make_organisation(), "lead"),
    }.items():
        client.force_login(person)
        told[who] = client.get(page_of(area)).status_code, save(client, area, theme=who).status_code
    assert told == {"owner": (200, 302), "colleague": (403, 403), "stranger": (404, 404)}
    area.refresh_from_db()
    assert area.theme == "owner"


def test_the_way_there_is_shown_to_leads_only(as_lead, client, council, area):
    assert page_of(area) in as_lead.get(area.get_absolute_url()).content.decode()
    client.force_login(make_member(council, "viewer"))
    assert page_of(area) not in client.get(area.get_absolute_url()).content.decode()
