import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts import sample
from accounts.models import Organisation, Post, User

pytestmark = pytest.mark.django_db


def test_the_sample_is_loaded_once_however_often_it_is_asked_for(capsys):
    call_command("load_sample")
    people = User.objects.count()
    call_command("load_sample")
    assert User.objects.count() == people
    assert "nothing was changed" in capsys.readouterr().out


def test_every_sign_in_that_is_printed_works(client):
    call_command("load_sample")
    for _, name in sample.SIGN_INS:
        assert User.objects.get(email=sample.address(name)).check_password(sample.PASSWORD)


def test_the_sample_has_vacant_posts_so_that_escalation_can_be_seen():
    call_command("load_sample")
    vacant = Post.objects.get(title=sample.PLACEMENTS)
    assert vacant.is_vacant
    assert vacant.first_held_upwards().title == sample.LOOKED_AFTER


def test_the_sample_is_refused_in_production():
    with override_settings(IS_LOCAL=False), pytest.raises(CommandError, match="passwords are known"):
        call_command("load_sample")
    assert not Organisation.objects.exists()
