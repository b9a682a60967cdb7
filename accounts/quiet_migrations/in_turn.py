"""The migrations one by one, without those that stand for several in a new database."""

from django.db.migrations.loader import MigrationLoader


class InTurn(MigrationLoader):
    """What comes after one that stands for several comes after the last of these."""

    def load_disk(self):
        super().load_disk()
        found = self.disk_migrations.items()
        last = {key: migration.replaces[-1] for key, migration in found if migration.replaces}
        self.disk_migrations = {key: migration for key, migration in found if key not in last}
        for migration in self.disk_migrations.values():
            migration.dependencies = [last.get(each, each) for each in migration.dependencies]
