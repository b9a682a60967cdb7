"""What a stranger tries first: other hosts, other methods, ways elsewhere, files that lie about."""

import json

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from tests.accounts.people import (
    give_second_factor,
    recovery_codes_of,
    sign_in,
    signed_in,
)
from tests.config.test_settings import PRODUCTION
from tests.config.watching.heard import listening
from tests.factories import PASSWORD, make_member, make_organisation, make_user
from tests.guards.access_table import ROWS
from tests.guards.routes import routes

pytestmark = pytest.mark.django_db
EMAIL = "ada@westmarch.example"
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "https:evil.example", "http:///evil.example", "javascript:alert(1)", "data:text/html,x",
    "/\t/evil.example", "https://testserver.evil.example/", "https://testserver@evil.example/",
    "\x08//evil.example",
)  # fmt: skip
SHIELDS = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.conf import settings
from config.cookies import OwnCookie
names = (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_DOMAIN", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "DEBUG", "SECURE_PROXY_SSL_HEADER",
)
print(json.dumps({name: getattr(settings, name) for name in names} | {"messages": OwnCookie.cookie_name}))
"""


@pytest.mark.parametrize("there", ELSEWHERE)
def test_no_way_in_or_out_leads_to_another_host(there):
    """Signing in, by second factor, once more for something sensitive, and out."""
    user = make_user(EMAIL, PASSWORD)
    own, asked = Client(), {"next": there}
    own.force_login(user)
    answers = [
        Client().post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD} | asked),
        own.post(reverse("account_reauthenticate"), {"password": PASSWORD} | asked),
        own.post(reverse("account_logout"), asked),
        signed_in(user).get(reverse("account_login"), asked),
    ]
    give_second_factor(user)
    half = Client()
    half.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD} | asked)
    answers.append(half.post(reverse("mfa_authenticate"), {"code": recovery_codes_of(user)[0]} | asked))
    for answer in answers:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/") and "evil" not in answer["Location"], answer["Location"]


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b"]
)
def test_another_host_is_answered_by_nothing(host, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    for headers in ({"host": host}, {"host": host, "x-forwarded-host": "testserver"}):
        answer = Client().get("/", headers=headers)
        assert answer.status_code == 400 and host not in answer.content.decode()
    assert Client().get("/", headers={"x-forwarded-host": host}).status_code == 200


def test_no_mail_and_no_page_takes_its_address_from_the_host_that_was_asked(settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user(EMAIL, PASSWORD)
    visitor = Client(headers={"host": "evil.example"})
    visitor.post(reverse("account_reset_password"), {"email": EMAIL})
    assert "evil" not in mail.outbox[0].body
    for name in ("front", "accessibility", "security-txt", "api-schema"):
        assert b"evil.example" not in visitor.get(reverse(name)).content, name


def test_no_route_echoes_what_was_sent_by_trace():
    """It could tell a script what it may not read: the cookies."""
    visitor = Client(headers={"x-secret": "canarybird"})
    plain = [row.route for row in ROWS if row.args is None]
    assert len(plain) > 30
    for name in plain:
        answer = visitor.generic("TRACE", reverse(name))
        assert answer.status_code >= 302, name
        assert not answer.streaming and b"canarybird" not in answer.content


@pytest.mark.parametrize(
    "address",
    [
        "/.env", "/.git/config", "/manage.py", "/config/settings.py", "/static/",
        "/static/../config/settings.py", "/static/%2e%2e/config/settings.py",
        "/static/..%2f..%2f..%2fetc/passwd", "/files/", "/media/", "/var/", "/evidence/", "/admin/",
        "/__debug__/", "/server-status", "/api/v1/../../.env", "/static//etc/passwd",
    ],
)  # fmt: skip
def test_nothing_is_served_that_is_no_route_and_no_folder_is_listed(address):
    assert Client().get(address).status_code == 404


def test_no_route_is_for_developers_only():
    names = {route.name for route in routes()}
    assert not [name for name in names if "admin" in name or "debug" in name]
    assert settings.DEBUG is False


def test_in_production_cookies_are_bound_to_this_host_and_to_https(interpreter, tmp_path):
    environment = {"PATH": "/usr/bin:/bin", "VAR_DIR": str(tmp_path), **PRODUCTION}
    told = interpreter(SHIELDS, environment)
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-") and found["SESSION_COOKIE_HTTPONLY"]
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-") and found["CSRF_COOKIE_HTTPONLY"]
    assert found["messages"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    assert (found["SESSION_COOKIE_PATH"], found["SESSION_COOKIE_DOMAIN"]) == ("/", None)
    assert found["CSRF_COOKIE_DOMAIN"] is None
    assert found["SESSION_COOKIE_SAMESITE"] == found["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert found["SECURE_SSL_REDIRECT"] and not found["DEBUG"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000 and found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_what_guessers_do_is_in_the_log_without_what_they_typed():
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    with listening() as heard:
        sign_in(EMAIL, "a wrong password")
        _, half = sign_in(EMAIL)
        half.post(reverse("mfa_authenticate"), {"code": "000000"})
        half.post(reverse("mfa_authenticate"), {"code": recovery_codes_of(user)[0]})
        half.post(reverse("account_logout"))
        Client().get(reverse("api-me"), headers={"authorization": "Bearer ft_made_up"})
    lines = heard.getvalue()
    for event in ("sign_in_failed", "code_failed", "signed_in", "signed_out", "token_refused"):
        assert event in lines, event
    assert EMAIL not in lines and "wrong password" not in lines and "made_up" not in lines
    assert '"address"' in lines or "address=" in lines


@pytest.mark.parametrize("body", ["[" * 20_000 + "]" * 20_000, '{"a":' * 20_000 + "1" + "}" * 20_000])
def test_a_body_of_nothing_but_brackets_is_a_bad_request(body):
    organisation = make_organisation()
    address = reverse("api-add-webhook", kwargs={"pk": organisation.pk})
    answer = signed_in(make_member(organisation, "lead")).post(address, body, content_type="application/json")
    assert answer.status_code == 400 and "nested too deeply" in answer.content.decode()


def test_programs_that_come_without_tls_are_refused_and_browsers_are_led_on():
    with override_settings(SECURE_SSL_REDIRECT=True):
        visitor = Client()
        refused = visitor.get(reverse("api-actions"), headers={"authorization": "Bearer ft_secret"})
        assert refused.status_code == 403 and "revoke it" in refused.json()["detail"]
        assert visitor.get(reverse("account_login"))["Location"].startswith("https://")
        assert visitor.get(reverse("api-actions"), secure=True).status_code == 200
