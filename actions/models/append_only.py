"""Tables that are only ever added to. The database refuses the rest by triggers; this says so before."""

from django.db import models

from actions.refusals import AppendOnly


def _refused(self, *args, **kwargs):
    raise AppendOnly(
        f"{self.model.__name__} is append-only: rows are added by verbs, never changed or removed."
    )


class AppendOnlyQuerySet(models.QuerySet):
    """`create` stays, for the one function that writes rows."""

    # On PostgreSQL the service has no right to more: see accounts.database_roles.
    is_append_only = True
    filled_later = ()

    update = delete = bulk_create = bulk_update = _refused
    get_or_create = update_or_create = _refused
    aupdate = adelete = abulk_create = abulk_update = aget_or_create = aupdate_or_create = _refused
    _raw_delete = _update = _refused


def save_once(row, save, *args, **kwargs):
    """Lets a row be saved the first time only."""
    if not row._state.adding or kwargs.get("force_update") or kwargs.get("update_fields"):
        raise AppendOnly(f"{type(row).__name__} is append-only: this row is written already.")
    return save(*args, force_insert=True)


def refuse_delete(row):
    raise AppendOnly(f"{type(row).__name__} is append-only: no row is removed.")
