"""What is missing before the service may work as a role that owns nothing; each step says itself in words."""

from dataclasses import dataclass

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from accounts.database_roles import policies, privileges
from accounts.quiet_migrations.patience import patiently

# What would let a role out of everything else that is said here.
DANGEROUS = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
    "rolreplication": "REPLICATION",
}
RIGHTS_TO_COME = "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO"


class CannotSetUp(Exception):
    """With a sentence that says what to do."""


@dataclass(frozen=True)
class Step:
    words: str
    statements: tuple


def missing(reader=""):
    """The steps still to be taken, in their order. To be asked `as_owner`."""
    connection = connections[DEFAULT_DB_ALIAS]
    _must_be_possible(connection)
    everyday = settings.DATABASES[DEFAULT_DB_ALIAS]
    role = everyday["USER"]
    with connection.cursor() as cursor:
        yield from _role(cursor, role, everyday["PASSWORD"])
        yield from _closed_to_everybody(cursor)
        yield from _rights(cursor, role, privileges.of_the_application)
        yield from _rights_to_come(cursor, role)
        yield from _rules_for_rows(cursor, role)
        if reader:
            yield from _role(cursor, reader, "")
            yield from _rights(cursor, reader, privileges.of_reports)
            yield from _sees_everything(cursor, reader)


def carry_out(step, patience, tell):
    """All of it or nothing. For `patience` seconds it asks again for tables that somebody else is using."""
    connection = connections[DEFAULT_DB_ALIAS]

    def now():
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in step.statements:
                cursor.execute(statement)

    try:
        patiently(connection, now, patience, tell)
    except DatabaseError as reason:
        # The first line; what follows may hold the statement, and with it a password.
        sentence = str(reason).strip().splitlines()[0]
        raise CannotSetUp(f"{step.words}: PostgreSQL refused it. {sentence}.") from None


def _must_be_possible(connection):
    if connection.vendor != "postgresql":
        raise CannotSetUp(
            "Roles are for PostgreSQL, and this installation uses SQLite. There is nothing to do."
        )
    if settings.DATABASE_OWNER is None:
        raise CannotSetUp(
            "Set DATABASE_OWNER_URL to the address of the role that owns the tables, and DATABASE_URL to "
            "that of the role the service is to work as."
        )
    if "accounts_user" not in connection.introspection.table_names():
        raise CannotSetUp("There are no tables yet. Run manage.py migrate first.")


def _role(cursor, role, password):
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    (may_create,) = cursor.fetchone()
    cursor.execute("SELECT * FROM pg_roles WHERE rolname = %s", [role])
    columns, found = [column.name for column in cursor.description], cursor.fetchone()
    quoted = cursor.db.ops.quote_name
    if found is None:
        if not may_create:
            raise CannotSetUp(
                f"There is no role {role}, and this owner may not make one. Ask an administrator of "
                f"PostgreSQL for: CREATE ROLE {quoted(role)} LOGIN PASSWORD '…'"
            )
        yield Step(f"Make the role {role}", (_creation(cursor, role, password),))
        return
    held = dict(zip(columns, found, strict=True))
    words = [word for name, word in DANGEROUS.items() if held[name]]
    if words:
        yield Step(
            f"Take {', '.join(words)} from the role {role}",
            (f"ALTER ROLE {quoted(role)} {' '.join(f'NO{word}' for word in words)}",),
        )
    cursor.execute("SELECT pg_has_role(%s, current_user, 'MEMBER')", [role])
    if cursor.fetchone() == (True,) and "SUPERUSER" not in words:
        yield Step(
            f"End the membership of {role} in the role that owns the tables",
            (f"REVOKE {quoted(_current(cursor))} FROM {quoted(role)}",),
        )


def _creation(cursor, role, password):
    """Hashed here, so that neither a log of statements nor an error holds the password."""
    created = f"CREATE ROLE {cursor.db.ops.quote_name(role)} LOGIN"
    if not password:
        return created
    server = cursor.db.connection.pgconn
    hashed = server.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    return f"{created} PASSWORD '{hashed}'"


def _current(cursor):
    cursor.execute("SELECT current_user")
    return cursor.fetchone()[0]


def _closed_to_everybody(cursor):
    """No role makes anything in this database because it is anybody's right."""
    quoted = cursor.db.ops.quote_name
    cursor.execute(
        """
        SELECT current_database(), EXISTS (
            SELECT FROM pg_database AS found, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS given
            WHERE datname = current_database() AND grantee = 0 AND privilege_type IN ('CREATE', 'TEMPORARY')
        ), EXISTS (
            SELECT FROM pg_namespace AS found, aclexplode(nspacl) AS given
            WHERE nspname = 'public' AND grantee = 0 AND privilege_type = 'CREATE'
        )
        """
    )
    name, anybody_in_database, anybody_in_schema = cursor.fetchone()
    if anybody_in_database:
        yield Step(
            "Let nobody make tables of their own because anybody may",
            (f"REVOKE CREATE, TEMPORARY ON DATABASE {quoted(name)} FROM PUBLIC",),
        )
    if anybody_in_schema:
        yield Step(
            "Let nobody add to the schema public because anybody may",
            ("REVOKE CREATE ON SCHEMA public FROM PUBLIC",),
        )


def _rights(cursor, role, wanted_of):
    if not _exists(cursor, role):
        # Made by an earlier step: what it may do is looked at in the next round.
        return
    cursor.execute(
        "SELECT has_schema_privilege(%s, 'public', 'USAGE'), "
        "has_database_privilege(%s, current_database(), 'CONNECT')",
        [role, role],
    )
    uses, connects = cursor.fetchone()
    quoted = cursor.db.ops.quote_name
    if not uses:
        yield Step(
            f"Let {role} look into the schema public", (f"GRANT USAGE ON SCHEMA public TO {quoted(role)}",)
        )
    if not connects:
        yield Step(
            f"Let {role} connect",
            (f"GRANT CONNECT ON DATABASE {quoted(cursor.db.settings_dict['NAME'])} TO {quoted(role)}",),
        )
    for statement in privileges.statements(cursor, role, wanted_of):
        yield Step(statement.replace('"', ""), (statement,))


def _exists(cursor, role):
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
    return cursor.fetchone()[0]


def _rights_to_come(cursor, role):
    """For tables of later migrations; `migrate` takes away again what an append-only one must not give."""
    if not _exists(cursor, role):
        return
    cursor.execute(
        """
        SELECT count(DISTINCT privilege_type) FROM pg_default_acl, aclexplode(defaclacl)
        WHERE defaclobjtype = 'r' AND defaclnamespace = 'public'::regnamespace
            AND defaclrole = current_user::regrole AND grantee = %s::regrole
        """,
        [cursor.db.ops.quote_name(role)],
    )
    if cursor.fetchone()[0] < 4:
        yield Step(
            f"Let {role} work with the tables of later migrations",
            (f"{RIGHTS_TO_COME} {cursor.db.ops.quote_name(role)}",),
        )


def _rules_for_rows(cursor, role):
    """In one step: nothing is shown to the wrong eyes, nor hidden from the right ones, in between."""
    if not settings.ROW_SECURITY:
        if not policies.are_gone(cursor):
            yield Step("Take the rules for rows away", tuple(policies.taken_away(cursor)))
        return
    if not policies.are_there(cursor, role):
        fresh = policies.statements(cursor.db.ops.quote_name, role)
        yield Step("Put the rules for rows there", (*policies.taken_away(cursor), *fresh))


def _sees_everything(cursor, role):
    """Reports are about all organisations, unless whoever writes one says otherwise."""
    said = "followthrough.scope=everything"
    cursor.execute("SELECT %s = ANY (rolconfig) FROM pg_roles WHERE rolname = %s", [said, role])
    if cursor.fetchone() not in ((True,), None):
        yield Step(
            f"Let {role} see the rows of all organisations",
            (f"ALTER ROLE {cursor.db.ops.quote_name(role)} SET followthrough.scope = 'everything'",),
        )
