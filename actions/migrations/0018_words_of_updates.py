from django.db import migrations

from accounts.quiet_migrations import AddWordIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0017_words_of_actions")]

    operations = [AddWordIndexConcurrently("progressupdate", "words_of_updates", ["note", "impact"])]
