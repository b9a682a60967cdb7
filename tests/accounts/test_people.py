from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from accounts.models import ApiToken, Membership, User
from tests.accounts.people import give_second_factor, is_signed_in, signed_in, words_of
from tests.factories import MORNING, make_member, make_organisation, make_post, make_user
from tests.guards.world import this_morning
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(west):
    return make_member(west, "lead", name="Lena Lead")


def at(name, *args):
    return reverse(name, args=["westmarch", *args])


def roles(person, organisation):
    return set(person.memberships.filter(organisation=organisation).values_list("role", flat=True))


def test_a_lead_sees_everybody_with_roles_posts_and_second_factor(west, lead):
    both = give_second_factor(make_member(west, "manager", "assurer", name="Mia Manager"))
    make_post(west, "Head of Service", holder=both)
    make_member(make_organisation(), "lead", name="Stan Stranger")
    page = words_of(signed_in(lead).get(at("people")))
    assert "Assurer, Service manager" in page and "Head of Service" in page and "Yes" in page
    assert "Lena Lead" in page and "Stan Stranger" not in page
    assert page.count("Mia Manager") == 1


def test_the_list_asks_as_often_for_many_people_as_for_one(west, lead):
    assert_same_queries(
        signed_in(lead),
        at("people"),
        lambda number: [
            make_post(west, holder=make_member(west, "manager", "viewer")) for _ in range(number)
        ],
    )


def test_a_lead_gives_and_takes_roles(west, lead):
    person, client = make_member(west, "viewer"), signed_in(lead)
    client.post(at("give-role", person.pk), {"role": "manager"})
    assert roles(person, west) == {"viewer", "manager"}
    client.post(at("give-role", person.pk), {"role": "manager"})
    client.post(at("take-role", person.pk), {"role": "viewer"})
    assert roles(person, west) == {"manager"}


def test_a_role_that_does_not_exist_changes_nothing(west, lead):
    person, client = make_member(west, "viewer"), signed_in(lead)
    for name in ("give-role", "take-role"):
        for typed in ({"role": "superuser"}, {}):
            answer = client.post(at(name, person.pk), typed, follow=True)
            assert "Choose a role from the list. Nothing was changed." in words_of(answer)
    assert roles(person, west) == {"viewer"}


def test_the_only_role_is_not_taken_but_the_person_removed(west, lead):
    person = make_member(west, "viewer")
    answer = signed_in(lead).post(at("take-role", person.pk), {"role": "viewer"}, follow=True)
    assert "That is the only role" in words_of(answer)
    assert roles(person, west) == {"viewer"}


def test_the_last_lead_keeps_the_role_and_one_of_two_can_give_it_up(west, lead):
    west.give_role(lead, "viewer")
    client = signed_in(lead)
    answer = client.post(at("take-role", lead.pk), {"role": "lead"}, follow=True)
    assert "Lena Lead is the only improvement lead of Westmarch County Council" in words_of(answer)
    second = make_member(west, "lead")
    assert client.post(at("take-role", lead.pk), {"role": "lead"})["Location"] == "/"
    assert roles(lead, west) == {"viewer"} and roles(second, west) == {"lead"}


def test_a_lead_whose_account_is_closed_does_not_count_as_another_lead(west, lead):
    make_member(west, "lead", is_active=False)
    with pytest.raises(ValidationError, match="only improvement lead"):
        lead.leave(west, MORNING)


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_remove_each_other_at_once_leave_one(west):
    pair = [make_member(west, "lead").pk, make_member(west, "lead").pk]

    def leave(pk):
        try:
            User.objects.get(pk=pk).leave(west, MORNING)
        except ValidationError:
            return "stays"
        else:
            return "left"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, pair)) == ["left", "stays"]
    assert Membership.objects.filter(organisation=west, role="lead").count() == 1


def test_posts_go_vacant_with_the_last_role_that_may_hold_one(west):
    person = make_member(west, "manager", "assurer", "viewer")
    post = make_post(west, holder=person)
    west.take_role(person, "manager")
    post.refresh_from_db()
    assert post.holder == person
    west.take_role(person, "assurer")
    post.refresh_from_db()
    assert post.holder is None


def test_removing_somebody_ends_every_right_in_this_organisation_and_no_other(west, lead):
    east = make_organisation()
    person = make_member(west, "manager")
    east.give_role(person, "manager")
    here, there = make_post(west, holder=person), make_post(east, holder=person)
    tokens = {}
    for organisation in (west, east):
        tokens[organisation] = ApiToken(
            user=person, organisation=organisation, name="t", expires_at=this_morning(days=1)
        )
        tokens[organisation].issue(this_morning())
    client = signed_in(lead)
    assert "the post " + here.title in words_of(client.get(at("remove-person", person.pk)))
    assert client.post(at("remove-person", person.pk))["Location"] == at("people")
    here.refresh_from_db(), there.refresh_from_db()
    assert (here.holder, there.holder) == (None, person)
    assert set(ApiToken.objects.live(this_morning())) == {tokens[east]}
    assert roles(person, west) == set() and roles(person, east) == {"manager"}
    assert is_signed_in(signed_in(person))


def test_with_the_last_organisation_goes_the_account(west, lead):
    person = make_member(west, "viewer")
    elsewhere = signed_in(person)
    signed_in(lead).post(at("remove-person", person.pk))
    assert not is_signed_in(elsewhere)
    assert not User.objects.get(pk=person.pk).is_active


def test_a_lead_removes_neither_themself_nor_the_operator(west, lead):
    operator = make_user(is_superuser=True)
    west.give_role(operator, "viewer")
    for person in (lead, operator):
        assert signed_in(lead).post(at("remove-person", person.pk)).status_code == 403


@pytest.mark.parametrize("role", ["manager", "assurer", "member", "viewer"])
def test_nobody_but_a_lead_opens_these_pages(west, lead, role):
    client = signed_in(make_member(west, role))
    for address in (at("people"), at("person", lead.pk), at("remove-person", lead.pk)):
        assert client.get(address).status_code == 403
    for name in ("give-role", "take-role", "remove-person"):
        assert client.post(at(name, lead.pk), {"role": "lead"}).status_code == 403


def test_a_lead_elsewhere_finds_nothing_here_and_nobody_from_elsewhere_is_found_here(west, lead):
    stranger = make_member(make_organisation(), "lead")
    for address in (at("people"), at("person", lead.pk), at("remove-person", lead.pk)):
        assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(lead).get(at("person", stranger.pk)).status_code == 404
    assert signed_in(lead).post(at("give-role", stranger.pk), {"role": "viewer"}).status_code == 404


def test_the_operator_closes_and_opens_accounts_and_no_lead_does(west, lead):
    person, operator = make_member(west, "manager"), make_user(is_superuser=True)
    post = make_post(west, holder=person)
    for name in ("close-account", "open-account"):
        assert signed_in(lead).post(reverse(name, args=[person.pk])).status_code == 403
    elsewhere = signed_in(person)
    answer = signed_in(operator).post(reverse("close-account", args=[person.pk]))
    assert answer["Location"] == at("person", person.pk)
    post.refresh_from_db()
    assert post.is_vacant and not is_signed_in(elsewhere)
    signed_in(operator).post(reverse("open-account", args=[person.pk]))
    assert User.objects.get(pk=person.pk).is_active
    assert signed_in(operator).post(reverse("close-account", args=[operator.pk])).status_code == 403


def test_the_operator_removes_the_second_factor_of_somebody_who_has_lost_it_and_no_lead_does(west, lead):
    person, operator = give_second_factor(make_member(west, "manager")), make_user(is_superuser=True)
    address = reverse("forget-second-factor", args=[person.pk])
    assert signed_in(lead).post(address).status_code == 403
    assert person.has_second_factor
    assert "Remove their second factor" in words_of(signed_in(operator).get(at("person", person.pk)))
    assert signed_in(operator).post(address)["Location"] == at("person", person.pk)
    assert not person.has_second_factor


def test_a_lead_of_one_organisation_is_led_straight_to_its_people_and_of_two_may_choose(west, lead):
    client = signed_in(lead)
    assert client.get(reverse("look-after"))["Location"] == at("people")
    make_organisation("Westmarch Police", slug="police").give_role(lead, "lead")
    page = words_of(client.get(reverse("look-after")))
    assert "Westmarch County Council" in page and "Westmarch Police" in page
    assert signed_in(make_member(west, "viewer")).get(reverse("look-after")).status_code == 403


def test_everybody_changes_their_own_name_and_nothing_else(west):
    person = make_member(west, "viewer", email="vera@westmarch.example")
    client = signed_in(person)
    client.post(
        reverse("change-name"), {"name": "Vera Viewer", "email": "other@x.example", "is_superuser": "on"}
    )
    person.refresh_from_db()
    assert (person.name, person.email, person.is_superuser) == (
        "Vera Viewer",
        "vera@westmarch.example",
        False,
    )
    answer = client.post(reverse("change-name"), {"name": " "})
    assert answer.status_code == 200 and "Enter your name." in words_of(answer)


def test_the_account_page_says_what_one_does_here(west):
    person = make_member(west, "manager")
    make_post(west, "Head of Service", holder=person)
    page = words_of(signed_in(person).get(reverse("account")))
    assert "Service manager," in page and west.get_absolute_url() in page
    assert "Holder of the post Head of Service" in page
