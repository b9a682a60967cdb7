import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import ApiToken
from tests.accounts.people import signed_in, signed_in_just_now, words_of
from tests.factories import MORNING, PASSWORD, later, make_member, make_organisation, make_user
from tests.guards.world import this_morning
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return make_organisation("Westmarch County Council", slug="westmarch")


def token_of(person, organisation, at=None, **fields):
    fields.setdefault("expires_at", this_morning(days=90))
    token = ApiToken(user=person, organisation=organisation, name=fields.pop("name", "dashboard"), **fields)
    return token, token.issue(at or this_morning())


def me(client, key, method="get"):
    return getattr(client, method)(reverse("api-me"), headers={"Authorization": f"Bearer {key}"})


def test_a_token_is_shown_once_and_kept_only_as_a_hash(west):
    person = make_member(west, "manager")
    client = signed_in_just_now(person)
    typed = {"name": "dashboard", "organisation": west.pk, "scope": "read", "lasts": "90"}
    answer = client.post(reverse("add-token"), typed)
    key = answer.context["key"]
    assert answer.status_code == 201 and key in words_of(answer)
    assert answer["Cache-Control"] == "private, no-store"
    token = ApiToken.objects.get()
    assert token.prefix == key[:11] and key not in str(ApiToken.objects.values())
    assert (token.expires_at - timezone.now()).days == 89
    page = words_of(client.get(reverse("tokens")))
    assert token.prefix in page and key not in page and "Never" in page


def test_making_one_asks_for_the_password_again_after_a_while(west):
    client = signed_in(make_member(west, "viewer", password=PASSWORD))
    assert client.get(reverse("add-token"))["Location"].startswith(reverse("account_reauthenticate"))


def test_a_token_is_for_an_organisation_one_works_for(west):
    client = signed_in_just_now(make_member(west, "viewer"))
    elsewhere = make_organisation(has_public_site=True)
    for organisation, lasts in ((elsewhere.pk, "90"), ("", "90"), (west.pk, "3650")):
        typed = {"name": "dashboard", "organisation": organisation, "scope": "read", "lasts": lasts}
        answer = client.post(reverse("add-token"), typed)
        assert answer.status_code == 200 and "dashboard" in words_of(answer)
    assert not ApiToken.objects.exists()


def test_the_api_says_whose_token_it_is(west, client):
    person = make_member(west, "manager", name="Mia Manager", email="mia@westmarch.example")
    make_organisation().give_role(person, "lead")
    token, key = token_of(person, west)
    answer = me(client, key).json()
    assert answer["email"] == "mia@westmarch.example" and answer["name"] == "Mia Manager"
    assert answer["memberships"] == [
        {"organisation": "westmarch", "organisation_name": "Westmarch County Council", "role": "manager"}
    ]
    assert answer["token"]["prefix"] == token.prefix and answer["token"]["scope"] == "read"


def test_a_session_may_ask_too_and_has_no_token(west):
    answer = signed_in(make_member(west, "viewer")).get(reverse("api-me")).json()
    assert answer["token"] is None and len(answer["memberships"]) == 1


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer ft_made-up", "Bearer é", "Bearer "])
def test_a_header_that_is_no_known_token_is_refused_in_words(client, header):
    answer = client.get(reverse("api-me"), headers={"Authorization": header.encode().decode("latin-1")})
    assert answer.status_code == 401 and answer.json()["detail"].endswith(".")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_nobody_in_particular_gets_401_and_no_page(client):
    assert client.get(reverse("api-me")).status_code == 401


def test_expiry_is_to_the_moment(west):
    _, key = token_of(make_member(west, "viewer"), west, at=MORNING, expires_at=later(days=1))
    assert ApiToken.objects.for_key(key, later(days=1, microseconds=-1)) is not None
    assert ApiToken.objects.for_key(key, later(days=1)) is None


def test_a_token_comes_with_its_person_and_organisation_in_one_question(west, django_assert_num_queries):
    token, key = token_of(make_member(west, "viewer"), west, at=MORNING, expires_at=later(days=1))
    with django_assert_num_queries(1):
        found = ApiToken.objects.for_key(key, later())
        assert (found.user.email, found.user.is_active) == (token.user.email, True)
        assert found.organisation.name == west.name
    for model, there in ((ApiToken, found), (type(found.user), found.user), (type(west), found.organisation)):
        kept = model.objects.get(pk=there.pk)
        assert {f.attname: getattr(there, f.attname) for f in model._meta.concrete_fields} == {
            f.attname: getattr(kept, f.attname) for f in model._meta.concrete_fields
        }


def test_a_revoked_token_is_refused_at_the_next_request_and_the_first_revocation_counts(west, client):
    person = make_member(west, "viewer")
    token, key = token_of(person, west)
    assert me(client, key).status_code == 200
    browser = signed_in(person)
    browser.post(reverse("revoke-token", args=[token.pk]))
    assert me(client, key).status_code == 401
    token.refresh_from_db()
    first = token.revoked_at
    browser.post(reverse("revoke-token", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at == first


def test_a_token_ends_with_its_owners_account_and_does_not_come_back_with_it(west, client):
    person = make_member(west, "viewer")
    _, key = token_of(person, west)
    person.deactivate(this_morning())
    assert me(client, key).status_code == 401
    person.reactivate()
    assert me(client, key).status_code == 401


def test_a_token_has_no_more_rights_than_its_owner_has_now(west, client):
    person = make_member(west, "viewer")
    _, key = token_of(person, west)
    person.memberships.all().delete()
    assert me(client, key).status_code == 401


def test_a_token_to_read_may_not_write(west, client):
    person = make_member(west, "lead")
    _, read = token_of(person, west)
    _, write = token_of(person, west, scope="read_write")
    for method in ("post", "put", "patch", "delete"):
        answer = me(client, read, method)
        assert answer.status_code == 403 and "may only read" in answer.json()["detail"]
        assert me(client, write, method).status_code == 405
    assert me(client, read, "options").status_code == me(client, read, "head").status_code == 200


def test_an_operator_is_no_operator_by_token(west):
    operator = make_user(is_superuser=True)
    west.give_role(operator, "viewer")
    operator.limit_to(west.pk)
    operator.refresh_from_db()
    assert not operator.is_superuser and operator.organisation_ids() == [west.pk]
    with pytest.raises(RuntimeError):
        operator.save()


def test_its_last_use_is_noted_at_most_once_a_minute(west):
    token, _ = token_of(make_member(west, "viewer"), west, at=MORNING)
    for seconds, noted in ((0, 0), (59, 0), (60, 0), (61, 61)):
        token.note_use(later(seconds=seconds))
        token.refresh_from_db()
        assert token.last_used_at == later(seconds=noted)


def test_a_lead_sees_and_revokes_the_tokens_of_the_organisation_and_nobody_elses(west, client):
    person, lead = make_member(west, "manager", name="Mia Manager"), make_member(west, "lead")
    token, key = token_of(person, west)
    page = words_of(signed_in(lead).get(reverse("organisation-tokens", args=["westmarch"])))
    assert "Mia Manager" in page and token.prefix in page
    stranger = make_member(make_organisation(), "lead")
    for other in (stranger, make_member(west, "viewer")):
        assert signed_in(other).post(reverse("revoke-token", args=[token.pk])).status_code == 404
    assert (
        signed_in(make_member(west, "viewer"))
        .get(reverse("organisation-tokens", args=["westmarch"]))
        .status_code
        == 403
    )
    assert me(client, key).status_code == 200
    signed_in(lead).post(reverse("revoke-token", args=[token.pk]))
    assert me(client, key).status_code == 401


def test_the_lists_ask_as_often_for_many_tokens_as_for_one(west):
    lead = make_member(west, "lead")
    for address in (reverse("tokens"), reverse("organisation-tokens", args=["westmarch"])):
        assert_same_queries(
            signed_in(lead), address, lambda number: [token_of(lead, west) for _ in range(number)]
        )


def test_the_schema_and_its_pages_are_there_for_everybody_and_name_no_outside_host(client):
    assert "/api/v1/me/" in client.get(reverse("api-schema")).content.decode()
    page = client.get(reverse("api-docs"))
    assert page.status_code == 200
    assert "//cdn" not in page.content.decode() and "<script>" not in page.content.decode()
