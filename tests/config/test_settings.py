import pytest

from config import databases
from config.environment import Environment
from tests.config.starting import ROOT

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k" * 64,
    "ALLOWED_HOSTS": "followthrough.example.gov.uk",
    "PUBLIC_URL": "https://followthrough.example.gov.uk",
}


def test_nothing_has_to_be_set_on_one_machine(start):
    started = start()
    assert (started.returncode, started.stdout.strip()) == (0, "local")


def test_the_local_secret_is_made_once_and_only_its_owner_can_read_it(start, tmp_path):
    first, second = (start("SECRET_KEY").stdout for _ in range(2))
    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_production_starts_when_everything_it_needs_is_set(start):
    started = start(**PRODUCTION)
    assert (started.returncode, started.stdout.strip()) == (0, "production")


@pytest.mark.parametrize("prepares", [True, False])
def test_where_a_pooler_stands_between_neither_plans_nor_cursors_outlive_a_transaction(prepares, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://followthrough@db/followthrough")
    monkeypatch.setenv("DATABASE_PREPARES", str(prepares))
    database = databases.everyday(Environment(ROOT / "none.env"), ROOT)
    assert database["DISABLE_SERVER_SIDE_CURSORS"] is not prepares
    assert (database["OPTIONS"]["prepare_threshold"] is None) is not prepares


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"DEBUG": "true"}, "DEBUG must be false in production"),
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set in production"),
        ({"SECRET_KEY": "k" * 49}, "SECRET_KEY must be set in production"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"PUBLIC_URL": "http://followthrough.example.gov.uk"}, "PUBLIC_URL must be set in production"),
    ],
)
def test_production_refuses_what_would_be_unsafe(start, changed, sentence):
    started = start(**{**PRODUCTION, **changed})
    assert started.returncode != 0
    assert started.stderr.startswith("Followthrough can't start: ")
    assert sentence in started.stderr
    assert "Traceback" not in started.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ENVIRONMENT": "staging"}, "ENVIRONMENT is 'staging'; it must be one of: local, production"),
        ({"DEBUG": "perhaps"}, "DEBUG is not true or false"),
        ({"TRUSTED_PROXIES": "two"}, "TRUSTED_PROXIES is not a whole number"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is -1; it must be 0 or more"),
        ({"DATABASE_URL": "mysql://somewhere/else"}, "DATABASE_URL must begin with one of: sqlite://"),
        (
            {"DATABASE_URL": "postgres://user@host:port/name"},
            "DATABASE_URL can't be read as a database address",
        ),
        ({"ROW_SECURITY": "true"}, "ROW_SECURITY is for PostgreSQL with DATABASE_OWNER_URL"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL must begin with one of: redis://"),
        ({"EMAIL_URL": "smtp://host:post/"}, "EMAIL_URL can't be read as a mail address"),
        ({"EMAIL_URL": "notify://a-key@/template"}, "Before the @ stands the key of GOV.UK Notify"),
        ({"EMAIL_URL": "anymail+pigeon://key@/"}, "EMAIL_URL must begin with one of: smtp://"),
        ({"FILES_URL": "s3://key@host/bucket"}, "FILES_URL can't be read as the address of a store of files"),
        ({"PUBLIC_URL": "followthrough"}, "PUBLIC_URL must begin with one of: http://"),
    ],
)
def test_a_bad_value_is_named_in_one_sentence(start, environment, sentence):
    started = start(**environment)
    assert started.returncode != 0
    assert sentence in started.stderr
    assert "Traceback" not in started.stderr


def test_a_folder_that_cannot_be_made_is_named(start, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    started = start(VAR_DIR=str(tmp_path / "file" / "var"))
    assert started.returncode != 0
    assert "can't be written to" in started.stderr
    assert "Traceback" not in started.stderr
