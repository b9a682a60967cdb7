"""The role of the service has no way round the triggers of the ledger, whoever gets hold of it."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from accounts.database_roles import as_owner
from accounts.models import Organisation
from accounts.row_security import PUBLIC, Scope, within
from actions.models import Action, Contribution
from inspections.models import Area, AreaBody, Inspection
from tests.application_role import ROLE, working_as
from tests.factories import later, make_action, make_area, make_member, make_organisation, make_post

REFUSED = (
    "UPDATE actions_progressupdate SET note = 'other'",
    "DELETE FROM actions_progressupdate",
    "TRUNCATE actions_progressupdate CASCADE",
    "UPDATE actions_change SET update_id = 1",
    "DELETE FROM actions_change",
    "UPDATE actions_evidence SET title = 'other'",
    "DELETE FROM actions_reading",
    "UPDATE scrutiny_frozenpaper SET document = '{}'",
    "DELETE FROM scrutiny_frozenfile",
    "UPDATE scrutiny_papernotice SET words = 'other'",
    "TRUNCATE accounts_organisation CASCADE",
    "ALTER TABLE actions_progressupdate DISABLE TRIGGER ALL",
    "ALTER TABLE accounts_post ADD COLUMN extra text",
    "DROP TRIGGER actions_progressupdate_never_changed ON actions_progressupdate",
    "CREATE OR REPLACE FUNCTION actions_change_is_append_only() RETURNS trigger LANGUAGE sql AS 'SELECT NEW'",
    "CREATE TABLE of_my_own (id int)",
    "CREATE TEMPORARY TABLE of_my_own (id int)",
    "DROP TABLE actions_draft",
    "SET session_replication_role = replica",
    "DELETE FROM django_migrations",
    "CREATE ROLE of_my_own",
    "INSERT INTO row_rules.parts VALUES (1, 1, 1, 1, 1)",
    "DELETE FROM row_rules.parts",
    "COPY accounts_post TO PROGRAM 'cat'",
)
REFUSALS = ("permission denied", "must be owner", "must be superuser")

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def as_application():
    with working_as(ROLE):
        yield


def test_the_application_can_do_its_work_and_nothing_more(as_application):
    organisation = make_organisation("Westmarch Council")
    Organisation.objects.filter(pk=organisation.pk).update(name="Westmarch")
    assert Organisation.objects.get().name == "Westmarch"
    allowed = [statement for statement in REFUSED if is_allowed(statement)]
    assert not allowed


def is_allowed(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        assert any(words in str(refusal) for words in REFUSALS), refusal
        return False
    return True


def test_setting_up_twice_changes_nothing_the_second_time(as_application, capsys):
    call_command("database_roles", "--check")
    call_command("database_roles")
    assert "nothing was changed" in capsys.readouterr().out


def test_what_was_given_by_hand_is_told_and_taken_away_again(as_application, capsys):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"GRANT DELETE ON actions_progressupdate TO {ROLE}")
        cursor.execute(f"ALTER ROLE {ROLE} BYPASSRLS")
    with pytest.raises(CommandError, match="2 steps are missing"):
        call_command("database_roles", "--check")
    told = capsys.readouterr().out
    assert f"REVOKE DELETE ON actions_progressupdate FROM {ROLE}" in told
    assert "Take BYPASSRLS" in told
    call_command("database_roles")
    call_command("database_roles", "--check")


def test_what_the_owner_makes_without_a_schema_does_not_lie_among_the_rules(
    as_application,
):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        assert cursor.fetchone() == ("public",)


def test_a_role_for_reports_reads_no_secrets(as_application):
    call_command("database_roles", "--reader", "followthrough_reports", verbosity=0)
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE followthrough_reports")
        cursor.execute("SELECT name FROM accounts_user")
        for secret in ("SELECT password FROM accounts_user", "SELECT * FROM accounts_apitoken"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(secret)
        transaction.set_rollback(True)
    call_command("database_roles", "--check", "--reader", "followthrough_reports")


@pytest.mark.owner(reason="is about an installation that has no other role")
def test_without_an_owner_the_command_says_what_to_set():
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("database_roles")


def test_who_has_a_part_in_whose_actions_is_kept_from_before_by_bulk_and_anew_if_a_trigger_was_lost(capsys):
    area, partner = make_area(), make_organisation()
    lead = make_member(area.inspection.organisation, "lead")
    AreaBody.objects.create(area=area, name="Partner", organisation=partner)
    post, actions = make_post(partner), [make_action(area, lead) for _ in range(4)]
    Contribution.objects.create(action=actions[0], post=post)
    with working_as(ROLE):
        assert kept(actions) == {actions[0].pk}
        actions[1].reassign(lead, later(hours=1), owner=post)
        with as_owner(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            Contribution.objects.create(action=actions[2], post=post)
        assert kept(actions) == {each.pk for each in actions[:3]}
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER followthrough_keeps_parts ON actions_contribution")
        Contribution.objects.create(action=actions[3], post=post)
        with pytest.raises(CommandError):
            call_command("database_roles", "--check")
        call_command("database_roles")
        assert "Put the rules for rows there" in capsys.readouterr().out
        assert kept(actions) == {each.pk for each in actions}


def test_nothing_is_shown_because_of_what_is_kept_alone(as_application):
    action, stranger = make_action(visibility="officers"), make_organisation()
    mine = Scope(organisations=(stranger.pk,))
    inspection = action.area.inspection
    wrong = (stranger.pk, inspection.organisation_id, inspection.pk, action.area_id, action.pk)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO row_rules.parts VALUES (%s, %s, %s, %s, %s)", wrong)
    for scope in (mine, PUBLIC):
        with within(scope):
            assert not any(
                model.objects.exclude(pk=stranger.pk if model is Organisation else None).exists()
                for model in (Action, Area, Inspection, Organisation)
            )


def kept(actions):
    with connection.cursor() as cursor:
        cursor.execute("SELECT action_id FROM row_rules.parts")
        return {pk for (pk,) in cursor.fetchall()} & {each.pk for each in actions}
