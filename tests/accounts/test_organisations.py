import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from tests.accounts.people import is_signed_in, signed_in, words_of
from tests.factories import make_inspection, make_member, make_organisation, make_post, make_user
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return make_organisation("Westmarch County Council", slug="westmarch")


def at(name, *args):
    return reverse(name, args=["westmarch", *args])


def test_a_visitor_sees_organisations_with_public_pages_and_no_others(west):
    make_inspection(make_organisation("Westmarch Police", has_public_site=True), is_public=True)
    page = words_of(Client().get("/"))
    assert "Westmarch Police" in page and "Westmarch County Council" not in page
    assert Client().get(west.get_absolute_url()).status_code == 404


def test_the_operator_is_led_to_every_organisation(west):
    page = words_of(signed_in(make_user(is_superuser=True)).get("/"))
    assert "Westmarch County Council" in page


def test_somebody_without_a_role_is_told_what_to_do():
    assert "Ask its improvement lead for an invitation" in words_of(signed_in(make_user()).get("/"))


def test_over_each_page_stands_for_whom_one_works(west):
    person = make_member(west, "lead", "assurer")
    bar = '<span class="ft-header__organisation">%s</span>'
    assert bar % "Westmarch County Council" in signed_in(person).get("/glossary/").content.decode()
    make_organisation("Westmarch Police").memberships.create(user=person, role="viewer")
    assert bar % "2 organisations" in signed_in(person).get("/glossary/").content.decode()
    assert "ft-header__organisation" not in signed_in(make_user()).get("/glossary/").content.decode()


def test_a_person_is_offered_what_they_may_open(west):
    lead = words_of(signed_in(make_member(west, "lead")).get(at("organisation")))
    viewer = words_of(signed_in(make_member(west, "viewer")).get(at("organisation")))
    assert at("people") in lead and at("organisation-history") in lead
    assert at("posts") in viewer and at("people") not in viewer


def test_a_lead_changes_the_settings(west):
    client = signed_in(make_member(west, "lead"))
    client.post(at("organisation-settings"), {"has_public_site": "on", "calendar": "WLS", "name": "Other"})
    west.refresh_from_db()
    assert (west.has_public_site, west.requires_second_factor, west.calendar) == (True, False, "WLS")
    assert west.name == "Westmarch County Council"
    client.post(at("organisation-settings"), {"requires_second_factor": "on", "calendar": "ENG"})
    west.refresh_from_db()
    assert (west.has_public_site, west.requires_second_factor) == (False, True)
    assert not is_signed_in(client)


@pytest.mark.parametrize("role", ["manager", "assurer", "member", "viewer"])
def test_nobody_else_changes_the_settings_or_reads_the_history(west, role):
    client = signed_in(make_member(west, role))
    answer = client.post(at("organisation-settings"), {"has_public_site": "on", "calendar": "ENG"})
    assert answer.status_code == 403
    assert client.get(at("organisation-history")).status_code == 403
    assert not Organisation.objects.get(pk=west.pk).has_public_site


def test_a_lead_elsewhere_finds_neither_though_the_organisation_is_public(west):
    Organisation.objects.update(has_public_site=True)
    stranger = signed_in(make_member(make_organisation(), "lead"))
    assert stranger.get(at("organisation")).status_code == 200
    for name in ("organisation-settings", "organisation-history", "posts", "people", "organisation-tokens"):
        assert stranger.get(at(name)).status_code == 404, name


def test_the_operator_sees_all_and_which_have_no_lead(west):
    make_member(west, "lead", is_active=False)
    make_organisation("Eastmarch Council").give_role(make_user(), "lead")
    page = words_of(signed_in(make_user(is_superuser=True)).get(reverse("organisations")))
    assert page.count("Invite the first") == 1 and "Eastmarch Council" in page


def test_the_operators_list_asks_as_often_for_many_as_for_one():
    operator = signed_in(make_user(is_superuser=True))
    assert_same_queries(
        operator, reverse("organisations"), lambda number: [make_organisation() for _ in range(number)]
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"slug": "westmarch"}, "already exists"),
        ({"slug": "West march"}, "Enter a valid"),
        ({"ons_code": "e10"}, "An ONS code is one capital letter and eight digits"),
        ({"ons_code": "E10000099"}, "Another organisation already has this ONS code."),
        ({"kind": ""}, "Choose"),
    ],
)
def test_an_organisation_that_won_t_do_is_refused_with_the_reason(west, typed, words):
    make_organisation(ons_code="E10000099")
    proper = {"name": "Northmarch Council", "slug": "northmarch", "kind": "council", "ons_code": ""}
    answer = signed_in(make_user(is_superuser=True)).post(reverse("add-organisation"), proper | typed)
    assert answer.status_code == 200 and words in words_of(answer)
    assert "Northmarch Council" in words_of(answer)
    assert not Organisation.objects.filter(name="Northmarch Council").exists()


def test_nobody_but_the_operator_adds_organisations(west):
    client = signed_in(make_member(west, "lead"))
    for name in ("organisations", "add-organisation"):
        assert client.get(reverse(name)).status_code == 403


def history(client):
    return words_of(client.get(at("organisation-history")))


def test_the_history_says_who_changed_which_field_from_what_to_what(west):
    lead = make_member(west, "lead", name="Lena Lead")
    client = signed_in(lead)
    director, holder = make_post(west, "Director"), make_member(west, "manager", name="Mia Manager")
    client.post(at("add-post"), {"title": "Head", "reports_to": director.pk})
    head = west.posts.get(title="Head")
    client.post(at("edit-post", head.pk), {"title": "Head of Service", "reports_to": ""})
    client.post(at("hand-over-post", head.pk), {"holder": holder.pk})
    client.post(at("organisation-settings"), {"has_public_site": "on", "calendar": "ENG"})
    client.post(at("give-role", holder.pk), {"role": "assurer"})
    client.post(at("take-role", holder.pk), {"role": "manager"})
    page = history(client)
    assert "Title: Head → Head of Service" in page
    assert "Reports to: Director → no post" in page
    assert "Holder: nobody → Mia Manager" in page
    assert "Public progress pages: no → yes" in page
    assert "Role of Mia Manager: Assurer" in page and "Role of Mia Manager: Service manager" in page
    assert page.index("Public progress pages") < page.index("Title: Head →")
    assert "Lena Lead" in page and "The system" in page


def test_the_history_of_a_post_since_removed_stays(west):
    client = signed_in(make_member(west, "lead"))
    post = make_post(west, "Short-lived")
    client.post(at("remove-post", post.pk))
    assert "Post: Short-lived" in history(client) and "Removed" in history(client)


def test_the_history_shows_nothing_of_another_organisation(west):
    make_post(make_organisation(), "Foreign post")
    assert "Foreign post" not in history(signed_in(make_member(west, "lead")))


def test_the_history_asks_as_often_for_many_changes_as_for_one(west):
    client = signed_in(make_member(west, "lead"))

    def change(number):
        for _ in range(number):
            post = make_post(west, reports_to=make_post(west), holder=make_member(west, "manager"))
            post.place(reports_to=None)
        Organisation.objects.get(pk=west.pk).save()

    assert_same_queries(client, at("organisation-history"), change)
