"""What people and visitors ask for all day, in the first council of a seeded country."""

from datetime import timedelta

from bench import api_rivals
from bench.everything import rivals
from bench.everything.figures import measured

BARE, PLAIN = "bare view, 50 rows", "plain SQL, 50 rows"
BARE_OVERDUE = "bare view, overdue of a council"
# How often; the slower a page is, the fewer questions tell.
OFTEN, SELDOM = 10, 3


class Council:
    """The people and things of the first seeded council."""

    def __init__(self):
        from django.utils import timezone

        from accounts.models import Organisation, User
        from actions.models import Action
        from inspections.models import Inspection

        self.today = timezone.localdate()
        self.organisation = Organisation.objects.get(slug="borough-001")
        self.lead, self.manager, self.assurer, self.viewer = (
            User.objects.get(email=f"{role}01.borough-001@seeded.example")
            for role in ("lead", "manager", "assurer", "viewer")
        )
        inspections = Inspection.objects.filter(organisation=self.organisation, is_public=True)
        self.inspection = min(inspections, key=lambda each: abs(_actions_of(each) - 100))
        public = Action.objects.filter(area__inspection=self.inspection, visibility="public")
        self.action = public.order_by("-ledger_number", "pk").first()

    def paper(self):
        from django.utils import timezone

        from scrutiny.models import Committee, Meeting, Paper

        committee, _ = Committee.objects.get_or_create(
            organisation=self.organisation, slug="children", defaults={"name": "Children's Scrutiny"}
        )
        meeting, _ = Meeting.objects.get_or_create(committee=committee, held_on=self.today + timedelta(20))
        made = {"as_at": self.today, "made_by": self.lead, "made_at": timezone.now()}
        paper, _ = Paper.objects.get_or_create(meeting=meeting, inspection=self.inspection, defaults=made)
        return paper


def _actions_of(inspection):
    from actions.models import Action

    return Action.objects.filter(area__inspection=inspection).count()


def asking(user=None, **headers):
    from django.test import Client

    client = Client(headers=headers)
    if user is not None:
        client.force_login(user)

    def ask(address):
        answer = client.get(address)
        assert answer.status_code in (200, 304), (address, answer.status_code, answer.content[:300])
        return b"".join(answer) if answer.streaming else answer.content

    return ask


def of_people(council):
    from django.urls import reverse

    slug = [council.organisation.slug]
    one = [*slug, council.inspection.slug]
    plan = reverse("organisation-plan", args=slug)
    day = (council.today - timedelta(200)).isoformat()
    asked = [
        ("list: a council's plan", council.viewer, plan, BARE),
        ("list: one bucket", council.viewer, f"{plan}?bucket=overdue", BARE),
        ("list: as at a day", council.viewer, f"{plan}?as_at={day}", PLAIN),
        ("list: one inspection", council.viewer, reverse("inspection-plan", args=one), BARE),
        ("one action", council.manager, council.action.get_absolute_url(), ""),
        ("one action, as at a day", council.manager, f"{council.action.get_absolute_url()}?as_at={day}", ""),
        ("my work", council.manager, reverse("front"), ""),
        ("decisions", council.lead, reverse("decisions"), ""),
        ("sign-offs", council.assurer, reverse("sign-offs"), ""),
        ("progress page, signed in", council.viewer, reverse("progress", args=one), ""),
        ("committee paper, draft", council.lead, council.paper().get_absolute_url(), ""),
    ]
    for name, user, address, floor in asked:
        ask = asking(user)
        yield measured(name, lambda ask=ask, address=address: ask(address), SELDOM, floor)


def forget_pages():
    """Not what is counted for them, which outlives them."""
    from django.core.cache import caches

    from scrutiny import kept_counts

    counts = caches["pages"].get(kept_counts.key())
    caches["pages"].clear()
    caches["pages"].set(kept_counts.key(), counts)


def of_visitors(council):
    from django.urls import reverse

    one = [council.organisation.slug, council.inspection.slug]
    ask = asking(accept_encoding="gzip")
    for name, address in [
        ("progress page", reverse("progress", args=one)),
        ("organisation page", reverse("organisation", args=one[:1])),
        ("front page", reverse("front")),
    ]:
        page = lambda address=address: ask(address)  # noqa: E731
        yield measured(f"{name}, cold", page, SELDOM, before=forget_pages, warm=1)
        yield measured(f"{name}, kept", page, OFTEN)
    day = (council.today - timedelta(200)).isoformat()
    as_at = f"{reverse('progress', args=one)}?as_at={day}"
    yield measured("progress page, as at a day", lambda: ask(as_at), SELDOM)


def of_search(council):
    """Words anywhere in anything, the only thing that reads all there is."""
    from django.urls import reverse

    address = f"{reverse('search')}?q=handing+over+siblings"
    for name, user in [("search", None), ("search, signed in", council.viewer)]:
        ask = asking(user)
        yield measured(name, lambda ask=ask: ask(address), 1, warm=1)


def of_the_api(council, middle):
    from accounts.viewsets.pages import Order

    ask = asking()
    deep = Order("id", ("pk",)).cursor([middle])
    day = (council.today - timedelta(200)).isoformat()
    slug = council.organisation.slug
    still_open = {"status__in": "not_started,in_progress", "due_on__lt": council.today}
    for name, address, floor in [
        (PLAIN, api_rivals.plain_after(middle), ""),
        (BARE, api_rivals.bare_after(middle), ""),
        (BARE_OVERDUE, api_rivals.narrowed(organisation=slug, **still_open), ""),
        ("plain SQL, as at a day", rivals.plain("as-at", day, middle), ""),
        ("plain SQL, 50 changes", rivals.plain("changes", middle), ""),
        ("API: 50 actions", f"/api/v1/actions/?cursor={deep}", BARE),
        ("API: as at a day", f"/api/v1/actions/?cursor={deep}&as_at={day}", "plain SQL, as at a day"),
        ("API: overdue of a council", f"/api/v1/actions/?organisation={slug}&bucket=overdue", BARE_OVERDUE),
        ("API: by deadline", "/api/v1/actions/?ordering=due_on", BARE),
        ("API: one action", f"/api/v1/actions/{council.action.pk}/", ""),
        ("API: 50 updates", "/api/v1/updates/", ""),
        ("API: 50 changes", f"/api/v1/changes/?page_size=50&after={middle}", "plain SQL, 50 changes"),
    ]:
        yield measured(name, lambda address=address: ask(address), OFTEN, floor)
