"""Celery as a nudge: every task looks in the database for what is owed, so a lost message loses nothing."""

import os

from celery import Celery
from django.core import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

celery_app = Celery("followthrough")
celery_app.config_from_object("django.conf:settings", namespace="CELERY")
celery_app.autodiscover_tasks()


@checks.register
def tasks_end_before_they_are_handed_out_again(app_configs, **_):
    """A task may take a third of the time after which the broker takes its worker for dead."""
    longest = celery_app.conf.broker_transport_options["visibility_timeout"] / 3
    return [
        checks.Error(
            f"{task.name} may take longer than {longest:.0f} seconds: raise BROKER_VISIBILITY_SECONDS.",
            id="followthrough.E001",
        )
        for task in celery_app.tasks.values()
        if (getattr(task, "time_limit", None) or celery_app.conf.task_time_limit) > longest
    ]
