"""A form offers and takes only what its user may see in that organisation, in the fields it declares."""

import pytest
from django import forms
from django.db import transaction
from rest_framework import serializers

from tests.guards import frames, numbers
from tests.guards.access_table import ROWS
from tests.guards.form_classes import choice_fields, form_classes, forms_in, serializer_classes
from tests.guards.routes import address
from tests.guards.traces import contents, written_tables
from tests.guards.world import ASSURER, LEAD, MANAGER, MEMBER, OPERATOR, VIEWER

WRITTEN = [row for row in ROWS if row.writes and not row.is_api]
INSIDE = (LEAD, MANAGER, ASSURER, MEMBER, VIEWER, OPERATOR)
# Differ from one writing to the next by chance or by the clock.
BY_CHANCE = (
    r"^id$",
    r"^history_id$",
    r"^job_id$",
    r"history_date",
    r"_at$",
    r"hash$",
    r"salt$",
    r"^prefix$",
    r"^password$",
    r"last_login",
)

PAGES = [row for row in ROWS if row.reads and row.is_page]
each_written = pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row.route)


def readers(row):
    return [person for person in INSIDE if person in row.reads]


def writer(row):
    return next(person for person in INSIDE if person in row.writes)


@pytest.fixture(scope="module")
def as_made(world):
    return contents(leave_out=BY_CHANCE)


def sent(row, world, person, data, as_made):
    """What a POST leaves in the database, and the answer; taken back afterwards."""
    with frames.left_out(), numbers.given_again(), transaction.atomic(), written_tables() as tables:
        answer = world.client(person).post(address(row, world.west), data)
        left = contents(leave_out=BY_CHANCE) if tables else as_made
        transaction.set_rollback(True)
    return left, answer


def foreign_rows(field, world, person):
    """Rows of the other organisation for a field to be tempted with: some are refused for other reasons."""
    rows = field.queryset.model._default_manager
    for who in {LEAD, person} - {OPERATOR}:
        seen = field.queryset.model._default_manager.visible_to(world.people[who])
        rows = rows.exclude(pk__in=seen.values("pk"))
    return rows.all()[:10]


@each_written
@pytest.mark.django_db
def test_a_row_of_another_organisation_is_refused_with_an_error_and_changes_nothing(row, world, as_made):
    person = writer(row)
    for form in forms_of_empty(row, world, person):
        for name, field in choice_fields(form).items():
            for stolen in foreign_rows(field, world, person):
                data = row.post(world.west) | {name: stolen.pk}
                left, answer = sent(row, world, person, data, as_made)
                assert left == as_made, f"{name}={stolen!r} changed something"
                assert answer.status_code == 200
                assert any(name in form.errors for form in forms_in(answer)), f"{name}={stolen!r}: no error"


def temptations(world):
    """Fields that every attacker tries, with the values they would like."""
    stranger, theirs = world.people[LEAD].pk, world.east
    return {
        "id": theirs.post.pk, "pk": theirs.post.pk, "slug": "stolen", "number": 99, "prefix": "ft_stolen",
        "organisation": theirs.organisation.pk, "organisation_id": theirs.organisation.pk,
        "is_superuser": "on", "is_staff": "on", "is_active": "", "is_public": "on", "has_public_site": "on",
        "requires_second_factor": "on", "role": LEAD, "roles": LEAD, "scope": "read_write", "kind": "other",
        "holder": stranger, "user": stranger, "owner": stranger, "by": stranger, "requested_by": stranger,
        "invited_by": stranger, "email": "thief@thornwick.example", "state": "done", "status": "accepted",
        "secret_hash": "0" * 64, "key_hash": "0" * 64,
        "accepted_at": "2026-01-01", "expires_at": "2099-01-01",
    }  # fmt: skip


@each_written
@pytest.mark.django_db
def test_a_proper_post_works_and_fields_that_its_form_does_not_declare_change_nothing(row, world, as_made):
    person = writer(row)

    def proper():
        with numbers.given_again():
            return row.post(world.west) if row.post else {}  # made anew: a file can be read only once

    plain, answer = sent(row, world, person, proper(), as_made)
    errors = [form.errors for form in forms_in(answer) if form.errors]
    if row.post:
        assert not errors, f"The post of this row is not valid: {errors}"
        assert plain != as_made or answer.status_code == 302, "The post of this row does nothing."
    else:
        assert not errors or row.by_library, "Give its row in the access table a post=."
    with numbers.given_again():
        offered = forms_in(answer) + forms_of_empty(row, world, person)
    declared = {form.add_prefix(name) for form in offered for name in form.fields}
    extra = {
        name: value for name, value in temptations(world).items() if name not in declared | set(proper())
    }
    tempted, _ = sent(row, world, person, extra | proper(), as_made)
    changed = sorted(table for table in plain if plain[table] != tempted[table])
    assert not changed, f"Fields that were never offered changed {', '.join(changed)}."


def forms_of_empty(row, world, person):
    data = row.shown_by(world.west) if row.shown_by else {}
    with frames.left_out(), transaction.atomic():
        answer = world.client(person).post(address(row, world.west), data)
        transaction.set_rollback(True)
    return forms_in(answer)


@pytest.mark.django_db
def test_every_form_that_points_at_rows_stands_on_a_page_of_the_table(world):
    pointing = {
        each
        for each in form_classes()
        if any(isinstance(field, forms.ModelChoiceField) for field in each.base_fields.values())
    }
    met = set()
    for row in PAGES:
        for person in readers(row)[:1]:
            with frames.left_out():
                answer = world.client(person).get(address(row, world.west))
            met |= {type(form) for form in forms_in(answer)}
    for row in WRITTEN:
        if row.args:
            met |= {type(form) for form in forms_of_empty(row, world, writer(row))}
    # A form that others are made from counts as met with the first of them.
    met = {base for form in met for base in form.__mro__}
    unmet = sorted(f"{each.__module__}.{each.__name__}" for each in pointing - met)
    assert not unmet, "No page of the access table shows these, so nothing checks whose rows they offer."


@pytest.mark.django_db
def test_forms_and_serializers_name_their_fields():
    for each in (*form_classes(), *serializer_classes()):
        meta = getattr(each, "Meta", None) or getattr(each, "_meta", None)
        assert getattr(meta, "fields", ()) not in ("__all__", forms.ALL_FIELDS), f"{each}: name the fields."
        assert not getattr(meta, "exclude", None), (
            f"{each}: name the fields that are in, not those that are out."
        )


@pytest.mark.django_db
def test_serializers_look_for_rows_only_among_those_their_user_may_see():
    """A related field that can be written finds its rows by a get_queryset of its own, from the request."""
    for each in serializer_classes():
        for name, field in each._declared_fields.items():
            related = getattr(field, "child_relation", field)
            if isinstance(related, serializers.RelatedField) and not related.read_only:
                own = type(related).get_queryset is not serializers.RelatedField.get_queryset
                assert own, f"{each.__name__}.{name} takes any row there is."


@pytest.mark.django_db
def test_model_serializers_never_make_a_related_field_by_themselves():
    """DRF's own choice for a foreign key is every row of the table."""
    for each in serializer_classes():
        if not issubclass(each, serializers.ModelSerializer):
            continue
        for name, field in each().fields.items():
            related = getattr(field, "child_relation", field)
            if isinstance(related, serializers.RelatedField) and not related.read_only:
                assert name in each._declared_fields, f"{each.__name__}.{name}: declare it."
