from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"

    def ready(self):
        # Importing it tells accounts.jobs who brings in large spreadsheets.
        from actions import plan_import  # noqa: F401
