"""Inspections as pages show them: judgements as steps through time, areas grouped as published."""

from inspections import frameworks, grade_strip
from inspections.timescales import Timescale


def steps(inspection):
    """(judgement, its step) in the order of the report."""
    entry = inspection.framework_entry
    return [
        (line, grade_strip.step(entry, inspection.fieldwork_from, inspection.day, inspection, line))
        for line in inspection.judgements.all()
    ]


def strips(inspections):
    """Judgements that were made more than once, each through time, oldest first."""
    oldest_first = list(reversed(inspections))
    named = [(line.name, step) for inspection in oldest_first for line, step in steps(inspection)]
    return [strip for strip in grade_strip.strips(named) if strip.inspections > 1]


def grouped(inspection, areas):
    """[(section, [(heading, [area, ...]), ...]), ...] in the order in which the report has them."""
    entry = inspection.framework_entry
    sections = {}
    for area in areas:
        area.inspection = inspection
        title = " – ".join(filter(None, (area.section, area.subsection)))
        sections.setdefault(title, {}).setdefault(_heading(entry, area), []).append(area)
    return [(title, list(headings.items())) for title, headings in sections.items()]


def _heading(entry, area):
    """The timescale where there is one, as reports print it; else the kind of area."""
    label = Timescale(area.timescale).label if area.timescale else ""
    kind = entry.kind_label(area.kind)
    if label and area.kind == frameworks.Kind.IMPROVEMENT:
        return label
    return f"{kind}: {label.lower()}" if label else kind
