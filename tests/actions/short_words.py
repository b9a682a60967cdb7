"""What is found by words of figures, or of one or two letters, with what narrows the question and without."""

from django.contrib.auth.models import AnonymousUser

from accounts.row_security import scope_of, within
from accounts.viewsets import asked as asking
from accounts.viewsets.listing import Listing
from actions.models import Action, ProgressUpdate
from actions.models.words import OF_ACTIONS, OF_UPDATES, each_in
from actions.viewsets.actions import ACTIONS
from actions.viewsets.updates import UPDATES
from tests.actions.team import day, make_team, moment
from tests.factories import make_action, make_area, make_inspection

# By figures and by letters; in actions and in areas; rare, common, in nothing; alone and together.
ASKED = ("1.1", "12:30", "...", "q", "GP", "é.", "gp 2026", "of 1.1", "7.7", "zq", "_")
TITLES = ("See 1.1 and 11.12", "At 12:30, or 1-1", "The GP of 2026", "a.1.1é.", "Wait... for 4-5 weeks")


def make_two_teams():
    """Two councils, one without a public site, in whose actions, areas and rows the words stand."""
    teams = make_team(), make_team(has_public_site=False)
    for team in teams:
        for number, title in enumerate(TITLES):
            visibility = ("public", "members", "officers")[number % 3]
            action = team.open_action(title=title, visibility=visibility)
            action.record_progress(team.owner, moment(1), title, impact="1.1", visibility=visibility)
        area = make_area(
            make_inspection(team.organisation, is_public=True), words="As 1.1 and q say, 4-5 times"
        )
        make_action(area, team.lead, task="%_")
        make_action(make_area(make_inspection(team.organisation), words="7.7 of GP"), team.lead)
    return teams


def asked_by(user, search):
    return asking.Asked(user=user, at=moment(9), today=day(9), filters={"search": search})


def found(resource, user, search):
    """Page after page, each from the cursor of the one before."""
    listing, ids, after = Listing(resource, asked_by(user, search)), [], None
    while True:
        told, after = listing.page(4, after)
        ids += [each["id"] for each in told]
        if after is None:
            return ids
        after = listing.order.read(listing.order.cursor(after))


def plainly(rows, fields, search):
    return list(rows.filter(each_in(search.split(), *fields)).order_by("pk").values_list("pk", flat=True))


def assert_found_as_by_the_plain_question(teams):
    most = 0
    for user in (AnonymousUser(), teams[0].lead, teams[1].owner):
        with within(scope_of(user)):
            actions = Action.objects.visible_to(user)
            updates = ProgressUpdate.objects.visible_to(user).filter(words_shown=True)
            for search in ASKED:
                expected = plainly(actions, (*OF_ACTIONS, "area__words"), search)
                assert found(ACTIONS, user, search) == expected, (user, search)
                assert found(UPDATES, user, search) == plainly(updates, OF_UPDATES, search), (user, search)
                most = max(most, len(expected))
    assert most > 4  # More than one page of something.
