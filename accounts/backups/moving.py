"""From one kind of database to the other, row by row, and proved equal before it counts."""

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from accounts.backups.databases import another_connection, still_picture
from accounts.backups.fingerprints import ROWS_AT_A_TIME, differences, fingerprint, tables
from accounts.backups.refusal import CannotBackUp
from accounts.database_roles import as_owner


@as_owner()
def move_to(database, tell=lambda sentence: None):
    """Copies everything into an empty database, in one transaction there. What is here stays as it is."""
    with another_connection("moved", database) as target:
        if connections[target].vendor == connections[DEFAULT_DB_ALIAS].vendor:
            raise CannotBackUp("Both are databases of one kind: use manage.py backup and restore.")
        return move(DEFAULT_DB_ALIAS, target, tell)


def move(source, target, tell):
    """Answers {table: number of rows}."""
    tell("Making the tables")
    call_command("migrate", database=target, interactive=False, verbosity=0)
    _must_be_empty(target)
    with still_picture(source), transaction.atomic(using=target):
        _copy(source, target, tell)
        tell("Comparing both")
        there = fingerprint(target)
        told = differences(fingerprint(source), there)
        if told:
            raise CannotBackUp(f"The copy is not equal, so it was taken back. {'; '.join(told)}.")
    return {table: line["rows"] for table, line in there.items()}


def _must_be_empty(target):
    people = models.QuerySet(_model("accounts_user"), using=target)
    places = models.QuerySet(_model("accounts_organisation"), using=target)
    if people.exists() or places.exists():
        raise CannotBackUp("The other database holds people or organisations already. Give an empty one.")


def _model(table):
    return next(model for model in tables() if model._meta.db_table == table)


def _copy(source, target, tell):
    connection = connections[target]
    for model in tables():
        # What migrations put there, such as names of models, comes again with the rows from here.
        models.QuerySet(model, using=target)._raw_delete(target)
    for model in tables():
        tell(f"Copying {model._meta.db_table}")
        _copy_table(model, source, target)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _copy_table(model, source, target):
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    rows, batch = models.QuerySet(model, using=source).order_by("pk"), []
    for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        batch.append(row)
        if len(batch) == ROWS_AT_A_TIME:
            _insert(model, fields, batch, target)
            batch = []
    if batch:
        _insert(model, fields, batch, target)


def _insert(model, fields, batch, target):
    """Raw: no default, no moment of now and no rule of a model gets between the row and its copy."""
    models.QuerySet(model, using=target)._insert(batch, fields=fields, using=target, raw=True)
