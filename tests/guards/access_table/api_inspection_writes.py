"""Reports coming in, judgements and repeat findings by the API: for the same people as on the pages."""

from tests.guards.access_table.api_actions import of
from tests.guards.access_table.api_inspections import of_clock
from tests.guards.access_table.api_people import API, HIDDEN, LIST, deed, removal
from tests.guards.access_table.api_writes import here, insiders
from tests.guards.access_table.inspections import more_areas, more_likenesses, more_readings
from tests.guards.access_table.row import INSIDERS, LEADS, Row

ROWS = (
    Row(route="api-report-readings", **LIST, grow=more_readings),
    Row(route="api-report-reading", args=of("reading"), reads=LEADS, **HIDDEN),
    insiders("load-report", LEADS, here),
    insiders("enter-inspection", LEADS, here),
    deed("change-reading", LEADS, of("reading"), refused="404"),
    deed("save-reading", LEADS, of("reading"), refused="404"),
    Row(route="api-edition-differences", args=of("reading"), reads=LEADS, **HIDDEN),
    deed("take-over-edition", LEADS, of("reading"), refused="404"),
    removal("discard-reading", LEADS, of("reading"), refused="404"),
    Row(
        route="api-inspection-history",
        args=of("inspection"),
        reads=LEADS,
        grow=more_areas,
        **API,
    ),
    Row(route="api-inspection-file", args=of("inspection"), reads=INSIDERS, **API),
    insiders("change-inspection", LEADS, of("inspection")),
    insiders("set-judgements", LEADS, of("inspection")),
    insiders("publish-inspection", LEADS, of("inspection")),
    insiders("withdraw-inspection", LEADS, of("inspection")),
    insiders("change-area", LEADS, of("area")),
    insiders("record-met", LEADS, of_clock),
    Row(route="api-likenesses", **LIST, grow=more_likenesses),
    Row(route="api-likeness", args=of("likeness"), reads=LEADS, **HIDDEN),
    deed("decide-likeness", LEADS, of("likeness"), refused="404"),
)
