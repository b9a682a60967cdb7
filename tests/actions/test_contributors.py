"""Posts that help with an action stay with it: who helped is part of what happened."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Post
from tests.factories import make_post


def test_a_post_that_helps_with_an_action_is_not_removed_behind_the_ledgers_back(team):
    helping, idle = make_post(team.organisation), make_post(team.organisation)
    action = team.open_action(contributors=[helping])
    with pytest.raises(ValidationError, match="has work to its name"):
        helping.remove()
    assert list(action.contributors.all()) == [helping]
    idle.remove()
    assert not Post.objects.filter(pk=idle.pk).exists()
