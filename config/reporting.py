"""The settings of faults reported elsewhere, and of traces. Both are off while their address is empty."""


class Settings:
    def __init__(self, environment):
        self.sentry_dsn = environment.address("SENTRY_DSN", "", ("http", "https"))
        self.traces_to = environment.address("OTEL_EXPORTER_OTLP_ENDPOINT", "", ("http", "https")).rstrip("/")
        self.share_traced = environment.share("OTEL_TRACES_SAMPLER_ARG", 1.0)

    @property
    def log_handlers(self):
        """Whatever the log calls an error is reported: one more handler of the root."""
        return (
            {"faults": {"()": "config.watching.sentry.Faults", "dsn": self.sentry_dsn}}
            if self.sentry_dsn
            else {}
        )

    @property
    def middleware(self):
        return ["config.watching.tracing.TraceRequests"] if self.traces_to else []
