from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "inspections"

    def ready(self):
        # Importing it tells accounts.jobs who reads reports.
        from inspections import report_import  # noqa: F401
