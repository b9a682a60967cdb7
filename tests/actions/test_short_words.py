"""Words of figures, or of one or two letters, by the API: whatever is asked first, the same is found."""

from copy import deepcopy
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.viewsets.listing import Listing
from actions.models import Action
from actions.models import words as searched
from actions.viewsets.actions import ACTIONS
from actions.viewsets.updates import UPDATES
from inspections.models import Area
from tests import made_once
from tests.actions import short_words

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(scope="module")
def shared_teams(request):
    with made_once.in_the_database(request, short_words.make_two_teams) as made:
        yield made


@pytest.fixture
def two_teams(shared_teams, db):
    return deepcopy(shared_teams) or short_words.make_two_teams()


@pytest.mark.parametrize("most", [1, 1000])
def test_each_person_finds_what_the_plain_question_finds(two_teams, monkeypatch, most):
    for name in ("MOST_AREAS", "MOST_ACTIONS", "MOST_UPDATES"):
        monkeypatch.setattr(searched, name, most)
    short_words.assert_found_as_by_the_plain_question(two_teams)


def test_figures_are_in_a_text_as_the_index_has_them_exactly_where_they_are_in_it(two_teams):
    luck, pk = Random(7), Action.objects.order_by("pk")[0].pk
    found = 0
    for _ in range(30):
        Action.objects.filter(pk=pk).update(title="".join(luck.choices("01.,:/-01aé%\\ ", k=60)))
        for _ in range(8):
            word = "".join(luck.choices("01.,:/-", k=3))
            asked = searched.by_index(word, "title"), searched.each_in([word], "title")
            one, other = (Action.objects.filter(each, pk=pk).exists() for each in asked)
            assert one == other, word
            found += one
    assert 10 < found < 200


@pytest.mark.parametrize(
    ("resource", "search", "queries"),
    [
        (ACTIONS, "1.1", 3), (ACTIONS, "12345.67", 2), (ACTIONS, "gp", 2), (ACTIONS, "of", 2),
        (ACTIONS, "gp 7.7", 3), (UPDATES, "1.1", 2), (UPDATES, "gp", 1),
    ],
)  # fmt: skip
def test_so_many_questions_find_them_however_many_there_are(two_teams, resource, search, queries):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            Listing(resource, short_words.asked_by(AnonymousUser(), search))._read(None, 51)
        return len(captured)

    assert asked() == queries
    for _ in range(20):
        two_teams[0].open_action(title="GP of 1.1")
    assert asked() == queries


def test_what_is_in_no_index_and_in_few_areas_is_asked_of_the_actions_alone(two_teams):
    """Before the rule, which stands in their view, and before anything that is joined to them."""
    narrowed = str(Action.objects.filter(searched.may_hold(["gp"])).order_by().query)
    areas = Area.objects.filter(words__icontains="gp").values_list("pk", flat=True)
    assert "JOIN" not in narrowed and areas
    assert all(str(pk) in narrowed for pk in areas)
