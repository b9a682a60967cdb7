import pytest
from django.core.management import call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_first_operator_is_made_by_a_command(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "three unrelated words here")
    call_command(
        "createsuperuser",
        email="Orla@Westmarch.example",
        name="Orla Operator",
        interactive=False,
        verbosity=0,
    )
    operator = User.objects.get(email="orla@westmarch.example")
    assert operator.is_superuser and operator.check_password("three unrelated words here")
