import pytest

from tests.emptying import lift_triggers_while_emptying

pytest_plugins = ["tests.parts.plugin"]


@pytest.fixture(autouse=True, scope="session")
def no_broker_is_needed():
    """A task sent in a test goes nowhere: what tasks do is tested by calling them."""
    from config.celery import celery_app

    celery_app.conf.update(broker_url="memory://", task_always_eager=False)


@pytest.fixture(autouse=True, scope="session")
def nobody_asks_the_api_too_often():
    """All tests together come from one address within a minute or two. Tests of the limits set their own."""
    from django.conf import settings

    settings.API_REQUESTS_PER_MINUTE = settings.API_VISITOR_REQUESTS_PER_MINUTE = 0


@pytest.fixture(autouse=True)
def static_files_need_no_collecting(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True  # Else each client begins by reading the folder of static files.


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file: its database in memory refuses two at once, where the real one makes them wait."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        # No test cuts the power, and waiting for the disk at every commit would double their time.
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(autouse=True, scope="session")
def passwords_are_hashed_quickly():
    """By argon2 as always, only with less work: 100 MiB for each would take most of the suite's time."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for name, little in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, little)
        yield


@pytest.fixture(autouse=True, scope="session")
def committed_ledgers_can_be_emptied():
    with pytest.MonkeyPatch.context() as monkeypatch:
        lift_triggers_while_emptying(monkeypatch)
        yield
