from django.db import migrations

from accounts.quiet_migrations import AddFigureIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0001_squashed_0021_first_rows_by_day")]

    operations = [
        AddFigureIndexConcurrently("action", "figures_of_actions", ["title", "task", "good_looks_like"])
    ]
