from django.db import migrations

from accounts.quiet_migrations import AddFigureIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("inspections", "0001_squashed_0004_words_of_areas")]

    operations = [AddFigureIndexConcurrently("area", "figures_of_areas", ["words"])]
