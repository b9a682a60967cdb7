from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self):
        # Importing them tells accounts.jobs who freezes papers, and the reminders who asks for answers.
        from scrutiny import chasing, freezing  # noqa: F401
