"""What the nightly look at frozen papers finds when somebody with more rights than ours has been at them."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.database_roles import as_owner
from accounts.models import Sweep
from scrutiny.models import FrozenFile
from scrutiny.paper_check import check_papers
from scrutiny.tasks import check_papers as check_papers_by_night
from tests.factories import make_meeting
from tests.guards.scrutiny_world import make_frozen
from tests.scrutiny.hall import FIRST, make_hall

APPEND_ONLY = import_module("scrutiny.migrations.0002_append_only")
WITHOUT_PROTECTION = pytest.mark.django_db(transaction=True)


def frozen_paper():
    hall = make_hall()
    hall.team.started()
    return make_frozen(make_meeting(hall.committee, FIRST), hall.inspection, hall.team.lead, "the council")


def change_triggers(change):
    with as_owner(), connection.schema_editor() as editor:
        getattr(APPEND_ONLY, change)(None, editor)


def tampered(statement, *values):
    """By somebody who may take the triggers off, and puts them back."""
    change_triggers("release")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    change_triggers("protect")


def test_papers_that_nobody_has_touched_are_whole(db, capsys):
    frozen_paper()
    call_command("check_papers")
    assert "1 papers and 2 files were read." in capsys.readouterr().out


@WITHOUT_PROTECTION
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE scrutiny_frozenpaper SET document = replace(document, 'panel', 'plan')",
            "its document is not the one that was frozen.",
        ),
        (
            "UPDATE scrutiny_frozenfile SET sha256 = 'x' WHERE name = 'body.html'",
            "is not the one that was made.",
        ),
        ("DELETE FROM scrutiny_frozenfile WHERE name = 'body.html'", "the file body.html is gone."),
        ("UPDATE scrutiny_frozenfile SET name = 'more.html' WHERE name = 'body.html'", "was put in later."),
    ],
)
def test_what_was_changed_behind_the_applications_back_is_named(statement, sentence):
    frozen = frozen_paper()
    tampered(statement)
    checked = check_papers()
    assert not checked.is_whole
    assert any(
        fault.startswith(f"Paper {frozen.paper_id}: ") and sentence in fault for fault in checked.faults
    )
    with pytest.raises(CommandError):
        call_command("check_papers")


@WITHOUT_PROTECTION
def test_protection_that_was_taken_off_is_named_on_the_operators_page():
    change_triggers("release")
    check_papers_by_night()
    change_triggers("protect")
    assert any("scrutiny_frozenpaper" in fault for fault in Sweep.objects.get(name="paper check").faults)


def test_a_file_that_was_put_in_by_sql_is_never_sent(db, client):
    frozen = frozen_paper()
    FrozenFile.objects.create(
        frozen=frozen, name="extra.pdf", content_type="application/pdf", content=b"%PDF", sha256="0" * 64
    )
    client.force_login(frozen.frozen_by)
    assert client.get(f"/papers/{frozen.paper_id}/files/extra.pdf").status_code == 404
    assert "extra.pdf was put in later." in check_papers().faults[0]
