"""Invented inspections: judgements, areas with the bodies they name, time limits, measures with readings."""

from datetime import UTC, datetime, time, timedelta

from simple_history.utils import bulk_create_with_history

from actions.large_data import tables, words
from actions.models import Measure, Reading
from inspections import clocks, frameworks, timescales
from inspections.models import Area, AreaBody, Inspection, InspectionClock, Judgement

NOT_OURS = ("scrutiny", "other")
PER_AREA = 10
OLDEST = 8 * 365
AT_ONCE = 2000


def draw_up(council, number, luck, on):
    """An inspection that is not saved yet. Young ones are as many as in a council that is looked at often."""
    published_on = on - timedelta(20 + int(OLDEST * luck.random() ** 2))
    fieldwork_from = published_on - timedelta(luck.randint(35, 70))
    suitable = [each for each in frameworks.frameworks_on(fieldwork_from) if each.key not in NOT_OURS]
    framework = luck.choice(suitable)
    return Inspection(
        organisation=council.organisation,
        framework=framework.key,
        title=f"{framework.name}, {published_on:%B %Y}"[:300],
        slug=f"inspection-{number}",
        fieldwork_from=fieldwork_from,
        fieldwork_to=fieldwork_from + timedelta(10),
        published_on=published_on,
        received_on=published_on - timedelta(14),
        is_public=bool(luck.randrange(12)),
    )


def write(drawn):
    """`drawn`: [(council, unsaved inspection, luck, how many actions)]. Gives the areas of each."""
    inspections = [inspection for _, inspection, _, _ in drawn]
    bulk_create_with_history(inspections, Inspection, AT_ONCE)
    judgements, areas, bodies = [], [], []
    for council, inspection, luck, count in drawn:
        judgements += _judgements(inspection, luck)
        of_it = list(_areas(inspection, luck, -(-count // PER_AREA)))
        areas.append(of_it)
        bodies += [body for area in of_it for body in _bodies(area, council)]
    bulk_create_with_history(judgements, Judgement, AT_ONCE)
    bulk_create_with_history([area for of_it in areas for area in of_it], Area, AT_ONCE)
    for body in bodies:
        body.area_id = body.area.pk
    bulk_create_with_history(bodies, AreaBody, AT_ONCE)
    _start_clocks(inspections, {of_it[0].inspection_id: of_it for of_it in areas})
    return areas


def _judgements(inspection, luck):
    framework, day = inspection.framework_entry, inspection.fieldwork_from
    for position, expected in enumerate(framework.judgements_on(day), 1):
        grades = framework.grades_on(day, expected.name)
        grade = luck.choice(grades).name if grades else None
        yield Judgement(
            inspection=inspection,
            position=position,
            section=expected.section,
            name=expected.name,
            grade=grade,
        )


def _areas(inspection, luck, count):
    for number in range(1, count + 1):
        priority = luck.randrange(12) == 0
        timescale = luck.choice((*timescales.Timescale, ""))
        area = Area(
            inspection=inspection,
            number=number,
            section=words.SECTIONS[number % len(words.SECTIONS)],
            paragraph=str(10 + number),
            kind="priority" if priority else "improvement",
            timescale=str(timescale),
            words=f"{luck.choice(words.AREAS)} ({number})",
            theme=luck.choice(words.THEMES),
        )
        area.expected_by = area.expected_by_now()
        yield area


def _bodies(area, council):
    """Every fifth area also asks something of the trust."""
    if area.number % 5 == 0 and council.trust is not None:
        for body in (council, council.trust):
            yield AreaBody(area=area, name=body.organisation.name, organisation=body.organisation)


def _start_clocks(inspections, areas):
    rows = []
    for inspection in inspections:
        has_priority = any(area.kind == "priority" for area in areas[inspection.pk])
        for clock in inspection.framework_entry.clocks_started(has_priority=has_priority):
            trigger_on = inspection._trigger_day(clock)
            if trigger_on is not None:
                due_on = clocks.deadline(clock, trigger_on)
                rows.append(
                    InspectionClock(
                        inspection=inspection,
                        clock=clock.key,
                        trigger_on=trigger_on,
                        due_on=due_on,
                        met_on=min(due_on, trigger_on + timedelta(30)),
                    )
                )
    bulk_create_with_history(rows, InspectionClock, AT_ONCE)


def write_measures(drawn, areas, on):
    """Every third area has one; read each month until it is two years old."""
    measures = []
    for (council, inspection, luck, _), of_it in zip(drawn, areas, strict=True):
        for area in of_it[::3]:
            measures.append((council, luck, _measure(area, inspection, luck)))
    bulk_create_with_history([measure for _, _, measure in measures], Measure, AT_ONCE)
    names = ("measure_id", "taken_on", "value", "note", "by_id", "entered_at", "corrects_id")
    tables.write(Reading, names, (row for each in measures for row in _readings(*each, on)))


def _measure(area, inspection, luck):
    return Measure(
        area=area,
        name=luck.choice(words.MEASURES),
        unit="of a hundred",
        definition="Files looked at in the month that show it, of a hundred.",
        direction="up",
        baseline=40,
        baseline_on=inspection.published_on,
        target=90,
        target_on=inspection.published_on + timedelta(365),
        cadence="monthly",
        starts_on=inspection.published_on + timedelta(30),
        hides_small_numbers=not luck.randrange(8),
    )


def _readings(council, luck, measure, on):
    value, day = 40, measure.starts_on
    while day < on and (day - measure.starts_on).days < 2 * 365:
        value = min(99, max(1, value + luck.randint(-3, 6)))
        at = datetime.combine(day, time(9, 30), UTC)
        yield (measure.pk, day, value, "", council.lead.holder, at, None)
        day += timedelta(30)
