from django.db import migrations

from accounts.quiet_migrations import AddWordIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("inspections", "0003_history_of_named_bodies")]

    operations = [AddWordIndexConcurrently("area", "words_of_areas", ["words", "theme", "section"])]
