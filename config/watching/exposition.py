"""The text that Prometheus reads: what the processes of this host counted, and what the database says."""

from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from config.watching import metrics
from config.watching.gauges import Gauges

CONTENT_TYPE = CONTENT_TYPE_LATEST


class OfThisHost:
    """All programs of this host, each with its folder: the web server's processes and the workers'."""

    def collect(self):
        files = sorted(str(file) for file in settings.METRICS_DIR.glob("*/*.db"))
        return MultiProcessCollector.merge(files, accumulate=True)


def exposition(at):
    registry = CollectorRegistry()
    registry.register(Gauges(at))
    if not metrics.are_shared():
        return generate_latest(registry) + generate_latest(REGISTRY)
    registry.register(OfThisHost())
    return generate_latest(registry)
