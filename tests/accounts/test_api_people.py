"""People, invitations, settings, tokens and jobs by the API: what their pages do, by the same functions."""

import pytest
from django.core import mail

from accounts.models import ApiToken, ClosureDay, Invitation, Job, Organisation, Post, User
from tests.accounts.people import signed_in
from tests.actions.api import Caller, fields_of
from tests.actions.team import make_team
from tests.factories import MORNING, make_member, make_organisation, make_user


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def lead(team):
    return Caller(team.lead, team.organisation)


def here(team, rest):
    return f"organisations/{team.organisation.pk}/{rest}"


def test_a_lead_reads_who_works_here_and_nobody_else_does(team, lead):
    people = {each["id"]: each for each in lead.get("people/").json()["results"]}
    assert set(people) == set(User.objects.filter(memberships__organisation=team.organisation).values_list(
        "pk", flat=True
    ))  # fmt: skip
    owner = people[team.owner.pk]
    assert owner["roles"] == [
        {"organisation": team.organisation.slug, "role": "manager", "role_label": "Service manager"}
    ]
    assert owner["posts"] == [{"id": team.post.pk, "title": team.post.title}]
    assert [each["id"] for each in lead.get("people/", role="assurer").json()["results"]] == [team.assurer.pk]
    assert Caller(team.viewer, team.organisation).get("people/").json()["results"] == []


def test_a_lead_of_two_councils_is_told_by_a_token_of_one_only(team):
    elsewhere = make_organisation()
    make_member(elsewhere, "viewer")
    elsewhere.give_role(team.lead, "lead")
    elsewhere.give_role(team.viewer, "manager")
    people = {
        each["id"]: each for each in Caller(team.lead, team.organisation).get("people/").json()["results"]
    }
    assert [each["role"] for each in people[team.viewer.pk]["roles"]] == ["viewer"]
    assert all(each["roles"] for each in people.values())


def test_roles_are_given_and_taken_but_not_the_last(team, lead):
    path = here(team, f"people/{team.viewer.pk}/")
    given = lead.post(f"{path}give-role/", {"role": "manager"}, key="1")
    assert [each["role"] for each in given.json()["roles"]] == ["viewer", "manager"]
    assert lead.post(f"{path}take-role/", {"role": "viewer"}).status_code == 200
    last = lead.post(f"{path}take-role/", {"role": "manager"})
    assert (last.status_code, "only role" in last.json()["detail"]) == (400, True)
    assert fields_of(lead.post(f"{path}give-role/", {"role": "king"})) == ["role"]
    assert lead.post(here(team, f"people/{team.stranger.pk}/give-role/"), {"role": "lead"}).status_code == 404


def test_whoever_gives_away_the_lead_sees_no_more_of_people(team, lead):
    team.organisation.give_role(team.lead, "viewer")
    path = here(team, f"people/{team.lead.pk}/take-role/")
    assert lead.post(path, {"role": "lead"}).status_code == 204
    assert lead.post(path, {"role": "viewer"}).status_code == 403


def test_a_person_is_removed_with_roles_posts_and_tokens_but_not_by_themselves(team, lead):
    owners = Caller(team.owner, team.organisation)
    assert lead.post(here(team, f"people/{team.lead.pk}/remove/"), method="delete").status_code == 403
    assert lead.post(here(team, f"people/{team.owner.pk}/remove/"), method="delete").status_code == 204
    assert Post.objects.get(pk=team.post.pk).is_vacant
    assert owners.get("me/").status_code == 401


def test_the_operator_alone_closes_and_opens_accounts_and_adds_organisations(team, lead):
    for path in (f"people/{team.viewer.pk}/close-account/", "organisations/add/"):
        assert lead.post(path, {}).status_code == 403
    operator = signed_in(make_user(is_superuser=True))
    closed = operator.post(f"/api/v1/people/{team.viewer.pk}/close-account/", {}, "application/json")
    assert (closed.status_code, closed.json()["is_active"]) == (200, False)
    opened = operator.post(f"/api/v1/people/{team.viewer.pk}/open-account/", {}, "application/json")
    assert opened.json()["is_active"] is True
    body = {"name": "Northmarch Council", "slug": "northmarch", "kind": "council"}
    added = operator.post("/api/v1/organisations/add/", body, "application/json")
    assert (added.status_code, added.json()["slug"]) == (201, "northmarch")
    again = operator.post("/api/v1/organisations/add/", body, "application/json")
    assert fields_of(again) == ["name", "slug"]


INVITED = {"name": "New Person", "email": "New@Westmarch.example", "role": "manager"}


def test_a_person_is_invited_once_and_sent_the_mail_again(team, lead):
    vacant = Post.objects.create(organisation=team.organisation, title="Vacant")
    answer = lead.post(here(team, "invite/"), INVITED | {"post": vacant.pk})
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["email"], told["post"]["title"], bool(told["mailed_at"])) == (
        "new@westmarch.example", "Vacant", True,
    )  # fmt: skip
    assert [each.to for each in mail.outbox] == [["new@westmarch.example"]]
    assert fields_of(lead.post(here(team, "invite/"), INVITED)) == ["email"]
    before = Invitation.objects.get().secret_hash
    assert lead.post(f"invitations/{told['id']}/send-again/").status_code == 200
    assert Invitation.objects.get().secret_hash != before
    assert lead.post(f"invitations/{told['id']}/withdraw/").status_code == 204
    assert lead.post(f"invitations/{told['id']}/send-again/").status_code == 404
    assert lead.get("invitations/").json()["results"] == []


def test_an_invitation_that_makes_no_sense_is_refused(team, lead):
    vacant = Post.objects.create(organisation=team.organisation, title="Vacant")
    for more, wrong in (
        ({"email": team.manager.email}, ["email"]),
        ({"email": "nobody"}, ["email"]),
        ({"post": team.post.pk}, ["post"]),
        ({"post": vacant.pk, "role": "viewer"}, ["post"]),
    ):
        assert fields_of(lead.post(here(team, "invite/"), INVITED | more)) == wrong
    assert Caller(team.viewer, team.organisation).post(here(team, "invite/"), INVITED).status_code == 403
    assert not Invitation.objects.exists() and not mail.outbox


def test_where_the_mail_server_does_not_answer_the_invitation_stays(team, lead, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = lead.post(here(team, "invite/"), INVITED)
    assert (answer.status_code, answer.json()["mailed_at"]) == (201, None)
    assert Invitation.objects.count() == 1


def test_settings_are_read_and_changed_by_leads(team, lead):
    assert lead.get(here(team, "settings/")).json()["has_public_site"] is True
    changed = lead.post(here(team, "change-settings/"), {"has_public_site": False})
    assert changed.json() == {"has_public_site": False, "requires_second_factor": False, "calendar": "ENG"}
    assert not Organisation.objects.get(pk=team.organisation.pk).has_public_site
    assert fields_of(lead.post(here(team, "change-settings/"), {"calendar": "MOON"})) == ["calendar"]
    viewer = Caller(team.viewer, team.organisation)
    assert viewer.get(here(team, "settings/")).status_code == 403


def test_a_closure_day_is_added_once_and_removed(team, lead):
    body = {"day": "2026-12-29", "words": "Between the years"}
    added = lead.post(here(team, "add-closure-day/"), body, key="1")
    assert added.status_code == 201 and added["Location"] == added.json()["url"]
    assert "already" in lead.post(here(team, "add-closure-day/"), body).json()["detail"]
    assert fields_of(lead.post(here(team, "add-closure-day/"), body | {"day": "9999-12-29"})) == ["day"]
    path = f"closure-days/{added.json()['id']}/remove/"
    assert Caller(team.viewer, team.organisation).post(path, method="delete").status_code == 403
    assert lead.post(path, method="delete").status_code == 204
    assert not ClosureDay.objects.exists()


def test_tokens_are_listed_without_their_keys_and_revoked(team, lead):
    viewer = Caller(team.viewer, team.organisation)
    assert [each["id"] for each in viewer.get("tokens/").json()["results"]] == [viewer.token.pk]
    listed = lead.get("tokens/")
    assert {each["id"] for each in listed.json()["results"]} == {lead.token.pk, viewer.token.pk}
    assert viewer.key not in listed.content.decode()
    assert viewer.post(f"tokens/{lead.token.pk}/revoke/").status_code == 404
    assert lead.post(f"tokens/{viewer.token.pk}/revoke/").json()["revoked_at"]
    assert viewer.get("tokens/").status_code == 401
    assert ApiToken.objects.filter(revoked_at=None).count() == 1


def test_a_failed_job_is_tried_again_unless_its_reason_stays(team, lead):
    def job(**fields):
        given = {"kind": "guard", "title": "Reading", "asked_at": MORNING, "organisation": team.organisation}
        return Job.objects.create(requested_by=team.lead, **given | fields)

    failed = job(state="failed", error="The disk was full.")
    assert [each["state"] for each in lead.get("jobs/", state="failed").json()["results"]] == ["failed"]
    assert lead.post(f"jobs/{failed.pk}/try-again/").json()["state"] == "queued"
    assert lead.post(f"jobs/{failed.pk}/try-again/").status_code == 422
    refused = job(state="failed", is_refused=True)
    assert lead.post(f"jobs/{refused.pk}/try-again/").status_code == 422
    assert Caller(team.viewer, team.organisation).post(f"jobs/{failed.pk}/try-again/").status_code == 404


def test_ones_own_name_is_changed_and_a_token_takes_no_rights_away(team, lead):
    make_organisation().give_role(team.lead, "viewer")
    User.objects.filter(pk=team.lead.pk).update(is_superuser=True)
    assert lead.post("me/change/", {"name": "Lena Lead"}).json()["name"] == "Lena Lead"
    now = User.objects.get(pk=team.lead.pk)
    assert (now.name, now.is_superuser, now.memberships.count()) == ("Lena Lead", True, 2)
    assert fields_of(lead.post("me/change/", {"name": " "})) == ["name"]
