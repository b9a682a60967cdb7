import pytest


@pytest.fixture(autouse=True, scope="session")
def no_broker_is_needed():
    """A task sent in a test goes nowhere: what tasks do is tested by calling them."""
    from config.celery import celery_app

    celery_app.conf.update(broker_url="memory://", task_always_eager=False)


@pytest.fixture(autouse=True)
def static_files_need_no_collecting(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
