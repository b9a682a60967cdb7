"""One organisation: its people, posts, roles, invitations, tokens, settings and history."""

from tests.factories import make_member, make_post
from tests.guards.access_table.row import INSIDERS, LEADS, Row
from tests.guards.world import LEAD, MANAGER, VIEWER, make_invitation, make_token


def here(place):
    return {"slug": place.organisation.slug}


def of_person(place):
    return here(place) | {"pk": place.people[MANAGER].pk}


def of_post(place):
    return here(place) | {"pk": place.post.pk}


def of_invitation(place):
    return here(place) | {"pk": place.invitation.pk}


def more_people(world, number):
    for _ in range(number):
        person = make_member(world.west.organisation, VIEWER, MANAGER)
        make_post(world.west.organisation, holder=person)


def more_posts(world, number):
    for _ in range(number):
        make_post(world.west.organisation, holder=world.people[MANAGER], reports_to=world.west.post)


def more_invitations(world, number):
    for _ in range(number):
        who = make_member(world.west.organisation).email
        make_invitation(world.west.organisation, "Westmarch", world.people[LEAD], email=who)


def more_tokens(world, number):
    for _ in range(number):
        person = make_member(world.west.organisation, MANAGER)
        make_token(world.west.organisation, "a dashboard", person)


def more_tokens_of_the_person(world, number):
    for _ in range(number):
        make_token(world.west.organisation, "a dashboard", world.people[MANAGER])


def settings(place):
    return {"has_public_site": "on", "requires_second_factor": "", "calendar": "ENG"}


def a_role(place):
    return {"role": VIEWER}


def the_role_held(place):
    return {"role": MANAGER}


def post(place):
    return {"title": "Head of Service, Fostering", "reports_to": place.post.pk}


def post_changed(place):
    return {"title": "Head of Another Service", "reports_to": ""}


def holder(place):
    return {"holder": place.people[LEAD].pk}


def invitation(place):
    return {
        "name": "New Person",
        "email": "new@westmarch.example",
        "role": MANAGER,
        "post": place.vacant_post.pk,
    }


def of_leads(route, **more):
    return Row(route=route, reads=LEADS, **more)


ROWS = (
    of_leads("organisation-settings", args=here, writes=LEADS, post=settings),
    of_leads("organisation-history", args=here, grow=more_people),
    of_leads("organisation-tokens", args=here, grow=more_tokens),
    of_leads("people", args=here, grow=more_people),
    of_leads("person", args=of_person, grow=more_tokens_of_the_person),
    Row(route="give-role", args=of_person, writes=LEADS, post=a_role),
    Row(route="take-role", args=of_person, writes=LEADS, post=the_role_held),
    of_leads("remove-person", args=of_person, writes=LEADS),
    Row(route="posts", args=here, reads=INSIDERS, grow=more_posts),
    of_leads("add-post", args=here, writes=LEADS, post=post),
    Row(route="post", args=of_post, reads=INSIDERS, grow=more_posts),
    of_leads("edit-post", args=of_post, writes=LEADS, post=post_changed),
    of_leads("hand-over-post", args=of_post, writes=LEADS, post=holder),
    of_leads("remove-post", args=of_post, writes=LEADS),
    of_leads("invitations", args=here, grow=more_invitations),
    of_leads("invite", args=here, writes=LEADS, post=invitation),
    Row(route="resend-invitation", args=of_invitation, writes=LEADS),
    Row(route="withdraw-invitation", args=of_invitation, writes=LEADS),
)
