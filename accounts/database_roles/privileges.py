"""What a role may do with each table, and the statements that make it so."""

from dataclasses import dataclass

from django.apps import apps

READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
KNOWN = (READ, ADD, CHANGE, REMOVE, "TRUNCATE", "REFERENCES", "TRIGGER")
# Which migrations have been applied is for the owner to write.
READ_ONLY = {"django_migrations"}
# Of no use for a report, and of use to a thief.
NEVER_REPORTED = {
    "accounts_apitoken", "accounts_invitation", "accounts_keptanswer", "accounts_signinlimit",
    "account_emailaddress", "account_emailconfirmation", "actions_calendaraddress", "actions_digest",
    "actions_draft", "actions_planimport", "actions_upload", "actions_webhook", "actions_historicalwebhook",
    "cache", "django_session", "mfa_authenticator", "scrutiny_subscription", "scrutiny_subscriptionnotice",
    "socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken",
}  # fmt: skip
NEVER_REPORTED_COLUMNS = {"accounts_user": {"password"}, "accounts_job": {"input", "result"}}

_GRANTED = """
    SELECT class.relname, known.privilege
    FROM pg_class AS class CROSS JOIN unnest(%s::text[]) AS known(privilege)
    WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p')
        AND has_table_privilege(%s, class.oid, known.privilege)
"""
_GRANTED_COLUMNS = """
    SELECT class.relname, attribute.attname, known.privilege
    FROM pg_class AS class
    JOIN pg_attribute AS attribute
        ON attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
    CROSS JOIN unnest(%s::text[]) AS known(privilege)
    WHERE class.relnamespace = 'public'::regnamespace AND class.relname = ANY(%s)
        AND has_column_privilege(%s, class.oid, attribute.attnum, known.privilege)
"""
_TABLES = """
    SELECT class.relname, array_agg(attribute.attname ORDER BY attribute.attnum)
    FROM pg_class AS class
    JOIN pg_attribute AS attribute
        ON attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
    WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p')
    GROUP BY class.relname ORDER BY class.relname
"""


@dataclass(frozen=True)
class Wanted:
    """On a whole table, and on columns of it: {privilege: columns}."""

    table: frozenset
    columns: dict


def of_the_application(table, columns):
    if table in READ_ONLY:
        return Wanted(frozenset({READ}), {})
    kept = append_only().get(table)
    if kept is not None:
        return Wanted(frozenset({READ, ADD}), {CHANGE: frozenset(kept)} if kept else {})
    return Wanted(frozenset({READ, ADD, CHANGE, REMOVE}), {})


def of_reports(table, columns):
    if table in NEVER_REPORTED:
        return Wanted(frozenset(), {})
    if left_out := NEVER_REPORTED_COLUMNS.get(table):
        return Wanted(frozenset(), {READ: frozenset(columns) - left_out})
    return Wanted(frozenset({READ}), {})


def append_only():
    """{table: columns that may be filled later} of what is only ever added to."""
    found = {}
    for model in apps.get_models():
        rows = model._default_manager.none()
        if getattr(rows, "is_append_only", False):
            found[model._meta.db_table] = rows.filled_later
    return found


def tables(cursor):
    cursor.execute(_TABLES)
    return dict(cursor.fetchall())


def statements(cursor, role, wanted_of):
    """[(what, SQL)] for every privilege that the role lacks, or has and should not."""
    there = tables(cursor)
    cursor.execute(_GRANTED, [list(KNOWN), role])
    granted = {}
    for table, privilege in cursor.fetchall():
        granted.setdefault(table, set()).add(privilege)
    quoted = cursor.db.ops.quote_name
    found = []
    for table, columns in there.items():
        wanted, has = wanted_of(table, columns), granted.get(table, set())
        if extra := sorted(has - wanted.table):
            found.append(_step("REVOKE", extra, quoted(table), role, quoted))
        if lacking := sorted(wanted.table - has):
            found.append(_step("GRANT", lacking, quoted(table), role, quoted))
        if wanted.columns and not extra:
            found += _of_columns(cursor, table, wanted, role, quoted)
        elif wanted.columns:
            found += [
                _columns("GRANT", each, names, table, role, quoted) for each, names in wanted.columns.items()
            ]
    return found


def _of_columns(cursor, table, wanted, role, quoted):
    cursor.execute(_GRANTED_COLUMNS, [list(wanted.columns), [table], role])
    has = {}
    for _, column, privilege in cursor.fetchall():
        has.setdefault(privilege, set()).add(column)
    for privilege, names in wanted.columns.items():
        if extra := has.get(privilege, set()) - names:
            yield _columns("REVOKE", privilege, extra, table, role, quoted)
        if lacking := names - has.get(privilege, set()):
            yield _columns("GRANT", privilege, lacking, table, role, quoted)


def _step(verb, privileges, table, role, quoted):
    side = "TO" if verb == "GRANT" else "FROM"
    return f"{verb} {', '.join(privileges)} ON {table} {side} {quoted(role)}"


def _columns(verb, privilege, names, table, role, quoted):
    listed = ", ".join(quoted(name) for name in sorted(names))
    side = "TO" if verb == "GRANT" else "FROM"
    return f"{verb} {privilege} ({listed}) ON {quoted(table)} {side} {quoted(role)}"
