from django.db import migrations

from accounts.sealing import seal

# What sealed words begin with: the version and the first bytes of the time of their making.
SEALED = "gAAAA"


def seal_what_lies_open(apps, schema_editor):
    for factor in apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes")):
        for name in ("secret", "seed"):
            if name in factor.data and not factor.data[name].startswith(SEALED):
                factor.data[name] = seal(factor.data[name])
                factor.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_sessions"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_what_lies_open, migrations.RunPython.noop)]
