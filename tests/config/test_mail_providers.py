"""Providers by django-anymail, played by a server on this machine."""

import smtplib

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from config.mail import addresses
from tests.config.fake_mail_provider import CUT, SILENCE, FakeMailProvider

TAKEN = (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "at-postmark-1", "To": "ada@westmarch.example"})

INACTIVE = (
    "You tried to send to recipient(s) marked as inactive. Found inactive addresses: ada@westmarch.example."
)


@pytest.fixture
def provider():
    with FakeMailProvider() as provider:
        yield provider


@pytest.fixture
def way(provider, settings):
    address = f"anymail+postmark://the-token@/?api_url=http://{provider.host}/"
    for name, value in addresses.read(address, 0.3).items():
        setattr(settings, name, value)
    return get_connection(settings.EMAIL_BACKEND)


def mail(way):
    message = EmailMultiAlternatives(
        "Two actions are overdue",
        "Overdue",
        "Followthrough <followthrough@westmarch.example>",
        ["ada@westmarch.example"],
        headers={
            "Message-ID": "<7@westmarch.example>",
            "Date": "Mon, 15 Jun 2026 07:00:00 +0100",
            "List-Unsubscribe": "<https://followthrough.example/mail/stop/x/>",
        },
        connection=way,
    )
    message.attach_alternative("<h1>Overdue</h1>", "text/html")
    return message


def test_a_mail_goes_out_whole_and_keeps_what_the_provider_calls_it(provider, way):
    provider.answers.append(TAKEN)
    sent = mail(way)
    assert sent.send() == 1
    (asked,) = provider.asked
    assert asked.headers["X-Postmark-Server-Token"] == "the-token"
    assert asked.content["TextBody"] == "Overdue"
    assert asked.content["HtmlBody"] == "<h1>Overdue</h1>"
    assert {header["Name"]: header["Value"] for header in asked.content["Headers"]} == {
        "List-Unsubscribe": "<https://followthrough.example/mail/stop/x/>",
        "X-Followthrough-Reference": "<7@westmarch.example>",
    }
    assert sent.provider_reference == "at-postmark-1"
    assert sent.extra_headers["Message-ID"] == "<7@westmarch.example>"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((429, {"Message": "Slow down"}), 451),
        ((401, {"ErrorCode": 10, "Message": "Bad token"}), 451),
        ((500, "broken"), 451),
        ((422, {"ErrorCode": 405, "Message": "Not allowed to send"}), 554),
        ((422, {"ErrorCode": 406, "Message": INACTIVE}), 554),
        ((422, {"ErrorCode": 406, "Message": "In words the library does not know."}), 554),
    ],
)
def test_a_refusal_says_whether_to_try_again(provider, way, answer, code):
    provider.answers.append(answer)
    with pytest.raises(smtplib.SMTPResponseException) as refused:
        mail(way).send()
    assert refused.value.smtp_code == code


@pytest.mark.parametrize("answer", [CUT, SILENCE, (200, "not what it should be")])
def test_without_an_answer_nobody_knows_whether_it_was_taken(provider, way, answer):
    provider.answers.append(answer)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        mail(way).send()


def test_a_provider_that_cannot_be_reached_took_nothing(way, settings):
    with FakeMailProvider() as gone:
        address = f"http://{gone.host}/"
    settings.ANYMAIL = settings.ANYMAIL | {"POSTMARK_API_URL": address}
    with pytest.raises(smtplib.SMTPConnectError):
        mail(get_connection(settings.EMAIL_BACKEND)).send()


@pytest.mark.parametrize("name", addresses.PROVIDERS)
def test_every_provider_starts_with_what_its_address_gives(name, settings):
    provider = addresses.PROVIDERS[name]
    needed = "&".join(f"{setting.lower()}=https://provider.example" for setting in provider.needs)
    for setting, value in addresses.read(f"anymail+{name}://key:second@/?{needed}", 5).items():
        setattr(settings, setting, value)
    way = get_connection(settings.EMAIL_BACKEND)
    assert way.open()
    way.close()
