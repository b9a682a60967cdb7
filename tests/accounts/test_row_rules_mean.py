"""However quickly a rule is asked, it shows what it means: to whom, of which table, row by row."""

import pytest
from django.db import connection

from accounts.models import Organisation
from accounts.row_security import EVERYTHING, PUBLIC, Scope, within
from actions.models import Action, Contribution
from inspections.models import AreaBody
from tests.application_role import ROLE, working_as
from tests.factories import (
    MORNING,
    make_action,
    make_area,
    make_inspection,
    make_member,
    make_organisation,
    make_post,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
OWN, PARTNER = "it.organisation_id = ANY (%(own)s)", "it.partner_id = ANY (%(own)s)"
CONCERNED = f"(SELECT it.{{}} FROM row_rules.concerned AS it WHERE {OWN} OR {PARTNER} OR it.is_published)"
SEEN_ACTIONS = (
    f"SELECT it.id FROM row_rules.action_of AS it WHERE it.is_published OR {OWN} OR {PARTNER} "
    f"UNION SELECT it.action_id FROM row_rules.helps AS it WHERE {PARTNER}"
)
NAMED = f"SELECT it.inspection_id FROM row_rules.named AS it WHERE {PARTNER}"
# Written out over whole tables, with nothing left out because it would be slow.
MEANING = {
    "accounts_organisation": (
        "SELECT id FROM row_rules.organisation_of WHERE has_public_site OR id = ANY (%(own)s) "
        f"UNION SELECT it.organisation_id FROM row_rules.concerned AS it WHERE {PARTNER} "
        f"UNION SELECT it.partner_id FROM row_rules.concerned AS it WHERE {OWN} OR it.is_published"
    ),
    "accounts_post": (
        f"SELECT it.id FROM row_rules.post_of AS it WHERE {OWN} OR it.id IN {CONCERNED.format('post_id')} "
        f"OR it.organisation_id IN (SELECT it.partner_id FROM row_rules.named AS it WHERE {OWN}) "
        f"OR it.organisation_id IN (SELECT it.organisation_id FROM row_rules.named AS it WHERE {PARTNER}) "
        "OR it.organisation_id IN "
        f"(SELECT other.partner_id FROM row_rules.named AS other WHERE other.inspection_id IN ({NAMED}))"
    ),
    "inspections_area": (
        f"SELECT it.id FROM row_rules.area_of AS it WHERE it.is_published OR {OWN} "
        f"UNION SELECT it.area_id FROM row_rules.concerned AS it WHERE {PARTNER}"
    ),
    "actions_action": SEEN_ACTIONS,
}
# Everybody sees these as they see their actions.
OF_ACTIONS = ("actions_progressupdate", "actions_contribution")


@pytest.fixture(scope="module", autouse=True)
def as_application(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), working_as(ROLE):
        yield


@pytest.fixture
def people(db):
    """{who: numbers of their organisations}: councils of each kind, partners of each kind, and others."""
    owner, former, helper, named, stranger = (make_organisation() for _ in range(5))
    people = {
        "owner": owner, "former owner": former, "helper": helper, "named": named, "stranger": stranger,
    }  # fmt: skip
    for name, is_public, has_site in (
        ("open", True, True), ("closed", False, True), ("without a site", True, False),
    ):  # fmt: skip
        council = people[name] = make_organisation()
        council.has_public_site = has_site
        council.save()
        lead = make_member(council, "lead", "manager")
        for bodies in ((owner, former), (owner, former, named)):
            area = make_area(make_inspection(council, is_public=is_public))
            for each in bodies:
                AreaBody.objects.create(area=area, name=each.name, organisation=each)
            for visibility in ("public", "members", "officers"):
                furnish(area, lead, visibility, owner, former, helper)
    shut = people["shut"] = make_organisation()
    shut.has_public_site = False
    shut.save()
    make_post(shut, "Of nobody's concern")
    return {who: [each.pk] for who, each in people.items()} | {"visitor": [], "of two": [owner.pk, shut.pk]}


def furnish(area, lead, visibility, owner, former, helper):
    title = f"{area.pk} {visibility}"
    plain = make_action(area, lead, visibility=visibility)
    plain.record_progress(lead, MORNING, "Begun.")
    first, then = make_post(former, f"First {title}"), make_post(owner, f"Then {title}")
    theirs = make_action(area, lead, visibility=visibility, owner=first)
    theirs.reassign(lead, MORNING, owner=then)
    Contribution.objects.create(action=plain, post=make_post(helper, f"Help {title}"))


def ids(sql, **values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return {number for (number,) in cursor.fetchall() if number is not None}


def shown_in(table, key="id"):
    return ids(f"SELECT {key} FROM {table}")


def all_that_is_shown(people):
    """{(who, table): ids}, once each was found to be what its rule means."""
    shown = {}
    with within(EVERYTHING):
        actions = {table: shown_in(table, "(action_id, id)::text") for table in OF_ACTIONS}
    for who, own in people.items():
        with within(Scope(organisations=tuple(own)) if own else PUBLIC):
            for table, meaning in MEANING.items():
                shown[who, table] = shown_in(table)
                assert shown[who, table] == ids(meaning, own=own), (who, table)
            for table in OF_ACTIONS:
                seen = {
                    pair
                    for pair in actions[table]
                    if int(pair[1:].split(",")[0]) in shown[who, "actions_action"]
                }
                assert shown_in(table, "(action_id, id)::text") == seen, (who, table)
    return shown


def test_a_rule_shows_what_it_means_to_each_kind_of_person(people):
    with within(EVERYTHING):
        everything = {table: shown_in(table) for table in MEANING}
    shown = all_that_is_shown(people)
    for table in MEANING:
        assert shown["visitor", table] < shown["without a site", table] < everything[table]
        assert shown["visitor", table] and shown["visitor", table] < shown["owner", table]
    assert len({frozenset(shown[who, "actions_action"]) for who in people}) == 6


def deeds(people):
    """All that decides who sees what: (who sees something else from then on, in which table, the deed)."""
    shut, opened, closed, siteless, stranger = (
        Organisation.objects.get(pk=people[who][0])
        for who in ("shut", "open", "closed", "without a site", "stranger")
    )
    of_opened, of_closed = (each.inspections.order_by("pk")[0] for each in (opened, closed))
    public = Action.objects.filter(area__inspection=of_opened, visibility="public").order_by("pk")[0]
    hidden = Action.objects.filter(area__inspection=of_closed, owner=None).order_by("pk")[0]
    lead = closed.memberships.get(role="lead").user
    own, of_stranger, of_shut = (make_post(each) for each in (closed, stranger, shut))
    naming = AreaBody(area=hidden.area, name="Shut", organisation=shut)
    helping = Contribution(action=hidden, post=of_stranger)

    def switch(council, is_on):
        return lambda: Organisation.objects.filter(pk=council.pk).update(has_public_site=is_on)

    def show(action, visibility):
        return lambda: Action.objects.filter(pk=action.pk).update(visibility=visibility)

    def hand_to(post):
        return lambda: Action.objects.get(pk=hidden.pk).reassign(lead, MORNING, owner=post)

    yield "visitor", "actions_action", of_opened.withdraw
    yield "visitor", "inspections_area", of_opened.publish
    yield "visitor", "accounts_post", of_closed.publish
    yield "visitor", "actions_action", of_closed.withdraw
    yield "visitor", "actions_action", switch(siteless, True)
    yield "visitor", "accounts_organisation", switch(siteless, False)
    yield "visitor", "inspections_area", switch(opened, False)
    yield "visitor", "inspections_area", switch(opened, True)
    yield "visitor", "actions_action", show(public, "members")
    yield "visitor", "actions_action", show(public, "public")
    yield "visitor", "actions_action", show(public, "officers")
    yield "stranger", "actions_action", helping.save
    yield "stranger", "inspections_area", helping.delete
    yield "shut", "accounts_post", naming.save
    yield "shut", "actions_action", hand_to(of_shut)
    yield "shut", "actions_action", hand_to(own)
    yield "visitor", "accounts_organisation", of_closed.publish
    yield "visitor", "accounts_organisation", of_closed.withdraw
    # Who owned it once goes on seeing the area, and has it no longer through the name alone.
    yield None, None, naming.delete
    yield None, None, lambda: Action.objects.get(pk=hidden.pk).not_pursue(lead, MORNING, "Done otherwise.")


def test_a_rule_follows_at_once_whatever_decides_who_sees_what(people):
    before = all_that_is_shown(people)
    for who, table, do in deeds(people):
        do()
        after = all_that_is_shown(people)
        assert who is None or after[who, table] != before[who, table], (who, table)
        before = after
