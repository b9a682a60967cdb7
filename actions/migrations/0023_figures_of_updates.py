from django.db import migrations

from accounts.quiet_migrations import AddFigureIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0022_figures_of_actions")]

    operations = [AddFigureIndexConcurrently("progressupdate", "figures_of_updates", ["note", "impact"])]
