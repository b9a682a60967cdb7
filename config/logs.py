"""The settings of the log. docs/watching.md names the events and says what never stands in a line."""

from logging.config import dictConfig

from config.watching import lines

EVERYTHING, TROUBLE = "everything", "trouble"


class Settings:
    def __init__(self, environment, is_local, debug):
        """Locally only trouble is told: whoever tries the service out would not see it among the rest."""
        self.requests = environment.one_of(
            "LOG_REQUESTS", TROUBLE if is_local else EVERYTHING, (EVERYTHING, TROUBLE)
        )
        self.format = environment.one_of("LOG_FORMAT", "plain" if is_local else "json", ("plain", "json"))
        self.level = environment.one_of(
            "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR", "debug", "info", "warning", "error")
        ).upper()
        self.tells_all = debug

    def as_dict(self, more_handlers=None):
        more = more_handlers or {}
        ours = {"handlers": ["stderr", *more], "propagate": False}
        return {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "lines": {
                    "()": "config.watching.lines.formatter",
                    "is_plain": self.format == "plain",
                    "tells_all": self.tells_all,
                }
            },
            "filters": {
                "arguments": {"()": lambda: lines.keep_arguments},
                "answers": {"()": lambda: lines.drop_answers},
            },
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "stream": "ext://sys.stderr",
                    "formatter": "lines",
                    "filters": ["arguments"],
                },
                **more,
            },
            "root": {"handlers": ["stderr", *more], "level": self.level},
            "loggers": {
                "django.request": {"filters": ["answers"]},
                # Each statement with its values, as soon as somebody asks for DEBUG.
                "django.db.backends": {"level": "WARNING"},
                "django.template": {"level": "WARNING"},
                "celery": {"level": "WARNING"},
                "kombu": {"level": "WARNING"},
                # Says again what `task_finished` says, with the words of the exception.
                "celery.app.trace": {"level": "CRITICAL"},
                "gunicorn.error": {**ours, "level": "WARNING"},
            },
        }


def configure(settings):
    """For LOGGING_CONFIG."""
    dictConfig(settings)
    lines.configure_structlog()
