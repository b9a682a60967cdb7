"""`history = HistoricalRecords()`: simple_history's, without making a class anew whenever a row is saved."""

from functools import cache

from simple_history import manager, models


class HistoryManager(manager.HistoryManager):
    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


class HistoricalRecords(models.HistoricalRecords):
    def __init__(self, **given):
        super().__init__(history_manager=HistoryManager, **given)
