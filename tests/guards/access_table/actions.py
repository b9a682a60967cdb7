"""One action: its page, and a page for each verb. Who may do what follows the table of transitions."""

from tests.factories import MORNING, later, make_area
from tests.guards.access_table.inspections import of_area, of_inspection
from tests.guards.access_table.row import INSIDERS, Row
from tests.guards.action_world import LATER, make_measure
from tests.guards.world import ASSURER, LEAD, MANAGER

# In the world of the guards the manager holds the post that owns every action.
LEAD_ALONE, OWNER_ALONE, ASSURER_ALONE = frozenset({LEAD}), frozenset({MANAGER}), frozenset({ASSURER})
OWNER_AND_LEAD = OWNER_ALONE | LEAD_ALONE


def of(name):
    def args(place):
        return of_inspection(place) | {"reference": place.more[name].reference}

    return args


def of_update(place):
    return of("action")(place) | {"number": 1}


def of_measure(place):
    return {"pk": place.more["measure"].pk}


def of_figure(place):
    return of_measure(place) | {"reading_pk": place.more["figure"].pk}


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def words(name, **typed):
    def post(place):
        number = place.more[name].ledger_number
        filled = {key: value(place) if callable(value) else value for key, value in typed.items()}
        return {"based_on": number, "note": "The panel met.", "visibility": "public"} | filled

    return post


def more_to_read(world, number):
    action = world.west.more["action"]
    for _ in range(number):
        action.note(world.people[LEAD], MORNING, "The panel met once more.", visibility="public")
        action.add_milestone(world.people[LEAD], MORNING, "Another panel")
    more_measures(world, number)


def more_measures(world, number):
    area = world.west.more["area"]
    for _ in range(number):
        measure = make_measure(area, f"Measure {area.measures.count()}")
        measure.record_reading(world.people[LEAD], MORNING, MORNING.date(), 3)


def more_readings(world, number):
    measure = world.west.more["measure"]
    for _ in range(number):
        day = later(MORNING, days=measure.readings.count())
        measure.record_reading(world.people[LEAD], day, day.date(), 5)


def more_areas(world, number):
    for _ in range(number):
        make_area(world.west.more["inspection"])


def verb(route, who, name="action", **typed):
    return Row(route=route, args=of(name), reads=who, writes=who, post=words(name, **typed))


def evidence_seen(place):
    return " ".join(place.more["claimed"].evidence_sha256s())


def another_action(place):
    return place.more["asked"].pk


def another_post(place):
    return place.vacant_post.pk


def opened(place):
    return {"title": "A new action", "good_looks_like": "It is done.", "visibility": "public"}


def measure(place):
    return {
        "name": "Visits in time", "unit": "%", "definition": "Visits made in time.", "direction": "up",
        "cadence": "monthly", "visibility": "public", **boxes("starts_on", LATER),
    }  # fmt: skip


def plan(place):
    areas = place.more["inspection"].areas.filter(actions=None)
    return {
        f"area-{area.number}-{name}": value
        for area in areas
        for name, value in {"is_wanted": "on", "title": "Do it", "good_looks_like": "It is done."}.items()
    }


def reading(place):
    return boxes("taken_on", MORNING.date().replace(day=1)) | {"value": "7"}


ROWS = (
    Row(route="action", args=of("action"), reads=INSIDERS, grow=more_to_read),
    verb("record-progress", OWNER_AND_LEAD),
    verb("claim-done", OWNER_AND_LEAD, do="anyway"),
    verb("ask-for-extension", OWNER_ALONE, **boxes("proposed_due_on", LATER)),
    Row(route="decide-extension", args=of("asked"), reads=LEAD_ALONE),
    verb("grant-extension", LEAD_ALONE, "asked"),
    verb("refuse-extension", LEAD_ALONE, "asked"),
    verb("move-deadline", LEAD_ALONE, **boxes("due_on", LATER)),
    verb("reassign", OWNER_AND_LEAD, owner=another_post),
    verb("accept", ASSURER_ALONE, "claimed", evidence_seen=evidence_seen, **boxes("check_on", LATER)),
    verb("send-back", ASSURER_ALONE, "claimed"),
    verb("confirm-sustained", ASSURER_ALONE, "accepted"),
    verb("lapse", ASSURER_ALONE | LEAD_ALONE, "accepted"),
    verb("not-pursue", LEAD_ALONE),
    verb("reopen", LEAD_ALONE, "closed"),
    verb("supersede", LEAD_ALONE, superseded_by=another_action),
    Row(route="correct", args=of_update, reads=LEAD_ALONE, writes=LEAD_ALONE, post=words("action")),
    verb("note", OWNER_AND_LEAD | ASSURER_ALONE),
    verb("reword", LEAD_ALONE, title="Another title", good_looks_like="It is done."),
    verb("add-milestone", LEAD_ALONE, title="Another panel"),
    Row(route="add-measure", args=of("action"), reads=LEAD_ALONE, writes=LEAD_ALONE, post=measure),
    Row(route="measure", args=of_measure, reads=INSIDERS, grow=more_readings),
    Row(route="edit-measure", args=of_measure, reads=LEAD_ALONE, writes=LEAD_ALONE, post=measure),
    Row(route="record-reading", args=of_measure, reads=OWNER_AND_LEAD, writes=OWNER_AND_LEAD, post=reading),
    Row(
        route="correct-reading",
        args=of_figure,
        reads=OWNER_AND_LEAD,
        writes=OWNER_AND_LEAD,
        post=lambda place: {"value": "8", "note": "It was counted wrongly."},
    ),
    Row(route="open-action", args=of_area, reads=LEAD_ALONE, writes=LEAD_ALONE, post=opened),
    Row(
        route="open-plan",
        args=of_inspection,
        reads=LEAD_ALONE,
        writes=LEAD_ALONE,
        post=plan,
        grow=more_areas,
    ),
)
