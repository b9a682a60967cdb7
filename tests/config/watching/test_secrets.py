"""Canaries through every door: none may ever stand in the log."""

import logging
from types import SimpleNamespace

import pytest
import structlog
from django.core.exceptions import DisallowedHost
from django.db import DataError, OperationalError
from django.urls import reverse

from config.logs import EVERYTHING
from config.watching import tasks as watched_tasks
from config.watching.scrubbing import scrub, scrub_text
from tests.config.watching.heard import listening
from tests.factories import make_action, make_user

pytestmark = pytest.mark.django_db

SECRET = "canary7Zq2Vt8LmXw4RkYp9"
EMAIL = "canary.person@westmarch.example"
TYPED = "Canary Smith, 14, of Canary Lane"
CANARIES = (SECRET, EMAIL, "canary.person", "Canary Smith", "Canary Lane")


@pytest.fixture
def heard(settings):
    settings.LOG = SimpleNamespace(requests=EVERYTHING)
    with listening(level=logging.INFO) as in_json, listening(is_plain=True, level=logging.INFO) as in_words:
        yield lambda: in_json.getvalue() + in_words.getvalue()


def holds_none(text):
    return [canary for canary in CANARIES if canary.lower() in text.lower()] == []


SECRET_ADDRESSES = [
    reverse("invitation", args=[SECRET]),
    reverse("stop-mail", args=[f"{SECRET}:1abc:{SECRET}"]),
    reverse("account_reset_password_from_key", args=["1a", SECRET]),
    reverse("own-deadlines", args=[SECRET]),
    reverse("confirm-subscription", args=[SECRET]),
    reverse("end-subscription", args=[SECRET]),
    f"/no/such/place/{SECRET}/?email={EMAIL}",
    f"/search/?q={TYPED.replace(' ', '+')}",
    f"/api/v1/actions/?search={SECRET}&wrong={SECRET}",
]


@pytest.mark.parametrize("address", SECRET_ADDRESSES)
def test_an_address_that_holds_a_secret(client, heard, address):
    client.get(address)
    client.post(address, {"password": SECRET})
    assert "request_finished" in heard()
    assert holds_none(heard())


def test_what_people_type_and_what_their_programs_send(client, heard):
    client.post(reverse("account_login"), {"login": EMAIL, "password": SECRET})
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    headers = {
        "Authorization": f"Bearer {SECRET}",
        "Cookie": f"sessionid={SECRET}; csrftoken={SECRET}",
        "X-Request-ID": SECRET,
        "User-Agent": SECRET,
        "Referer": f"https://westmarch.example/{SECRET}",
        "X-Forwarded-For": SECRET,
    }
    client.get("/api/v1/me/", headers=headers)
    client.post("/api/v1/actions/", {"note": TYPED}, content_type="application/json", headers=headers)
    client.post("/api/v1/actions/", f'{{"note": "{TYPED}', content_type="application/json")
    client.get("/", headers={"Host": SECRET})
    assert holds_none(heard())


def test_a_recording_that_breaks_with_what_was_typed(client, heard, monkeypatch):
    action = make_action()

    def break_down(self, *args, **given):
        local_of_the_frame = {**given, "typed": TYPED, "password": SECRET}
        try:
            raise ValueError(f"{local_of_the_frame}")
        except ValueError as first:
            raise DataError(f"Failing row contains ({TYPED}, {EMAIL}).") from first

    monkeypatch.setattr("actions.models.actions.ActionQuerySet.visible_to", break_down)
    client.force_login(make_user())
    client.raise_request_exception = False
    assert client.get(action.get_absolute_url()).status_code == 500
    write = f"{action.get_absolute_url()}record-progress/"
    assert client.post(write, {"note": TYPED}).status_code == 500
    assert "django.db.utils.DataError" in heard()
    assert holds_none(heard())


def test_libraries_that_repeat_what_they_were_given(heard):
    refused = f"Invalid HTTP_HOST header: {SECRET} {TYPED}"
    logging.getLogger("django.security.DisallowedHost").error(refused)
    logging.getLogger("gunicorn.any").error("Error handling request %s", f"/mail/stop/{SECRET}/")
    bad_line = f"Invalid request: 'GET /search?q={TYPED} \"{EMAIL}\" HTTP/9.9'"
    logging.getLogger("gunicorn.any").warning(bad_line)
    logging.getLogger("celery.worker").error("Received unregistered task: %r %d", {"args": [TYPED]}, 7)
    logging.getLogger("some.library").warning(refused)
    logging.getLogger("some.library").warning("cannot read %s", TYPED)
    logging.getLogger("accounts.anything").warning("could not tell %s with Bearer %s", EMAIL, SECRET)
    structlog.get_logger("accounts.anything").warning("told", to=EMAIL, password="abc", link=f"/x/{SECRET}/")
    try:
        raise DisallowedHost(SECRET)
    except DisallowedHost:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/{SECRET}")
    assert holds_none(heard())
    assert "Received unregistered task: '…' 7" in heard()
    assert '"reason":"DisallowedHost"' in heard()


def test_a_task_that_fails_with_what_it_was_given(heard):
    from config.celery import celery_app

    @celery_app.task(name="tests.fail_with_secrets")
    def fail(words):
        secret_local = words  # noqa: F841 - what a debugger would show
        raise OSError(5, words, f"/var/{SECRET}")

    assert fail.apply(args=[TYPED]).state == "FAILURE"
    del celery_app.tasks["tests.fail_with_secrets"]
    assert "task_failed" in heard() and "builtins.OSError" not in heard()
    assert holds_none(heard())
    assert watched_tasks.CARRIED not in heard()


def test_only_what_speaks_of_the_machine_is_quoted(heard):
    try:
        raise OperationalError(
            f'connection to server at "db", port 5432 failed for postgres://u:{SECRET}@db\n{TYPED}'
        )
    except OperationalError:
        structlog.get_logger("accounts.jobs").exception("job_failed", job="1")
    assert "connection to server at" in heard()
    assert holds_none(heard())


def test_what_was_expected_and_is_made_good_takes_one_line(heard):
    try:
        raise ConnectionRefusedError(111, TYPED)
    except ConnectionRefusedError as problem:
        structlog.get_logger("accounts.tasks").warning("message_not_sent", exc_info=problem)
    in_json, in_words = heard().splitlines()
    assert '"exception":{"type":"ConnectionRefusedError","says":"Connection refused"}' in in_json
    assert in_words.endswith("warning message not sent ConnectionRefusedError Connection refused")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("redis://user:pass@host:6379/0", "redis://[removed]@host:6379/0"),
        ("to a.b+c@x.gov.uk at once", "to [removed] at once"),
        ("password=abc&page=2", "password=[removed]&page=2"),
        ('{"api_key": "abc", "page": 2}', '{"api_key": [removed], "page": 2}'),
        ("Authorization: Basic abc=", "Authorization: [removed]"),
        ("job 0190b2c4-1111-4222-8333-444455556666 ended", "job 0190b2c4-1111-4222-8333-444455556666 ended"),
        ("request 5f3c9a1b20e47d60", "request 5f3c9a1b20e47d60"),
        ("account_reset_password_from_key", "account_reset_password_from_key"),
        ("scrutiny.send_notices", "scrutiny.send_notices"),
        (
            "/srv/app/actions/reminders/sending.py:38 send_digest",
            "/srv/app/actions/reminders/sending.py:38 send_digest",
        ),
        (f"/invitations/{SECRET}/", "/invitations/[removed]/"),
        ("4 of 1,000 mails", "4 of 1,000 mails"),
        ("", ""),
    ],
)
def test_scrubbing_takes_out_secrets_and_leaves_words(given, told):
    assert scrub_text(given) == told


def test_scrubbing_reaches_what_lies_deep_and_ends():
    loop = {}
    loop["again"] = loop
    assert scrub(loop)["again"]
    assert scrub({"a": [{"session_key": "x", "number": 5, "who": {EMAIL}}]}) == {
        "a": [{"session_key": "[removed]", "number": 5, "who": ["[removed]"]}]
    }
    assert len(scrub_text("word " * 1000)) < 600
