"""The bar at the top and the menu: whose work this is, where a role can go, and the way out."""

import pytest

from tests.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db


def test_the_bar_at_the_top_names_the_organisation_and_the_way_out(client):
    organisation = make_organisation("Westmarch County Council")
    client.force_login(make_member(organisation, "viewer"))
    words = client.get("/privacy/").content.decode()
    assert "Westmarch County Council" in words
    assert "Sign out" in words
    assert "Sign in" not in words


def test_a_person_of_two_organisations_is_told_how_many(client):
    person = make_member(make_organisation(), "viewer", "lead")
    person.memberships.create(organisation=make_organisation(), role="viewer")
    client.force_login(person)
    assert "2 organisations" in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(("role", "offered"), [("lead", True), ("manager", False), ("viewer", False)])
def test_people_and_posts_are_offered_to_leads_only(client, role, offered):
    client.force_login(make_member(make_organisation(), role))
    assert ("People and posts" in client.get("/privacy/").content.decode()) is offered


def test_a_stranger_sees_no_menu(client):
    words = client.get("/privacy/").content.decode()
    assert 'aria-label="Menu"' not in words
    assert "Sign out" not in words
