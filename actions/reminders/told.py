"""Who would be told, who was and who could not be: for the pages of leads, the operator and an action."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import Count, Q
from django.urls import Resolver404, resolve

from accounts.models import ClosureDay, Membership, Organisation, Post, User
from accounts.row_security import everything
from accounts.working_days import is_working_day
from actions.models import Action, DigestOrganisation, MailPreference
from actions.models.digests import State
from actions.reminders import preview

# What a person should look at, the worst first.
TROUBLE = (State.FAILED, State.AMBIGUOUS, State.RETRYING)
DAYS_COUNTED = 7
SOMEBODY_ELSE = "Somebody who works here no more"


@dataclass
class Line:
    """One person's next mail, as far as it speaks of one organisation."""

    person: User
    items: list
    is_regular: bool
    preference: MailPreference | None = None

    @property
    def person_id(self):
        return self.person.pk

    @property
    def groups(self):
        """[(what it is, how many)], the most pressing first."""
        return list(Counter(item["group_label"] for item in self.items).items())


def next_working_day(organisation, today):
    """Today, if the organisation works today."""
    closed = ClosureDay.objects.days_of(organisation)
    day = today
    while not is_working_day(day, closed, organisation.calendar):
        day += timedelta(days=1)
    return day


def people_of(organisation):
    """Its people, and those of the bodies whose posts own its actions, who may be told of these."""
    owners = Action.objects.of(organisation).exclude(owner=None).values("owner__organisation")
    members = Membership.objects.filter(organisation=organisation)
    holders = Post.objects.filter(organisation__in=owners)
    concerned = Q(pk__in=members.values("user")) | Q(pk__in=holders.values("holder"))
    return User.objects.filter(concerned, is_active=True)


@everything()
def plan_of(organisation, at, on):
    """What would go out on a day, by the selection that sends: a `Line` for each person, by name."""
    people = list(people_of(organisation).order_by().values_list("pk", flat=True))
    lines = []
    for planned in preview.what_would_go(at, on=on, people=people):
        items = [item for item in planned.items if item["organisation"] == organisation.pk]
        if items:
            lines.append(Line(planned.person, items, planned.is_regular))
    return sorted(lines, key=lambda line: (line.person.name.casefold(), line.person.pk))


def plan_by_organisation(at, on):
    """For the operator: [(organisation, people, things)]. Whoever is told of two counts in both."""
    people, things = Counter(), Counter()
    for planned in preview.what_would_go(at, on=on):
        found = Counter(item["organisation"] for item in planned.items)
        people.update(found.keys())
        things.update(found)
    return [(each, people[each.pk], things[each.pk]) for each in Organisation.objects.filter(pk__in=people)]


def in_trouble(digests, today):
    """[(state, how many)] of the last days that somebody should look at."""
    recent = digests.filter(local_date__gt=today - timedelta(days=DAYS_COUNTED), state__in=TROUBLE)
    numbers = dict(recent.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    return [(state, numbers[state]) for state in TROUBLE if state in numbers]


def failed_for(user, today):
    """For the first page of a lead: [{organisation, slug, number}] of mails that came to nobody lately."""
    failed = DigestOrganisation.objects.filter(
        organisation__in=user.organisation_ids("lead"),
        digest__state=State.FAILED,
        digest__local_date__gt=today - timedelta(days=DAYS_COUNTED),
    )
    rows = failed.order_by("organisation__name").values_list("organisation__name", "organisation__slug")
    return [
        {"organisation": name, "slug": slug, "number": number}
        for name, slug, number in rows.annotate(number=Count("pk"))
    ]


def sent_on(digests, day):
    return digests.filter(local_date=day, state=State.SENT).distinct().count()


def paused_on(preferences, on):
    return preferences.filter(paused_until__gte=on).select_related("person").order_by("person__name", "pk")


def paused_in(organisation, on):
    members = Membership.objects.filter(organisation=organisation)
    return paused_on(MailPreference.objects.filter(person__in=members.values("user")), on)


def of_action(action):
    """What was told of an action, the latest first; not what fell away before its mail was sent."""
    return (
        action.reminders.told()
        .select_related("person", "post__organisation", "said_in")
        .order_by("-said_in__local_date", "pk")
    )


def name_for(user, rows):
    """Gives each row a `shown_name`: of people whom the reader does not know (`is_known`) their post."""
    people = {row.person_id for row in rows}
    names = dict(User.objects.visible_to(user).filter(pk__in=people).values_list("pk", "name"))
    unnamed = Post.objects.filter(holder__in=people - names.keys()).select_related("organisation")
    posts = {post.holder_id: f"{post.title}, {post.organisation}" for post in unnamed.order_by("-pk")}
    for row in rows:
        row.is_known = row.person_id in names
        row.shown_name = names.get(row.person_id) or posts.get(row.person_id, SOMEBODY_ELSE)


def for_others(items):
    """The same items leading to what they are about: a mail leads to forms that only its reader may send."""
    return [item | {"address": _page_of(item)} for item in items]


def _page_of(item):
    """The nearest page above the form, or the form's own address, that is named as the subject is."""
    kind = item["subject"].partition(":")[0]
    path = urlsplit(item["address"]).path
    while path != "/":
        if _route(path) == kind:
            return path
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return item["address"]


def _route(path):
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
