"""The rules for rows, as policies of PostgreSQL: gathered from the apps, put there all at once."""

import hashlib
from importlib import import_module

from django.apps import apps

from accounts.quiet_migrations.operations import analyzed
from accounts.row_security.words import SCHEMA, SEES_EVERYTHING, TRIGGERS
from accounts.row_security.words_first import view_of

# What lies lower comes first: a view may ask those before it.
VIEWS_BEFORE = ("accounts", "inspections", "actions", "scrutiny")
_COMMANDS = {
    "seen": "FOR SELECT USING ({everything} OR {read})",
    "added": "FOR INSERT WITH CHECK ({everything} OR {write})",
    "changed": "FOR UPDATE USING ({everything} OR {write})",
    "removed": "FOR DELETE USING ({everything} OR {write})",
}


def of_the_apps(name):
    """{table: rule}, {view: query} or {table: reason}, of every app that has a module `row_policies`."""
    found = {}
    for app in VIEWS_BEFORE:
        found |= getattr(policies_of(app), name)
    return found


def questions():
    return [each for app in VIEWS_BEFORE for each in policies_of(app).FUNCTIONS]


def kept():
    return [each for app in VIEWS_BEFORE for each in policies_of(app).KEPT]


def policies_of(app):
    return import_module(f"{apps.get_app_config(app).name}.row_policies")


def statements(quoted, role):
    """Everything anew: the views, then the policies that ask them. `role` is that of the service."""
    yield f"CREATE SCHEMA {SCHEMA}"
    for each in kept():
        yield from each.statements()
        yield analyzed(f"{SCHEMA}.{each.name}")
    for view, query in of_the_apps("VIEWS").items():
        yield f"CREATE VIEW {SCHEMA}.{view} AS {query}"
    for question in questions():
        yield question.sql()
    # Whoever may read a table needs what its rule asks; it holds numbers only.
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO PUBLIC"
    for table in of_the_apps("SEARCHED"):
        yield _searched(table)
        # These hold words: nobody else has any business with them.
        yield f"GRANT SELECT ON {SCHEMA}.{view_of(table)} TO {quoted(role)}"
    for table, rule in of_the_apps("RULES").items():
        for name, command in _COMMANDS.items():
            said = command.format(
                everything=SEES_EVERYTHING, read=f"({rule.read})", write=f"({rule.writing})"
            )
            yield f"CREATE POLICY followthrough_{name} ON {quoted(table)} {said}"
        yield f"ALTER TABLE {quoted(table)} ENABLE ROW LEVEL SECURITY"
    yield f"COMMENT ON SCHEMA {SCHEMA} IS '{_mark(role)}'"


def _searched(table):
    """See accounts.row_security.words_first. It is the owner's: the rule of the table does not hold in it."""
    columns, rule = ", ".join(of_the_apps("SEARCHED")[table]), of_the_apps("RULES")[table]
    shown = f"SELECT {columns} FROM public.{table} WHERE {SEES_EVERYTHING} OR ({rule.read})"  # noqa: S608
    return f"CREATE VIEW {SCHEMA}.{view_of(table)} AS {shown}"


def taken_away(cursor):
    """The statements that take away what is there, of this version or an older one."""
    cursor.execute(
        "SELECT tablename, policyname FROM pg_policies "
        "WHERE schemaname = 'public' AND policyname LIKE 'followthrough\\_%%'"
    )
    quoted, policies = cursor.db.ops.quote_name, cursor.fetchall()
    yield from (f"DROP POLICY {quoted(policy)} ON {quoted(table)}" for table, policy in policies)
    yield from (
        f"ALTER TABLE {quoted(table)} DISABLE ROW LEVEL SECURITY"
        for table in sorted({t for t, _ in policies})
    )
    yield f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"


def are_there(cursor, role):
    """As this version wants them: none lost, none left over, none switched off."""
    cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [SCHEMA])
    if cursor.fetchone()[0] != _mark(role):
        return False
    cursor.execute(
        "SELECT tablename, count(*) FROM pg_policies JOIN pg_class ON relname = tablename "
        "AND relnamespace = 'public'::regnamespace AND relrowsecurity "
        "WHERE schemaname = 'public' AND policyname LIKE 'followthrough\\_%%' GROUP BY tablename"
    )
    if dict(cursor.fetchall()) != dict.fromkeys(of_the_apps("RULES"), len(_COMMANDS)):
        return False
    cursor.execute(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled = 'A' AND tgname LIKE %s",
        [f"{TRIGGERS}%"],
    )
    adding = {(source.table, f"{TRIGGERS}{each.name}") for each in kept() for source in each.sources}
    return set(cursor.fetchall()) == adding


def are_gone(cursor):
    cursor.execute("SELECT to_regnamespace(%s) IS NULL", [SCHEMA])
    return cursor.fetchone()[0]


def _mark(role):
    """Changes with every letter of a rule."""
    wanted = [str(_COMMANDS), SEES_EVERYTHING, role]
    wanted += [statement for each in kept() for statement in each.statements()]
    wanted += [f"{view} {query}" for view, query in of_the_apps("VIEWS").items()]
    wanted += [question.sql() for question in questions()]
    wanted += [_searched(table) for table in of_the_apps("SEARCHED")]
    wanted += [f"{table} {rule}" for table, rule in of_the_apps("RULES").items()]
    return hashlib.sha256("\n".join(wanted).encode()).hexdigest()
