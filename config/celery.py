"""Celery as a nudge: every task looks in the database for what is owed, so a lost message loses nothing."""

import os

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.core import checks

from accounts.row_security import everything
from config.watching import tasks as watching

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Task(DjangoTask):
    """What is owed is owed in all organisations."""

    abstract = True

    def __call__(self, *args, **kwargs):
        with everything():
            return super().__call__(*args, **kwargs)


class App(Celery):
    task_cls = Task

    def connection_for_read(self, url=None, **options):
        """A worker waits for a broker that is frozen, as nobody else does.

        One message that could not be acknowledged would count as under way for ever, and with one at a time
        the worker would never ask for another.
        """
        options.setdefault("transport_options", {"socket_timeout": None, "socket_keepalive": True})
        return super().connection_for_read(url, **options)


celery_app = App("followthrough")
celery_app.config_from_object("django.conf:settings", namespace="CELERY")
celery_app.autodiscover_tasks()
watching.watch()
celery_app.steps["worker"].add("config.watching.beating:Beating")


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
