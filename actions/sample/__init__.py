"""Westmarch's plans: what an invented council did about invented findings, for `manage.py load_sample`."""

from actions.sample import measures, plan_of_2012, plan_of_2015, recent_plan, recent_plan_with_partners
from actions.sample.telling import Plan


def load(organisations, inspections, on):
    """Tells every story by the verbs. Takes the organisations by address, the inspections by framework."""
    for framework, stories in (("slac", plan_of_2012), ("sif", plan_of_2015)):
        inspection = inspections[framework]
        stories.tell(Plan(organisations, inspection, inspection.published_on))
    now = Plan(organisations, inspections["ilacs"], on)
    recent = recent_plan.tell(now) | recent_plan_with_partners.tell(now)
    measures.tell(now, recent)
