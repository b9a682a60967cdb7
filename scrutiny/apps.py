from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self):
        # Importing it tells accounts.jobs who freezes papers.
        from scrutiny import freezing  # noqa: F401
