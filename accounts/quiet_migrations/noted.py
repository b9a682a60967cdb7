"""What a database says of itself when it is up to date."""

from django.db.migrations.loader import MigrationLoader


def noted_when_up_to_date():
    """{(app, name)}, without those that stand for others.

    Where the others were made one by one, such a one is noted only when somebody migrates again. Where it was
    made itself, the others are noted as well.
    """
    disk = MigrationLoader(None).disk_migrations
    return {key for key, migration in disk.items() if not migration.replaces}
