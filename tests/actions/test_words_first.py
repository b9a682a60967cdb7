"""Words are looked for before the rules for rows are asked, and nobody finds more by it than by the rules."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.database_roles import policies
from accounts.models import Post
from accounts.row_security import EVERYTHING, PUBLIC, Scope, within, words_first
from actions.models import Action, ProgressUpdate
from actions.models.words import each_in, few
from inspections.models import Area
from tests.actions.short_words import assert_found_as_by_the_plain_question, make_two_teams
from tests.application_role import ROLE, working_as
from tests.factories import MORNING, make_action, make_area, make_inspection, make_member, make_organisation

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
SEARCHED = [
    (Action, "words_of_actions", ("title", "task", "good_looks_like")),
    (Area, "words_of_areas", ("words", "theme", "section")),
    (ProgressUpdate, "words_of_updates", ("note", "impact")),
]


@pytest.fixture(scope="module", autouse=True)
def as_application(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), working_as(ROLE):
        yield


@pytest.fixture
def two(db):
    """A council whose inspection is public, and one whose is not."""
    made = []
    for is_public in (True, False):
        council = make_organisation()
        lead = make_member(council, "lead", "manager")
        area = make_area(make_inspection(council, is_public=is_public), words="The zebra of the panel")
        for visibility in ("public", "officers"):
            action = make_action(area, lead, title="Count each zebra", visibility=visibility)
            action.record_progress(lead, MORNING, "A zebra was seen.")
        made.append(council)
    return made


def test_exactly_what_the_rules_show_is_found_by_words(two):
    found = {}
    for council in (None, *two):
        own = Scope(organisations=(council.pk,)) if council else PUBLIC
        with within(own):
            for model, _, fields in SEARCHED:
                holding = model.objects.filter(each_in(["zebra"], *fields))
                shown = sorted(holding.values_list("pk", flat=True))
                assert sorted(few(holding, 100)) == shown
                assert sorted(few(model.objects.filter(each_in(["lion"], *fields)), 100)) == []
                found[model, council] = len(shown)
    for model, _, fields in SEARCHED:
        seen = [found[model, council] for council in (None, *two)]
        with within(EVERYTHING):
            everything = len(few(model.objects.filter(each_in(["zebra"], *fields)), 100))
        assert seen[0] < everything and seen[2] < everything and seen[0] < seen[2]


def test_short_words_are_found_as_the_rules_show_them(db):
    assert_found_as_by_the_plain_question(make_two_teams())


@pytest.mark.parametrize(("model", "index", "fields"), SEARCHED)
def test_the_index_of_words_is_used_past_the_rule_and_only_so(db, model, index, fields):
    rows = model.objects.filter(each_in(["recruit", "of"], *fields)).order_by().values("pk")
    with within(PUBLIC), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert words_first(rows).explain().count(f"Bitmap Index Scan on {index}") >= len(fields)
        assert index not in rows.explain()


def test_a_table_that_is_not_searched_can_not_be_asked_so(db):
    with pytest.raises(DatabaseError, match="searched_accounts_post"), transaction.atomic():
        list(words_first(Post.objects.all()))


@pytest.mark.parametrize("table", policies.of_the_apps("SEARCHED"))
def test_a_view_of_words_can_be_read_and_nothing_else_and_by_the_service_alone(db, table):
    view = f"row_rules.searched_{table}"
    with connection.cursor() as cursor:
        for attack in (
            f"UPDATE {view} SET id = id",
            f"DELETE FROM {view}",
            f"INSERT INTO {view} (id) VALUES (0)",
            f"DROP VIEW {view}",
            f"CREATE OR REPLACE VIEW {view} AS SELECT 1",
        ):
            with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
                cursor.execute(attack)
        cursor.execute(
            "SELECT grantee, privilege_type FROM information_schema.table_privileges "
            "WHERE table_schema = 'row_rules' AND table_name = %s",
            [f"searched_{table}"],
        )
        assert cursor.fetchall() == [(ROLE, "SELECT")]


def test_where_there_are_no_rules_the_table_itself_is_asked(settings):
    rows = Action.objects.all()
    assert 'FROM "row_rules"."searched_actions_action"' in str(words_first(rows).query)
    settings.ROW_SECURITY = False
    assert words_first(rows) is rows
