"""Files of evidence."""

from tests.guards.access_table.row import INSIDERS, Row


def of_evidence(place):
    return {"pk": place.more["evidence"].pk}


ROWS = (Row(route="evidence", args=of_evidence, reads=INSIDERS, is_page=False),)
