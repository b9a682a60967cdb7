"""What is counted and offered on the plan of a whole council, kept until something it is made of has changed.

For whoever sees every action of the council: they all see the same. For others it is counted each time.
"""

from django.core.cache import caches
from django.db.models import Count, Max, Sum, Value

from accounts.software import software
from actions import plan_table
from actions.models import Action
from actions.plan_offers import offers_of
from inspections.models import Area, AreaBody


class KeptPlan:
    """Of one organisation on one day. Asks once whether anything has changed, and only then counts anew."""

    def __init__(self, organisation, on):
        self.organisation, self.on = organisation, on
        self.actions = Action.objects.of(organisation)
        self.mark = (on, *_told(organisation))

    def offers(self):
        return self._kept("offers", lambda: offers_of(self.actions))

    def figures(self):
        return self._kept("figures", lambda: plan_table.figures(self.actions, self.on))

    def _kept(self, name, make):
        # One row for each organisation: what was kept of an earlier state makes room. What another release
        # keeps is not even read, for its classes may be none of this one's.
        key = f"plan-{software()}-{self.organisation.pk}-{name}"
        mark, made = caches["pages"].get(key) or (None, None)
        if mark != self.mark:
            made = make()
            caches["pages"].set(key, (self.mark, made))
        return made


def _told(organisation):
    """What the ledgers and the histories say of themselves, of this organisation.

    Each row of a ledger adds one to its action's number. Of two rows of a history that are written at once
    the lower number may be committed last, so their number is told beside the last.
    """
    ledgers = Action.objects.of(organisation).order_by().values("area__inspection")
    ledgers = ledgers.annotate(
        published_on=Max("area__inspection__published_on"), numbers=Sum("ledger_number"), actions=Count("pk")
    ).values_list("area__inspection", "published_on", "numbers", "actions")
    areas = _last("areas", Area.history.filter(inspection__organisation=organisation))
    bodies = _last("bodies", AreaBody.history.filter(area__inspection__organisation=organisation))
    return *sorted(ledgers, key=lambda row: row[0]), *sorted(areas.union(bodies, all=True))


def _last(name, rows):
    rows = rows.order_by().annotate(table=Value(name)).values("table")
    return rows.annotate(last=Max("history_id"), number=Count("pk")).values_list("table", "last", "number")
