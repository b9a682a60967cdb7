"""Pages about the service itself."""

from tests.guards.access_table.row import EVERYBODY, Row

ROWS = (
    Row(route="healthz", reads=EVERYBODY, is_page=False),
    Row(route="readyz", reads=EVERYBODY, is_page=False),
    Row(route="metrics", missing="it is there only while METRICS_TOKEN is set", is_page=False),
    Row(route="accessibility", reads=EVERYBODY),
    Row(route="privacy", reads=EVERYBODY),
    Row(route="cookies", reads=EVERYBODY),
    Row(route="security-txt", reads=EVERYBODY, is_page=False),
    Row(route="look", reads=EVERYBODY, not_a_list="its rows are invented by config/look.py"),
)
