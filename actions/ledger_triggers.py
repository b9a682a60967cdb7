"""What the database itself refuses: to change or remove a row of a table that is only ever added to.

Used by migrations. SQLite forgets a table's triggers when a later migration remakes the table, so such a
migration must make them again; `check_ledger` and a test say so when one is missing.
"""

_SQLITE = {
    # Replacing an existing row deletes it without a word unless recursive_triggers is on: so look beforehand.
    "insert": """
        CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id{twin})
        BEGIN SELECT RAISE(ABORT, '{table} is append-only: this row exists'); END""",
    "update": """
        CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only: no row is changed'); END""",
    "delete": """
        CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only: no row is removed'); END""",
}
_SQLITE_NAMES = ("replaced", "updated", "deleted")
_POSTGRESQL = """
    CREATE OR REPLACE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{table} is append-only: % refused', TG_OP; END $$;
    CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only();
    CREATE TRIGGER {table}_never_truncated BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only();
"""
_POSTGRESQL_NAMES = ("changed", "truncated")
_POSTGRESQL_PARENT = """
    CREATE OR REPLACE FUNCTION {table}_keeps_its_ledger() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF {hanging} THEN RAISE EXCEPTION '{table}: a row with a ledger is not removed'; END IF;
        RETURN OLD;
    END $$;
    CREATE TRIGGER {table}_never_orphaning BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_keeps_its_ledger();
"""


_POSTGRESQL_PLACE = """
    CREATE OR REPLACE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF TG_OP = 'UPDATE' AND OLD.{column} IS NULL AND NEW.{column} IS NOT NULL
            AND NEW.{key} = OLD.{key} THEN RETURN NEW;
        END IF;
        RAISE EXCEPTION '{table} is append-only but for {column}, once: % refused', TG_OP;
    END $$;
    CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only();
    CREATE TRIGGER {table}_never_truncated BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only();
"""
_SQLITE_PLACE = {
    "insert": """
        CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} OR {column} = NEW.{column})
        BEGIN SELECT RAISE(ABORT, '{table} is append-only: this row exists'); END""",
    "update": """
        CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table}
        WHEN OLD.{column} IS NOT NULL OR NEW.{column} IS NULL OR NEW.{key} <> OLD.{key}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only but for {column}, once'); END""",
    "delete": _SQLITE["delete"],
}


def protect(schema_editor, table, twins=()):
    """`twins`: in SQL, what besides its id makes a row one that NEW could be put in the place of."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL.format(table=table), params=None)
        return
    twin = "".join(f" OR ({condition})" for condition in twins)
    for statement in _SQLITE.values():
        schema_editor.execute(statement.format(table=table, twin=twin))


def protect_but_for_a_place(schema_editor, table, key, column):
    """For a table whose rows get one thing later, once: where `column` was null it may be filled."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL_PLACE.format(table=table, key=key, column=column), params=None)
        return
    for statement in _SQLITE_PLACE.values():
        schema_editor.execute(statement.format(table=table, key=key, column=column))


def release(schema_editor, table):
    """For going back over a migration, and for emptying a test's database."""
    if schema_editor.connection.vendor == "postgresql":
        for name in _POSTGRESQL_NAMES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_never_{name} ON {table}")
        return
    for name in _SQLITE_NAMES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_never_{name}")


def keep_parents(schema_editor, table, children, column):
    """No row goes while another table's rows hang on it, even where foreign keys are switched off."""
    # Names of our own tables, written in a migration: nobody types them.
    hanging = f"EXISTS (SELECT 1 FROM {children} WHERE {column} = OLD.id)"  # noqa: S608
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL_PARENT.format(table=table, hanging=hanging), params=None)
        return
    schema_editor.execute(
        f"CREATE TRIGGER {table}_never_orphaning BEFORE DELETE ON {table} WHEN {hanging} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: a row with a ledger is not removed'); END"
    )


def let_parents_go(schema_editor, table):
    of = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_never_orphaning{of}")


def missing(connection, table):
    """The names of the triggers that ought to protect the table and are not there, or are switched off."""
    is_postgresql = connection.vendor == "postgresql"
    wanted = {f"{table}_never_{name}" for name in (_POSTGRESQL_NAMES if is_postgresql else _SQLITE_NAMES)}
    found = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'"
        if is_postgresql
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(found, [table])
        return sorted(wanted - {name for (name,) in cursor.fetchall()})
