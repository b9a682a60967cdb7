"""Search on PostgreSQL by indexes of words, and without them; and given up when it takes too long."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q

from accounts.database_roles import as_owner
from accounts.quiet_migrations.operations import analyzed
from actions import search
from actions.models import Action, ProgressUpdate
from actions.models.words import by_index, each_in, may_hold
from actions.views import search as door
from inspections.models import Area
from tests.factories import make_area

pytestmark = pytest.mark.postgres

INDEXED = [
    (Action, "words_of_actions", ("title", "task", "good_looks_like")),
    (Area, "words_of_areas", ("words", "theme", "section")),
    (ProgressUpdate, "words_of_updates", ("note", "impact")),
]
OF_FIGURES = [
    (Action, "figures_of_actions", ("title", "task", "good_looks_like")),
    (Area, "figures_of_areas", ("words",)),
    (ProgressUpdate, "figures_of_updates", ("note", "impact")),
]


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.owner(reason="under rules the words are found by views, as test_words_first.py shows")
@pytest.mark.parametrize(("model", "index", "fields"), INDEXED)
def test_words_are_looked_up_in_the_index(db, model, index, fields):
    run("SET LOCAL enable_seqscan = off")
    rows = model.objects.filter(each_in(["recruit", "of"], *fields)).order_by()
    plan = rows.explain()
    assert plan.count(f"Bitmap Index Scan on {index}") >= len(fields)


@pytest.mark.owner(reason="under rules the words are found by views, as test_words_first.py shows")
@pytest.mark.parametrize(("model", "index", "fields"), OF_FIGURES)
def test_figures_are_looked_up_in_theirs(db, model, index, fields):
    run("SET LOCAL enable_seqscan = off")
    plan = model.objects.filter(by_index("1.1", *fields)).order_by().explain()
    assert plan.count(f"Bitmap Index Scan on {index}") == len(fields)


def test_a_rare_word_narrows_a_question_over_two_tables_to_keys(team):
    action = team.open_action(title="Recruit foster carers")
    other = team.open_action(title="Nothing of the kind")
    assert list(Action.objects.filter(may_hold(["of", "foster"]))) == [action]
    assert set(Action.objects.filter(may_hold(["of"]))) == {action, other}
    by_area = Action.objects.filter(may_hold(["oversight"]))
    assert set(by_area) == {action, other}


def test_a_common_word_narrows_nothing(team, monkeypatch):
    for most in ("MOST_ACTIONS", "MOST_AREAS"):
        monkeypatch.setattr(f"actions.models.words.{most}", 1)
    action = team.open_action(title="Recruit foster carers")
    assert list(Action.objects.filter(may_hold(["recruit"]))) == [action]
    other = team.open_action(title="Recruit social workers")
    team.open_action(title="Neither")
    # Common in actions alone, it leaves no keys but a condition; common in areas, not even that.
    assert set(Action.objects.filter(may_hold(["recruit"]))) == {action, other}
    for _ in range(2):
        make_area(team.area.inspection, words="How to recruit")
    assert may_hold(["recruit"]) == Q()


def test_of_a_common_word_the_latest_are_found_whether_they_are_near_or_far(team, monkeypatch):
    wanted = [team.open_action(title=f"Recruit {number}") for number in range(6)]
    monkeypatch.setattr(search, "MOST_LOOKED_AT", 2)
    for most, windows in [(2, (3, 5)), (2, (1, 3)), (3, (1, 2)), (6, (1, 2)), (9, (1, 2))]:
        monkeypatch.setattr(search, "MOST_FOUND", most)
        monkeypatch.setattr(search, "WINDOWS", windows)
        assert list(search.actions(team.lead, ["recruit"])) == wanted[-most:]


@pytest.mark.owner(reason="makes a table")
def test_a_table_is_looked_at_once_it_holds_rows_and_not_before(db):
    """Of one that it saw empty PostgreSQL would plan to read the whole for each row that is asked for."""
    run("CREATE TABLE of_a_test (id bigint PRIMARY KEY)")
    run(analyzed("of_a_test"))
    asked = "EXPLAIN SELECT FROM of_a_test WHERE id = 1"
    known = "SELECT reltuples FROM pg_class WHERE relname = 'of_a_test'"
    with connection.cursor() as cursor:
        assert "Index" in cursor.execute(asked).fetchone()[0]
        assert cursor.execute(known).fetchone()[0] == -1
    run("INSERT INTO of_a_test VALUES (1), (2)", analyzed("of_a_test"))
    with connection.cursor() as cursor:
        assert cursor.execute(known).fetchone()[0] == 2


@pytest.fixture
def held_table(db):
    """Everybody else waits for it: the surest way to take too long."""
    place = connection.get_connection_params()
    names = ("dbname", "host", "port", "user", "password")
    other = psycopg.connect(**{name: place[name] for name in names if name in place})
    other.execute("LOCK TABLE actions_action IN ACCESS EXCLUSIVE MODE")
    yield
    other.close()


def test_a_search_that_takes_too_long_ends_with_a_sentence(client, held_table, monkeypatch):
    monkeypatch.setattr(door, "LONGEST_SECONDS", 0.05)
    answer = client.get("/search/", {"q": "recruit"})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "This search takes too long. Use more of the words, or rarer ones." in page
    assert "0 found" not in page and 'value="recruit"' in page


@pytest.mark.django_db(transaction=True)
def test_the_api_says_that_it_takes_too_long(client, held_table):
    run("SET statement_timeout = '50ms'")
    try:
        answer = client.get("/api/v1/actions/", {"search": "recruit"})
    finally:
        run("RESET statement_timeout")
    assert answer.status_code == 503
    assert answer.json()["type"].endswith("takes-too-long")
    assert "more or rarer words" in answer.json()["detail"]


@pytest.mark.django_db(transaction=True)
@as_owner()
def test_without_the_extension_migrating_goes_on_and_a_command_makes_up_for_it(capsys):
    loader = MigrationLoader(connection)
    state = loader.project_state()
    in_use = loader.disk_migrations["actions", "0018_words_of_updates"].operations[-1]
    new = loader.disk_migrations["actions", "0001_squashed_0021_first_rows_by_day"].operations[-1]
    run("DROP EXTENSION pg_trgm CASCADE", "CREATE ROLE of_a_test", "SET ROLE of_a_test")
    try:
        for operation, atomic in ((in_use, False), (new, True)):
            with connection.schema_editor(atomic=atomic) as editor:
                operation.database_forwards("actions", editor, state, state)
                run("SELECT 1")
            assert "Ask its administrator for CREATE EXTENSION pg_trgm" in capsys.readouterr().err
    finally:
        run("RESET ROLE", "DROP ROLE of_a_test")
        call_command("search_indexes")
    assert "words_of_updates is there." in capsys.readouterr().out
    half = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'words_of_areas'::regclass"
    run(half)
    call_command("search_indexes")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_index JOIN pg_class ON oid = indexrelid"
            " WHERE relname ~ '^(words|figures)_of_' AND indisvalid"
        )
        assert cursor.fetchone()[0] == len([*INDEXED, *OF_FIGURES])
