"""One line of the log: JSON where programs read it, plain words where a person does."""

import logging
import re
import sys
from datetime import UTC, datetime

import orjson
import structlog
from structlog.contextvars import merge_contextvars

from config.watching import faults
from config.watching.scrubbing import scrub_named, scrub_text

OUR_APPS = ("accounts", "actions", "inspections", "scrutiny", "config")
# Libraries that say how the machine is. Of any other only the place is told: its words may be anybody's.
TOLD = ("celery", "kombu", "gunicorn", "django", "psycopg", "py")
# In a sentence that came without arguments, what was put in stands in quotation marks.
QUOTED = re.compile(r"'.*'|\".*\"")
# Made here, of nothing that anybody sent.
CLEAN = frozenset({"_record", "_from_structlog", "at", "level", "logger", "place", "exception"})


def formatter(is_plain, tells_all):
    """For logging's dictConfig. `tells_all` is for developers with DEBUG, who need what exceptions say."""
    cleaning = [] if tells_all else [mask_libraries, describe_exception, scrub_values]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[merge_contextvars],
        processors=[
            add_level_and_name,
            *cleaning,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            in_plain_words if is_plain else as_json,
        ],
    )


def configure_structlog():
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            merge_contextvars,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def add_level_and_name(_logger, _method, event):
    record = event["_record"]
    event["at"], event["level"], event["logger"] = record.created, record.levelname.lower(), record.name
    if event.get("exc_info") is True:
        event["exc_info"] = sys.exc_info()
    return event


def mask_libraries(_logger, _method, event):
    """A library's sentence with its numbers; its texts left out, as they may be what somebody sent."""
    record = event["_record"]
    family = record.name.partition(".")[0]
    if event["_from_structlog"] or family in OUR_APPS:
        return event
    if record.name.startswith("django.security."):
        event["event"], event["reason"] = "request_refused", record.name.rpartition(".")[2]
        event["level"] = "warning"
        event.pop("exc_info", None)
        return event
    event["event"] = in_its_own_words(record) if family in TOLD else "library_spoke"
    event["place"] = f"{record.name}:{record.lineno}"
    return event


def in_its_own_words(record):
    """The formatter has taken the arguments of its copy away; the filter on the handler kept them."""
    template, arguments = getattr(record, "as_given", (str(record.msg), ()))
    if not arguments:
        return scrub_text(QUOTED.sub("'…'", str(template).partition("\n")[0]))
    masked = (
        {name: _number_or_gap(each) for name, each in arguments.items()}
        if isinstance(arguments, dict)
        else tuple(_number_or_gap(each) for each in arguments)
    )
    try:
        return scrub_text((str(template) % masked).partition("\n")[0])
    except (TypeError, ValueError):
        return scrub_text(str(template).partition("\n")[0])


def _number_or_gap(value):
    return value if isinstance(value, (bool, int, float)) else "…"


def keep_arguments(record):
    """A filter of the handler: structlog's formatter mixes them into the sentence before we see it."""
    record.as_given = (record.msg, record.args)
    return True


def drop_answers(record):
    """A filter for django.request: what was answered with which status stands in `request_finished`."""
    if not record.exc_info:
        return False
    record.msg, record.args = "request_failed", ()
    return True


def describe_exception(_logger, _method, event):
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    problem = given[1] if isinstance(given, tuple) else given
    if isinstance(problem, BaseException):
        # What is warned of was expected, and is made good: its kind is enough.
        is_fault = event["_record"].levelno >= logging.ERROR
        event["exception"] = faults.described(problem) if is_fault else faults.in_short(problem)
    return event


def scrub_values(_logger, _method, event):
    for name, value in event.items():
        if name not in CLEAN:
            event[name] = scrub_named(name, value)
    return event


def as_json(_logger, _method, event):
    at = datetime.fromtimestamp(event.pop("at"), UTC).isoformat(timespec="milliseconds")
    line = {"at": at, "level": event.pop("level"), "event": event.pop("event"), **event}
    return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def in_plain_words(_logger, _method, event):
    at = datetime.fromtimestamp(event.pop("at")).astimezone()
    level, words = event.pop("level"), str(event.pop("event")).replace("_", " ")
    event.pop("logger")
    fault, traceback = event.pop("exception", None), event.pop("exc_info", None)
    facts = " ".join(f"{name}={value}" for name, value in event.items() if value not in ("", None, {}))
    line = " ".join(filter(None, (f"{at:%H:%M:%S}", "" if level == "info" else level, words, facts)))
    if fault and "frames" not in fault:
        return " ".join([line, *fault.values()])
    if fault:
        return "\n".join([line, *faults.in_lines(fault)])
    if traceback:
        return f"{line}\n{logging.Formatter().formatException(traceback)}"
    return line
