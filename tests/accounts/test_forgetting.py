"""A person who has left can have their name taken out of everything that is kept."""

import pytest
from django.core.exceptions import ValidationError

from accounts.addresses import canonical
from accounts.models import User
from actions.ledger_check import check_ledger
from tests.actions.reminding import sweep_on
from tests.actions.team import make_team
from tests.factories import MORNING, later


@pytest.mark.django_db
def test_the_name_goes_and_the_ledger_stays_whole():
    team = make_team()
    action = team.accepted()
    name, email = team.owner.name, team.owner.email
    team.owner.leave(team.organisation, later())
    team.owner.forget(later())
    former = User.objects.get(pk=team.owner.pk)
    assert (former.name, former.is_active) == (f"Former colleague {former.pk}", False)
    kept = [*User.objects.values_list("name", "email"), *User.history.values_list("name", "email")]
    assert not {name, email} & {word for words in kept for word in words}
    assert check_ledger().is_whole
    row = action.updates.get(number=2)
    assert (row.by, row.by_post) == (former, team.post.title)


@pytest.mark.django_db
def test_the_name_goes_out_of_mails_that_were_sent():
    team = make_team()
    action = team.started(due_on=MORNING.date())
    sweep_on(MORNING.date())
    (before,) = team.owner.digests.all()
    assert team.owner.name in before.text
    team.owner.leave(team.organisation, later())
    team.owner.forget(later())
    (digest,) = team.owner.digests.all()
    assert (digest.recipient, digest.text, digest.html, digest.state) == ("", "", "", "sent")
    assert digest.items[0]["subject"] == f"action:{action.pk}"


@pytest.mark.django_db
def test_who_still_has_a_role_is_not_forgotten():
    team = make_team()
    with pytest.raises(ValidationError):
        team.owner.forget(MORNING)
    assert User.objects.get(pk=team.owner.pk).name == team.owner.name


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("Lead@Westmarch.Example", "lead@westmarch.example"),
        ("lead+audit@westmarch.example", "lead@westmarch.example"),
        ("l.e.a.d@googlemail.com", "lead@gmail.com"),
        ("l.ead@westmarch.example", "l.ead@westmarch.example"),
    ],
)
def test_spellings_of_one_mailbox_are_one(address, same):
    assert canonical(address) == same
