"""GOV.UK Notify, played by a server on this machine."""

import smtplib

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from config.mail import addresses
from tests.config.fake_mail_provider import (
    CUT,
    NOTIFY_KEY,
    SILENCE,
    TAKEN_BY_NOTIFY,
    TEMPLATE,
    FakeMailProvider,
)

REPLY_TO = "99999999-2222-4333-8444-555555555555"


@pytest.fixture
def provider():
    with FakeMailProvider() as provider:
        yield provider


@pytest.fixture
def way(provider, settings):
    address = f"notify+http://{NOTIFY_KEY}@{provider.host}/{TEMPLATE}?reply_to={REPLY_TO}"
    for name, value in addresses.read(address, 1).items():
        setattr(settings, name, value)
    settings.EMAIL_TIMEOUT = 0.3
    return get_connection(settings.EMAIL_BACKEND)


def mail(way, text="# Overdue\n\n* 2.1 Look at every plan", **headers):
    message = EmailMultiAlternatives(
        "Two actions are overdue",
        text,
        "Followthrough <followthrough@westmarch.example>",
        ["ada@westmarch.example"],
        headers={"Message-ID": "<7@westmarch.example>"} | headers,
        connection=way,
    )
    message.attach_alternative("<h1>Overdue</h1>", "text/html")
    return message


def test_a_mail_fills_in_the_template_and_keeps_what_notify_calls_it(provider, way):
    provider.answers.append(TAKEN_BY_NOTIFY)
    sent = mail(
        way,
        **{
            "List-Unsubscribe": "<https://followthrough.example/mail/stop/x/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    assert sent.send() == 1
    (asked,) = provider.asked
    assert (asked.method, asked.path) == ("POST", "/v2/notifications/email")
    assert asked.headers["Authorization"].startswith("Bearer ")
    assert asked.content == {
        "email_address": "ada@westmarch.example",
        "template_id": TEMPLATE,
        "personalisation": {
            "subject": "Two actions are overdue",
            "body": "# Overdue\n\n* 2.1 Look at every plan",
        },
        "reference": "<7@westmarch.example>",
        "email_reply_to_id": REPLY_TO,
        "one_click_unsubscribe_url": "https://followthrough.example/mail/stop/x/",
    }
    assert sent.provider_reference == "at-notify-1"


def test_words_in_the_mail_do_not_become_links(provider, way):
    provider.answers.append(TAKEN_BY_NOTIFY)
    mail(way, "* 2.1 [Sign in](https://elsewhere.example) \\ now").send()
    assert provider.asked[0].content["personalisation"]["body"] == (
        "* 2.1 \\[Sign in\\](https://elsewhere.example) \\\\ now"
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((429, {"errors": [{"error": "RateLimitError", "message": "Exceeded rate limit"}]}), 451),
        ((403, {"errors": [{"error": "AuthError", "message": "Invalid token: API key not found"}]}), 451),
        ((500, {"message": "Internal server error"}), 451),
        ((503, "<html>Busy</html>"), 451),
        ((400, {"errors": [{"error": "BadRequestError", "message": "Template not found"}]}), 451),
        ((400, {"errors": [{"error": "BadRequestError", "message": "Missing personalisation: body"}]}), 451),
        (
            (400, {"errors": [{"error": "ValidationError", "message": "email_address Not a valid address"}]}),
            554,
        ),
        ((400, {"errors": [{"error": "BadRequestError", "message": "Can't send to this recipient"}]}), 554),
        ((413, {"message": "Too long"}), 554),
    ],
)
def test_a_refusal_says_whether_to_try_again_and_why(provider, way, answer, code):
    provider.answers.append(answer)
    with pytest.raises(smtplib.SMTPResponseException, match="UK Notify: ") as refused:
        mail(way).send()
    assert refused.value.smtp_code == code


@pytest.mark.parametrize("answer", [CUT, SILENCE, (201, "not what it should be")])
def test_without_an_answer_nobody_knows_whether_it_was_taken(provider, way, answer):
    provider.answers.append(answer)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        mail(way).send()


def test_a_provider_that_cannot_be_reached_took_nothing(way, settings):
    with FakeMailProvider() as gone:
        settings.NOTIFY = settings.NOTIFY | {"base_url": f"http://{gone.host}"}
    with pytest.raises(smtplib.SMTPConnectError) as refused:
        mail(get_connection(settings.EMAIL_BACKEND)).send()
    assert refused.value.smtp_code == 421


def test_notify_can_be_asked_whether_it_took_a_mail(provider, way):
    provider.answers.extend(
        [(200, {"notifications": [{"id": "at-notify-1"}], "links": {}}), (200, {"notifications": []})]
    )
    assert way.was_taken("<7@westmarch.example>") == "at-notify-1"
    assert way.was_taken("<8@westmarch.example>") is None
    assert provider.asked[0].query == {"reference": ["<7@westmarch.example>"], "template_type": ["email"]}


def test_an_answer_that_does_not_come_is_not_a_no(provider, way):
    provider.answers.append(SILENCE)
    with pytest.raises(OSError, match="did not say"):
        way.was_taken("<7@westmarch.example>")
