import pytest

from tests import application_role
from tests.emptying import empty_only_what_is_filled
from tests.parts import prepared

pytest_plugins = ["tests.parts.plugin", "tests.parts.room"]


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


@pytest.fixture(autouse=True, scope="session")
def static_files_need_no_collecting():
    from django.conf import settings
    from django.test import override_settings

    files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Without the second each client begins by reading the folder of static files.
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": files}, WHITENOISE_AUTOREFRESH=True):
        yield


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


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """In place of pytest-django's, which runs all migrations in every process."""
    from django.conf import settings

    real_name = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        prepared.take(request.config.cache.mkdir("prepared-databases"))
    yield
    with django_db_blocker.unblock():
        prepared.give_back(real_name)


@pytest.fixture(autouse=True, scope="session")
def whose_rows_are_seen(request):
    """On PostgreSQL also as the role that the service works as, if the environment asks for it."""
    if not application_role.WANTED:
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), application_role.working_as(application_role.ROLE):
        yield


@pytest.fixture(autouse=True, scope="session")
def passwords_are_hashed_quickly():
    """By argon2 as always, only with less work: 100 MiB for each would take most of the suite's time."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for name, little in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, little)
        yield


@pytest.fixture(autouse=True, scope="session")
def what_was_committed_is_emptied_quickly():
    with pytest.MonkeyPatch.context() as monkeypatch:
        empty_only_what_is_filled(monkeypatch)
        yield
