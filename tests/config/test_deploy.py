"""What stands in deploy/ and in the page on operating names only what is there."""

import os
import re

import pytest
import yaml
from django.core.management import get_commands

from config import settings
from inspections.report_reading import limits
from tests.guards.tree import ROOT

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
PAGE = (ROOT / "docs" / "operations.md").read_text()
PARTS = {"web", "worker", "scheduler"}
# Read by gunicorn and Python themselves.
OF_OTHERS = {"GUNICORN_CMD_ARGS", "PYTHONUNBUFFERED", "PIP_NO_CACHE_DIR"}


def explained():
    return set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def values(unit, key):
    return re.findall(rf"^{key}=(.*)$", (UNITS / unit).read_text(), re.MULTILINE)


def test_the_units_start_parts_and_commands_that_are_there():
    services = sorted(path.name for path in UNITS.glob("*.service"))
    for name in services:
        (command,) = values(name, "ExecStart")
        programme, part, *_ = command.split()
        assert programme == "/opt/followthrough/current/deploy/run"
        assert part in PARTS | set(get_commands()), name
    assert {f"followthrough-{part}.service" for part in PARTS} < set(services)


def test_the_units_may_write_where_the_settings_say_and_nowhere_else():
    place = re.search(r"^VAR_DIR=(.*)$", (DEPLOY / "environment").read_text(), re.MULTILINE)[1]
    for path in UNITS.glob("*.service"):
        assert values(path.name, "ProtectSystem") == ["strict"]
        assert values(path.name, "NoNewPrivileges") == ["true"]
        assert set(" ".join(values(path.name, "ReadWritePaths")).split()) <= {
            place,
            "/var/backups/followthrough",
        }


def test_the_target_wants_units_that_are_there():
    wanted = {name for line in values("followthrough.target", "Wants") for name in line.split()}
    assert wanted and all((UNITS / name).is_file() for name in wanted)


def test_every_name_of_a_setting_is_explained():
    given = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", (DEPLOY / "environment").read_text(), re.MULTILINE))
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for service in compose["services"].values():
        if service.get("image") == "followthrough":
            given |= set(service["environment"])
    container = re.findall(r"^ENV (.*)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    given |= {
        word.split("=")[0] for line in container for word in line.split() if re.match(r"[A-Z_]+=", word)
    }
    assert given - OF_OTHERS <= explained()


def test_the_page_names_commands_units_and_files_that_are_there():
    commands = set(re.findall(r"followthrough ([a-z_]+)(?= |\n|`)", PAGE)) - {"is"}
    asked = set(re.findall(r"sudo followthrough ([a-z_]+)", PAGE))
    assert asked and asked <= set(get_commands())
    assert commands <= set(get_commands()) | {"begin"}
    units = set(re.findall(r"followthrough-[a-z]+(?:\.[a-z]+)?", PAGE))
    there = {path.name for path in UNITS.iterdir()} | {path.stem for path in UNITS.iterdir()}
    assert units and units <= there
    for name in re.findall(r"`(deploy/[a-zA-Z/.]+)`", PAGE):
        assert (ROOT / name).is_file() or name == "deploy/.env"


def test_links_of_the_page_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
    headings = {
        re.sub(r"[^a-z ]", "", line[3:].lower()).replace(" ", "-")
        for line in PAGE.splitlines()
        if line[:3] == "## "
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings


def test_nginx_lets_through_what_the_service_takes_and_keeps_the_figures_inside():
    site = (DEPLOY / "nginx.conf").read_text()
    largest = int(re.search(r"client_max_body_size (\d+)m;", site)[1]) * 1024**2
    assert largest > max(limits.BYTES, settings.EVIDENCE_MAX_BYTES)
    assert re.search(r"location = /metrics \{\s+return 404;", site)
    assert "gzip off;" in site
    zone = re.search(r"limit_req_zone \$binary_remote_addr zone=(\w+):", site)[1]
    assert re.search(rf"location / \{{\s+limit_req zone={zone} ", site)
    for header in ("Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in site


@pytest.mark.parametrize("name", ["install", "build", "run", "followthrough"])
def test_what_is_to_be_started_can_be(name):
    assert os.access(DEPLOY / name, os.X_OK)
