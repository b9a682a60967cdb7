"""Westmarch's committee: what invented councillors were told and asked, for `manage.py load_sample`."""

from scrutiny.sample import asking, committee

COUNCIL = "westmarch"


def load(organisations, inspections, on):
    """After the plans. Takes the organisations by address, the inspections by framework."""
    committee.load(organisations[COUNCIL], inspections["ilacs"], on)
    asking.load(inspections["ilacs"])
