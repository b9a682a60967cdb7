"""Actions by the API say of themselves what the model says, now and on any day; and whom they show what."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from accounts.viewsets import asked as asking
from accounts.viewsets.listing import Listing
from actions.models import Action
from actions.viewsets.actions import ACTIONS
from tests.accounts.people import signed_in
from tests.actions.random_ledgers import days, ledgers, make_ledger
from tests.actions.team import DEADLINE, TODAY, day, moment
from tests.factories import make_action, make_area, make_inspection, make_organisation, make_post
from tests.parts import examples

pytestmark = pytest.mark.django_db
LIST = "/api/v1/actions/"


def listed(client=None, **asked):
    answer = (client or Client()).get(LIST, asked)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def ids(client=None, **asked):
    return [each["id"] for each in listed(client, **asked)]


def facts_of(action, on, user):
    rated, words = action.rating(on), action.latest_update(user)
    return {
        "bucket": action.bucket(on).value,
        "rating": (rated.rating.value, rated.reason, rated.clause, rated.version),
        "is_overdue": action.is_overdue(on),
        "days_left": action.days_left(on),
        "days_slipped": action.days_slipped,
        "latest": words and words.pk,
    } | {name: getattr(action, name) for name in SAME}


SAME = ("status", "due_on", "original_due_on", "forecast_on", "times_moved", "updated_on", "ledger_number")


def facts_told(told):
    rated = told["rating"]
    return {
        "bucket": told["bucket"],
        "rating": (rated["name"], rated["reason"], rated["clause"], rated["rule_version"]),
        "latest": told["latest_update"] and told["latest_update"]["id"],
    } | {name: told[name] for name in ("is_overdue", "days_left", "days_slipped", *SAME)}


def told_by_the_api(user, on, as_at=None):
    asked = asking.Asked(user=user, at=moment(400), today=on, as_at=as_at)
    return {each["id"]: each for each in Listing(ACTIONS, asked).page(500)[0]}


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(ledgers, min_size=1, max_size=3), days, days)
def test_what_the_api_says_of_an_action_is_what_the_action_says(team, made, on, past):
    with transaction.atomic():
        for ledger in made:
            make_ledger(team, ledger)
        now = told_by_the_api(team.viewer, on)
        for action in Action.objects.all():
            assert facts_told(now[action.pk]) == facts_of(action, on, team.viewer)
            is_late = max(0, (on - action.due_on).days) if action.is_overdue(on) else 0
            assert now[action.pk]["days_overdue"] == is_late
        then = told_by_the_api(team.viewer, on, as_at=past)
        for action in Action.objects.all().as_at(past):
            rows = action.updates.filter(happened_on__lte=past, kind__in=("progress", "claimed_done"))
            expected = facts_of(action, past, team.viewer)
            expected["latest"] = rows.order_by("-number").values_list("pk", flat=True).first()
            assert facts_told(then.pop(action.pk)) == expected
        assert not then
        transaction.set_rollback(True)


def test_a_visitor_reads_what_is_published_and_nothing_else(team):
    seen, hidden = team.started(), team.open_action(visibility="officers")
    draft = make_action(make_area(make_inspection(team.organisation)), team.lead)
    assert ids() == [seen.pk] == ids(signed_in(team.stranger))
    assert ids(signed_in(team.viewer)) == [seen.pk, hidden.pk, draft.pk]
    assert ids(signed_in(team.member)) == [seen.pk, draft.pk]
    assert Client().get(f"{LIST}{hidden.pk}/").status_code == 404
    assert signed_in(team.member).get(f"{LIST}{hidden.pk}/").status_code == 404


def test_the_latest_words_are_the_last_that_whoever_asks_may_read(team):
    action = team.started()
    action.record_progress(team.owner, moment(1), "For members.", visibility="members")
    action.record_progress(team.owner, moment(2), "For officers.", visibility="officers")
    told = {
        name: listed(client)[0]["latest_update"]["note"]
        for name, client in {
            "visitor": None,
            "member": signed_in(team.member),
            "viewer": signed_in(team.viewer),
        }.items()
    }
    assert told == {"visitor": "The panel met.", "member": "For members.", "viewer": "For officers."}


def test_words_that_a_correction_withholds_are_gone_on_earlier_days_too(team):
    action = team.started()
    action.correct(team.lead, moment(1), 2, "Written to the wrong action.", withholds=True)
    assert listed()[0]["latest_update"] is None
    assert listed(as_at=TODAY.isoformat())[0]["latest_update"] is None
    assert listed(signed_in(team.viewer))[0]["latest_update"]["note"] == "The panel met."


def test_as_at_and_known_at_tell_what_stood_and_what_was_known(team):
    action = team.started()
    action.claim_done(team.owner, moment(5), "It is finished.", on=day(3))
    before = {"as_at": day(2).isoformat()}
    after = {"as_at": day(3).isoformat()}
    not_yet_known = after | {"known_at": moment(4).isoformat()}
    assert [listed(**asked)[0]["status"] for asked in (before, after, not_yet_known)] == [
        "in_progress",
        "done",
        "in_progress",
    ]
    address = f"{LIST}{action.pk}/"
    item = Client().get(address, not_yet_known).json()
    assert (item["status"], item["ledger_number"], item["as_at"]) == ("in_progress", 2, day(3).isoformat())
    assert Client().get(address, {"as_at": day(-1).isoformat()}).status_code == 404


def test_the_owner_of_a_day_is_told_and_not_the_owner_of_today(team):
    action = team.started()
    action.reassign(team.lead, moment(4), team.partner_post, "It is theirs now.")
    assert listed(as_at=day(3).isoformat())[0]["owner"]["id"] == team.post.pk
    assert listed(as_at=day(4).isoformat())[0]["owner"]["id"] == team.partner_post.pk
    assert ids(owner=team.post.pk) == [] and ids(owner=team.post.pk, as_at=day(3).isoformat()) == [action.pk]


def test_filters_narrow_as_they_say(team):
    late, far, loose = (
        team.started(due_on=DEADLINE, title="Look at plans"),
        team.open_action(due_on=day(9000), title="Train managers"),
        team.open_action(due_on=None, owner=None),
    )
    closed = team.accepted()
    other = make_action(make_area(theme="Housing", kind="priority", timescale="immediately"))
    other.area.inspection.organisation.__class__.objects.update(has_public_site=True)
    other.area.inspection.__class__.objects.update(is_public=True)
    everything = {late.pk, far.pk, loose.pk, closed.pk, other.pk}
    organisation = team.organisation.slug
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    for asked, expected in (
        ({"organisation": organisation}, everything - {other.pk}),
        ({"inspection": other.area.inspection_id}, {other.pk}),
        ({"framework": "ilacs"}, everything),
        ({"framework": "sif,slac"}, set()),
        ({"theme": "Housing"}, {other.pk}),
        ({"kind": "priority"}, {other.pk}),
        ({"timescale": "immediately"}, {other.pk}),
        ({"timescale": "none"}, everything - {other.pk}),
        ({"body": "the hospitals trust"}, everything - {other.pk}),
        ({"status": "accepted,in_progress"}, {late.pk, closed.pk}),
        ({"bucket": "overdue"}, {late.pk}),
        ({"bucket": "overdue,accepted"}, {late.pk, closed.pk}),
        ({"rating": "red,blue"}, {late.pk, closed.pk}),
        ({"overdue": "true"}, {late.pk}),
        ({"overdue": "false"}, everything - {late.pk}),
        ({"due_before": day(9000).isoformat()}, {late.pk, closed.pk}),
        ({"due_after": day(8999).isoformat()}, {far.pk}),
        ({"due_after": day(9000).isoformat()}, set()),
        ({"owner": "none", "organisation": organisation}, {loose.pk}),
        ({"updated_since": TODAY.isoformat()}, everything),
        ({"updated_since": tomorrow}, set()),
        ({"closed_between": f"{TODAY},{TODAY}"}, {closed.pk}),
        ({"closed_between": f"{tomorrow},{tomorrow}"}, set()),
        ({"search": "train managers"}, {far.pk}),
        ({"area": other.area_id, "section": "nowhere"}, set()),
    ):
        assert set(ids(**asked)) == expected, asked


def test_rows_that_are_hidden_do_not_show_by_their_moment(team):
    action = team.started()
    action.note(team.manager, moment(10), "For officers.", visibility="officers")
    asked = {"updated_since": moment(9).isoformat()}
    assert ids(**asked) == [] and ids(signed_in(team.viewer), **asked) == [action.pk]


@pytest.mark.parametrize("more", [{}, {"as_at": TODAY.isoformat()}])
def test_a_list_asks_as_often_for_a_hundred_actions_as_for_one(team, more):
    def queries():
        with CaptureQueriesContext(connection, ) as captured:  # fmt: skip
            listed(page_size=200, **more)
        return len(captured)

    def grow(number):
        for _ in range(number):
            team.started().contributors.add(team.partner_post)

    grow(1)
    queries()
    one = queries()
    grow(99)
    assert queries() == one <= 7


def test_contributors_stand_by_title_and_then_as_they_were_asked(team):
    action = team.started()
    posts = [make_post(make_organisation(), title=title) for title in ("Nurse", "Clerk", "Nurse")]
    for post in posts:
        action.contributors.add(post)
    told = [each["id"] for each in listed()[0]["contributors"]]
    assert told == [posts[1].pk, posts[0].pk, posts[2].pk]


@pytest.mark.parametrize("ordering", ["id", "-id"])
def test_a_visitor_turns_the_pages_past_what_is_hidden(team, ordering):
    made = [team.open_action(visibility=who) for who in ("public", *["officers"] * 9, "public", "public")]
    seen = sorted((made[0].pk, made[10].pk, made[11].pk), reverse=ordering == "-id")
    found, answer = [], {"next": f"{LIST}?ordering={ordering}&page_size=1"}
    while answer["next"]:
        answer = Client().get(answer["next"]).json()
        found += [each["id"] for each in answer["results"]]
    assert found == seen


def test_a_plan_comes_as_a_workbook_with_the_words_one_may_read(team):
    action = team.started(title="Look at plans")
    action.note(team.manager, moment(1), "For officers.", visibility="officers")
    address = f"/api/v1/inspections/{team.area.inspection_id}/plan.xlsx"
    found = {
        who: load_workbook(BytesIO(client.get(address).content))
        for who, client in {"visitor": Client(), "viewer": signed_in(team.viewer)}.items()
    }
    for book in found.values():
        assert book["Actions"].max_row == 2 and book.sheetnames == ["Actions", "Ledger"]
    notes = {who: [row[7] for row in book["Ledger"].values][1:] for who, book in found.items()}
    assert "For officers." in notes["viewer"] and "For officers." not in notes["visitor"]
