"""What every resource of the API must keep: its schema, the words of others, the number of its queries."""

import io
from copy import deepcopy
from functools import cache

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction

from accounts.models import Organisation
from config.api_reads import RESOURCES, WHOLE
from inspections.models import Inspection
from scrutiny.models import Question
from tests.factories import MORNING
from tests.guards import tree
from tests.guards.access_table import ROWS
from tests.guards.routes import ROW_OF, address
from tests.guards.world import ANONYMOUS, LEAD, MANAGER, OPERATOR, PERSONS, SECRETS, STRANGER, SURNAME
from tests.query_growth import assert_same_queries

SCHEMA = tree.ROOT / "docs" / "openapi.yaml"
NAMES = [resource.name for resource, _ in RESOURCES]
ONES = {resource.name: one for resource, one in RESOURCES}
BY_NAME = {resource.name: resource for resource, _ in RESOURCES}
# Addresses that read and take no arguments, whatever app they come from.
READ = [
    row.route for row in ROWS if row.is_api and row.args is None and row.reads and row.route != "api-docs"
]
each_resource = pytest.mark.parametrize("name", NAMES)


@cache
def document():
    return yaml.load(SCHEMA.read_text(), yaml.CSafeLoader)  # as safe as safe_load, and ten times as quick


@cache
def strict():
    """Components in which nothing stands besides what they name."""
    components = deepcopy(document()["components"])
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return components


def check(told, serializer):
    component = serializer.__name__.removesuffix("Serializer")
    described(f"#/components/schemas/{component}").validate(told)


@cache
def described(reference):
    # Here, for it takes a second, in each process that collects tests.
    from jsonschema import Draft202012Validator as Validator

    schema = {"$ref": reference, "components": strict()}
    return Validator(schema, format_checker=Validator.FORMAT_CHECKER)


# In the world of the guards these are the manager's.
OF_THE_MANAGER = {"reminders", "calendar-addresses"}


def reader(name):
    return MANAGER if name in OF_THE_MANAGER else LEAD


@each_resource
@pytest.mark.django_db
def test_what_is_told_is_what_the_schema_says_to_the_letter(name, world):
    client, resource = world.client(reader(name)), BY_NAME[name]
    rows = client.get(f"/api/v1/{name}/").json()["results"]
    assert rows, "The world of the guards has none of these."
    for told in rows:
        check(told, resource.serializer)
        assert list(resource.serializer().fields) and set(told) == set(resource.field_names)
    whole = WHOLE.get(resource, resource)
    told = client.get(address(ROW_OF[ONES[name]], world.west)).json()
    check(told, whole.serializer)
    assert told["url"].endswith(f"/api/v1/{name}/{told['id']}/")


@pytest.mark.parametrize("route", ["api-rules", "api-frameworks", "api-index", "api-framework"])
@pytest.mark.django_db
def test_what_the_code_knows_is_told_as_the_schema_says(route, world):
    row = ROW_OF[route]
    answer = world.client(ANONYMOUS).get(address(row, world.west))
    operation = next(
        found["get"]
        for path, found in document()["paths"].items()
        if path.rstrip("/").split("/v1")[1].replace("{key}", "ilacs") == answer.request["PATH_INFO"][7:-1]
    )
    reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    described(reference).validate(answer.json())


@each_resource
@pytest.mark.django_db
def test_one_by_one_the_fields_asked_for_are_what_is_told(name, world):
    client = world.client(reader(name))
    for field in BY_NAME[name].field_names:
        told = client.get(f"/api/v1/{name}/", {"fields": field, "page_size": 1}).json()["results"]
        assert [list(each) for each in told] == [[field]]


@pytest.mark.parametrize("route", READ)
@pytest.mark.django_db
def test_no_list_tells_one_organisation_the_private_things_of_another(route, world):
    for person in set(PERSONS) - {STRANGER, OPERATOR}:
        client = world.client(person)
        for query in ("", "?format=csv", "?format=ndjson"):
            answer = client.get(address(ROW_OF[route], None) + query)
            text = (b"".join(answer) if answer.streaming else answer.content).decode()
            assert not [secret for secret in SECRETS if secret in text], f"As {person}: {query}"


@pytest.mark.parametrize("route", READ)
@pytest.mark.django_db
def test_where_all_is_published_visitors_and_strangers_still_read_no_names(route, world):
    with transaction.atomic():
        Organisation.objects.update(has_public_site=True)
        Inspection.objects.update(is_public=True)
        Question.objects.exclude(answer="").update(published_on=MORNING.date(), published_at=MORNING)
        text = world.client(ANONYMOUS).get(address(ROW_OF[route], None)).content.decode()
        assert SURNAME not in text
        mine = world.client(LEAD).get(address(ROW_OF[route], None)).content.decode()
        assert f"Thornwick Lead {SURNAME}" not in mine
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [name for name in NAMES if BY_NAME[name].has_past])
@pytest.mark.django_db
def test_a_list_as_at_a_day_asks_as_often_for_thirty_rows_as_for_one(name, world):
    row = ROW_OF[f"api-{name}"]
    past = "?as_at=2026-03-02&known_at=2026-03-03T00:00:00Z"
    with transaction.atomic():
        assert_same_queries(
            world.client(reader(name)),
            address(row, world.west) + past,
            lambda number: row.grow(world, number),
        )
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_schema_is_clean_and_the_committed_one_is_of_today():
    written = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    assert written.getvalue().strip() == SCHEMA.read_text().strip(), (
        "Write it anew: python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"
    )
