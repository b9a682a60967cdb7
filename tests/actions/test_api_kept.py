"""Lists whose SQL is kept tell all people what `visible_to` lets them see, in every order, on any day."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import prepared, standing_in
from accounts.models import User
from accounts.viewsets import asked as asking
from accounts.viewsets.listing import Listing
from accounts.viewsets.questions import Kept, Question
from accounts.viewsets.windows import Existing
from actions.buckets import Bucket
from actions.models import Action, ProgressUpdate
from actions.rating import Rating
from actions.viewsets.actions import ACTIONS
from actions.viewsets.updates import UPDATES
from tests import made_once
from tests.actions.team import TODAY, day, make_team, moment
from tests.factories import make_action, make_area, make_inspection, make_member

pytestmark = pytest.mark.django_db
ORDERS = [sign + name for name in ACTIONS.orderings for sign in ("", "-")]


def ask(resource, user, **asked):
    return Listing(resource, asking.Asked(user=user, at=moment(9), today=day(9), **asked))


def walk(listing, size):
    """Page after page to the end."""
    found, after = [], None
    while True:
        told, after = listing.page(size, after)
        found += told
        if after is None:
            return found
        after = listing.order.read(listing.order.cursor(after))


@pytest.fixture(scope="module")
def shared_teams(request):
    with made_once.in_the_database(request, make_two_teams) as made:
        yield made


@pytest.fixture
def two_teams(shared_teams, db):
    return deepcopy(shared_teams) or make_two_teams()


def make_two_teams():
    """Two councils, one without a public site, with actions for all kinds of eyes; and who works for both."""
    teams = make_team(), make_team(has_public_site=False)
    for team in teams:
        for visibility in ("public", "members", "officers"):
            action = team.open_action(visibility=visibility)
            action.record_progress(team.owner, moment(1), "For members.", visibility="members")
        action.note(team.lead, moment(2), "For officers.", visibility="officers")
        action.contributors.add(team.partner_post)
        make_action(make_area(make_inspection(team.organisation)), team.lead)
    teams[0].open_action(visibility="officers", owner=teams[0].partner_post)
    for role in ("lead", "member"):
        teams[1].organisation.memberships.create(user=teams[0].member, role=role)
    teams[1].organisation.memberships.create(user=teams[0].viewer, role="viewer")
    return teams


def everybody(teams):
    operator = User.objects.create_superuser("operator@westmarch.example", name="Operator")
    names = ("owner", "lead", "assurer", "member", "viewer", "partner", "stranger")
    yield from (AnonymousUser(), operator)
    people = [*(getattr(teams[0], name) for name in names), teams[1].viewer, teams[1].partner]
    yield from (User.objects.get(pk=person.pk) for person in people)


def test_everybody_is_told_what_is_visible_to_them(two_teams):
    words = {}
    for user in everybody(two_teams):
        for asked in ({}, {"as_at": TODAY}, {"known_at": moment(1)}):
            seen = Action.objects.visible_to(user)
            if asked:
                seen = seen.as_at(asked.get("as_at", day(9)), asked.get("known_at"))
            told = walk(ask(ACTIONS, user, **asked), 3)
            assert {each["id"] for each in told} == set(seen.values_list("pk", flat=True)), (user, asked)
        rows = ProgressUpdate.objects.visible_to(user).order_by("pk")
        told = walk(ask(UPDATES, user), 4)
        expected = [(row.pk, row.shown_note, not row.words_shown) for row in rows]
        assert [(each["id"], each["note"], each["words_withheld"]) for each in told] == expected, user
        words[str(user)] = {each["note"] for each in told}
        for pk in Action.objects.values_list("pk", flat=True):
            is_seen = Action.objects.visible_to(user).filter(pk=pk).exists()
            assert (
                ACTIONS.one_of(asking.Asked(user=user, at=moment(9), today=day(9)), pk) is not None
            ) == is_seen
    assert words["AnonymousUser"] == {""} and {"For members.", "For officers."} <= words["Operator"]


@pytest.mark.parametrize("ordering", ORDERS)
def test_pages_in_every_order_meet_what_is_seen_once_and_what_has_no_value_last(two_teams, ordering):
    team, name = two_teams[0], ordering.removeprefix("-")
    later, hidden = make_area(make_inspection(team.organisation)), {"visibility": "officers"}
    early = make_area(team.area.inspection, number=0)
    for number, more in enumerate(
        ({}, hidden, {"due_on": None, "owner": None}, {"title": "A"}, {"title": "A"})
    ):
        for area in (later, team.area, early):
            fields = {"due_on": TODAY + timedelta(days=40 + number % 2), "owner": team.post} | more
            make_action(area, team.lead, **fields)

    def value(action):
        inspection = action.area.inspection_id, action.area.number, action.number
        own = inspection if name == "reference" else getattr(action, "pk" if name == "id" else name)
        return (own, action.pk)

    for user in (AnonymousUser(), team.lead, team.member):
        seen = list(Action.objects.visible_to(user))
        having = sorted((each for each in seen if value(each)[0] is not None), key=value)
        lacking = sorted((each for each in seen if value(each)[0] is None), key=lambda each: each.pk)
        step = -1 if ordering.startswith("-") else 1
        expected = [each.pk for each in having[::step] + lacking[::step]]
        for size in (1, 4, 100):
            assert [each["id"] for each in walk(ask(ACTIONS, user, ordering=ordering), size)] == expected


def test_sql_is_written_once_for_all_who_hold_roles_of_the_same_kinds(two_teams):
    first, second = (User.objects.get(pk=team.viewer.pk) for team in reversed(two_teams))
    stranger = make_member(two_teams[0].organisation, "viewer")
    kinds = [standing_in.kind_of(user) for user in (first, stranger, second)]
    assert kinds[0] == kinds[1] != kinds[2]
    assert ask(ACTIONS, first).question is ask(ACTIONS, stranger).question


def test_who_stands_in_has_nothing_that_could_be_kept_by_mistake(two_teams):
    user, marks = standing_in.stand_in(standing_in.kind_of(two_teams[0].lead))
    assert set(marks.values()) == set(standing_in.values_of(two_teams[0].lead))
    with pytest.raises(AttributeError):
        user.email  # noqa: B018 (that it is not there is what is tested)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 9])
def test_a_prepared_question_takes_lists_of_any_length(two_teams, number):
    wanted = list(Action.objects.order_by("pk").values_list("pk", flat=True)[:number])
    question = prepared.Prepared(
        lambda keys: Action.objects.filter(pk__in=keys).order_by("pk").values_list("pk"), prepared.number
    )
    for keys in (wanted, wanted[::-1]):
        assert [pk for (pk,) in question.ask(keys)] == wanted


def filters_of(teams):
    """{resource: what may be asked of it}, each filter with a value that some have and some have not."""
    team, action = teams[0], Action.objects.order_by("pk").first()
    due, own = TODAY + timedelta(days=10), {"organisation": team.organisation.slug}
    actions = [
        *({"bucket": each.value} for each in Bucket),
        *({"rating": each.value} for each in Rating),
        {"bucket": "overdue,not_started,done"},
        {"rating": "red,amber"},
        own,
        {"inspection": str(team.area.inspection.pk)},
        {"framework": team.area.inspection.framework},
        {"section": "Help"},
        {"timescale": "none,immediately"},
        {"kind": "recommendation,improvement"},
        {"area": str(team.area.pk)},
        {"status": "in_progress,done"},
        {"overdue": "true"},
        {"overdue": "false"},
        {"due_before": str(due)},
        {"due_after": str(due), "overdue": "false"},
        {"owner": "none"},
        {"owner": str(team.post.pk)},
        {"body": "The Trust"},
        {"theme": "Homes"},
        {"updated_since": moment(1).isoformat()},
        {"closed_between": f"{TODAY},{day(5)}"},
        {**own, "bucket": "overdue", "due_after": str(TODAY - timedelta(days=9)), "theme": "Homes"},
    ]
    updates = [
        own,
        {"action": str(action.pk)},
        {"inspection": str(team.area.inspection.pk)},
        {"kind": "progress,opened"},
        {"happened_after": str(day(0))},
        {"happened_before": str(day(2)), "kind": "opened"},
        {"entered_since": moment(1).isoformat()},
    ]
    return {ACTIONS: actions, UPDATES: updates}


def narrowed(resource, user, texts, **asked):
    """A list whose SQL is kept, and one whose SQL is written for these values alone."""
    asked = asking.Asked(user=user, at=moment(9), today=day(9), **asked)
    asked.filters = resource.filters(asked).found(resource.filters.understood(texts))
    kept, plain = Listing(resource, asked), Listing(resource, asked)
    plain.question = Question(resource, asked)
    assert type(kept.question) is Kept
    return kept, plain


def test_every_filter_narrows_by_sql_that_is_kept_as_by_sql_of_its_own(two_teams):
    team = two_teams[0]
    team.area.section, team.area.theme, team.area.timescale = "Help", "Homes", ""
    team.area.save()
    team.area.bodies.create(name="The Trust")
    for days in (3, -9, 10, 23, 24, 40):
        team.open_action(due_on=TODAY + timedelta(days=days))
    finished = team.started()
    finished.claim_done(team.owner, moment(3), "It is finished.")
    finished.not_pursue(team.lead, moment(5), "Another does it.")
    team.open_action(owner=None, due_on=None)
    known, found = filters_of(two_teams), set()
    then = {"as_at": day(4), "known_at": moment(3)}
    for resource, each in ((resource, each) for resource, given in known.items() for each in given):
        for user, past in ((AnonymousUser(), {}), (team.lead, then)):
            kept, plain = narrowed(resource, user, each, **past)
            told = walk(kept, 5)
            assert told == walk(plain, 100), (each, user, past)
            found |= set(each) if told else set()
    filters = {name for resource in known for name in resource.filters.base_filters}
    # Of each something was found. Words are no value of SQL, and what waits has no past.
    assert found == filters - {"search", "waits_for"}


@pytest.mark.parametrize("ordering", ["id", "-id"])
@pytest.mark.parametrize("past", [{"as_at": day(4)}, {"known_at": moment(4)}])
def test_before_most_actions_existed_the_next_of_those_that_did_are_named(two_teams, past, ordering):
    team = two_teams[0]
    early = [team.open_action() for _ in range(3)]
    for action in (team.open_action(at=moment(5)), *early[1:]):
        action.note(team.lead, moment(6), "Later.")
    asked = asking.Asked(user=team.lead, at=moment(9), today=day(9), ordering=ordering, **past)
    listing = Listing(ACTIONS, asked)
    question, (stretch,) = listing.question, listing.order.stretches((early[1].pk,))
    whole = question.ask(stretch, 50, None, asked)
    assert whole and question.ask(stretch, 50, Existing(50), asked) == whole
    assert question.ask(stretch, 50, Existing(1), asked) == whole[:1]
    further = {"pk__lt" if ordering == "-id" else "pk__gt": early[1].pk}
    number = len(Action.objects.filter(**further).as_at(day(4)))
    for length, is_the_end in ((number - 1, False), (number, True)):
        assert question.window.is_the_end(stretch, Existing(length), asked) == is_the_end


def test_sql_is_written_once_for_all_values_of_a_filter(two_teams):
    users = [User.objects.get(pk=team.viewer.pk) for team in two_teams[:1]] + [two_teams[0].viewer]
    values = [{"due_before": "2026-01-01", "owner": "3"}, {"due_before": "2027-02-02", "owner": "4"}]
    questions = [narrowed(ACTIONS, user, each)[0].question for user, each in zip(users, values, strict=True)]
    assert questions[0] is questions[1]
    assert narrowed(ACTIONS, users[0], {**values[0], "owner": "none"})[0].question is not questions[0]
    asked = asking.Asked(user=users[0], at=moment(9), today=day(9), filters={"search": "panel"})
    assert type(Listing(ACTIONS, asked).question) is Question


def test_a_value_worked_out_from_what_stands_in_for_another_is_never_kept(two_teams):
    for lookup in ({"due_on": prepared.day(1) + timedelta(days=3)}, {"area": prepared.number(4)}):
        with pytest.raises(ValueError, match="Worked out"):
            prepared.Statement(Action.objects.filter(**lookup).values_list("pk"), {})
