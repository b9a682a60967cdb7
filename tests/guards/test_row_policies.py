"""The second net hangs under every table that is somebody's: a new one without a rule fails here."""

import pytest
from django.apps import apps
from django.db import connection

from accounts.database_roles import policies
from tests.guards import tree
from tests.guards.test_models import HISTORY, belonging_to_an_organisation, ours


def tables_with_an_owner():
    histories = [model for model in ours() if model.__name__.startswith(HISTORY)]
    return {model._meta.db_table for model in (*belonging_to_an_organisation(), *histories)}


def test_every_table_that_is_somebodys_has_a_rule_or_a_reason():
    rules, reasons = policies.of_the_apps("RULES"), policies.of_the_apps("OPEN")
    assert not tables_with_an_owner() - {*rules, *reasons}, "Say in row_policies.py who may see its rows."
    assert not {*rules, *reasons} - {model._meta.db_table for model in apps.get_models()}
    assert not set(rules) & set(reasons)
    assert all(reasons.values())


def test_every_app_says_whose_its_rows_are():
    assert set(policies.VIEWS_BEFORE) == set(tree.APPS)


@pytest.mark.django_db
def test_a_service_that_owns_its_tables_sends_no_statement_about_it(client):
    sent = []

    def watch(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        client.get("/api/v1/organisations/")
    assert sent
    assert not [sql for sql in sent if "set_config" in sql]
