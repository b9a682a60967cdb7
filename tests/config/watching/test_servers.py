"""The programs around Django log by our rules too."""

import logging
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from celery import signals

from config.environment import Environment
from config.logs import Settings

ROOT = Path(__file__).parents[3]
TELLS_NO_ADDRESS = {"m", "s", "B", "L", "{x-request-id}o"}


@pytest.fixture
def gunicorn(monkeypatch):
    monkeypatch.delenv("METRICS_TOKEN", raising=False)
    return runpy.run_path(str(ROOT / "config" / "gunicorn.py"))


def test_an_access_log_that_somebody_switches_on_names_no_address(gunicorn):
    assert set(re.findall(r"%\(([^)]+)\)s", gunicorn["access_log_format"])) <= TELLS_NO_ADDRESS
    assert "gunicorn.access" not in gunicorn["logconfig_dict"]["loggers"], "or it would be on by itself"
    assert "accesslog" not in gunicorn


def test_gunicorn_begins_a_folder_for_its_numbers_only_where_they_are_wanted(gunicorn, tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    gunicorn["on_starting"](SimpleNamespace())
    assert not (tmp_path / "metrics").exists()
    monkeypatch.setenv("METRICS_TOKEN", "a-token-of-20-letters")
    gunicorn["on_starting"](SimpleNamespace())
    assert (tmp_path / "metrics" / "web").is_dir()


def test_celery_sets_up_no_log_of_its_own_and_repeats_no_exception():
    assert signals.setup_logging.receivers
    assert logging.getLogger("celery.app.trace").level == logging.CRITICAL
    assert logging.getLogger("django.db.backends").level == logging.WARNING


@pytest.mark.parametrize(
    ("is_local", "expected"), [(True, ("trouble", "plain")), (False, ("everything", "json"))]
)
def test_production_tells_everything_as_json_and_one_machine_trouble_in_words(tmp_path, is_local, expected):
    log = Settings(Environment(tmp_path / "none"), is_local, debug=False)
    assert (log.requests, log.format) == expected
