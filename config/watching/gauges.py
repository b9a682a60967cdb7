"""What is read from the database when a watcher asks: small queries, none of which grows with the ledger."""

from prometheus_client.core import GaugeMetricFamily

from accounts.models import Heartbeat, Session, Sweep
from config.version import release
from config.watching import machine, outboxes, work
from config.watching.parts import OK

PREFIX = "followthrough_"


class Gauges:
    """A collector of prometheus_client."""

    def __init__(self, at):
        self.at = at

    def collect(self):
        yield self._gauge("info", "Which release this is", ["release"], [((release(),), 1)])
        parts = [machine.database(), machine.migrations(), machine.broker(), machine.disk(), machine.files()]
        is_there = parts[0].state == parts[1].state == OK
        if is_there:
            parts += [machine.workers(self.at), machine.clocks(self.at), work.last_sweep(self.at)]
        states = [((part.name,), part.state == OK) for part in parts]
        yield self._gauge("part_ok", "1 while a part is as it should be", ["part"], states)
        room = machine.room_on_disk()
        yield self._gauge("disk_free_bytes", "Room left in VAR_DIR", [], [((), room.free)])
        yield self._gauge("disk_size_bytes", "Size of the disk of VAR_DIR", [], [((), room.total)])
        if is_there:
            yield from self._outboxes()
            yield from self._sweeps()
            yield from self._counts()

    def _outboxes(self):
        boxes = outboxes.all_of(self.at)
        for name, words in (
            ("waiting", "Owed now and not sent or done"),
            ("oldest_seconds", "How long the oldest of them has been owed"),
            ("failed", "Given up in the last seven days; receivers of webhooks that are paused"),
        ):
            rows = [((box.name,), getattr(box, name)) for box in boxes]
            yield self._gauge(f"outbox_{name}", words, ["outbox"], rows)

    def _sweeps(self):
        sweeps = Sweep.objects.filter(name__in=work.EXPECTED).exclude(last_finished_at=None)
        ages, faults = [], []
        for sweep in sweeps:
            ages.append(((sweep.name,), (self.at - sweep.last_finished_at).total_seconds()))
            faults.append(((sweep.name,), len(sweep.faults)))
        yield self._gauge("sweep_age_seconds", "How long ago it last ended", ["sweep"], ages)
        yield self._gauge("sweep_faults", "Faults it found then", ["sweep"], faults)

    def _counts(self):
        alive = Heartbeat.objects.alive(self.at)
        skews = [abs(ms) / 1000 for ms in alive.values_list("clock_ahead_ms", flat=True) if ms is not None]
        for name, words, number in (
            ("workers", "Workers heard of in the last two minutes", alive.count()),
            ("clock_skew_seconds", "Worst distance of a worker's clock", max(skews, default=0)),
            (
                "sessions",
                "Sessions that have not ended",
                Session.objects.live(self.at).count(),
            ),
            ("ledger_rows", "Number of the last row of the ledger", outboxes.ledger_rows()),
            (
                "changes_without_a_place",
                "Not yet read by the feed",
                outboxes.rows_without_a_place(),
            ),
            ("webhook_rows_behind", "Rows the slowest webhook has still to tell", outboxes.rows_behind()),
        ):
            yield self._gauge(name, words, [], [((), number)])

    def _gauge(self, name, words, labels, rows):
        gauge = GaugeMetricFamily(PREFIX + name, words, labels=labels)
        for values, number in rows:
            gauge.add_metric(values, float(number))
        return gauge
