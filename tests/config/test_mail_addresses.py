"""What EMAIL_URL may say."""

import re

import pytest

from config.mail import addresses

UUID = "11111111-2222-4333-8444-555555555555"
KEY = f"followthrough-{UUID}-{UUID}"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("notify://a-key@/template", "Before the @ stands the key of GOV.UK Notify"),
        (f"notify://{KEY}@/overdue", "The template of GOV.UK Notify is a number"),
        (f"notify://{KEY}@/{UUID}?reply_to=me", "The reply-to address of GOV.UK Notify is a number"),
        (f"notify://{KEY}@/{UUID}?reply=me", "it does not know reply; it knows: reply_to"),
        (f"notify+http://{KEY}@elsewhere.example/{UUID}", "for a host on this machine alone"),
        ("anymail+postmark://", "postmark needs its server_token, before the @"),
        ("anymail+mailjet://key@/", "mailjet needs its secret_key, before the @"),
        ("anymail+postal://key@/", "postal needs its api_url, after the"),
        ("anymail+mailgun://key@/?domain=x", "it does not know domain; it knows: api_url, sender_domain"),
    ],
)
def test_what_is_wrong_is_said_without_saying_the_key(url, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        addresses.read(url, 5)
    assert KEY not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        (f"notify://{KEY}@/{UUID}", "https://api.notifications.service.gov.uk"),
        (f"notify://{KEY}@api.notification.example:8443/{UUID}", "https://api.notification.example:8443"),
        (f"notify+http://{KEY}@127.0.0.1:6011/{UUID}", "http://127.0.0.1:6011"),
    ],
)
def test_notify_is_the_united_kingdoms_unless_a_host_is_named(url, base_url):
    notify = addresses.read(url, 5)["NOTIFY"]
    assert notify == {"api_key": KEY, "template_id": UUID, "reply_to_id": None, "base_url": base_url}


def test_a_key_with_odd_letters_is_written_as_addresses_write_them():
    read = addresses.read("anymail+mailgun://k%40y%2F1@/?sender_domain=mail.westmarch.example", 5)
    assert read["ANYMAIL"]["MAILGUN_API_KEY"] == "k@y/1"
    assert read["ANYMAIL"]["MAILGUN_SENDER_DOMAIN"] == "mail.westmarch.example"


def test_a_mail_server_is_read_as_ever():
    read = addresses.read("submission://ada:secret@mail.westmarch.example", 5)
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"], read["EMAIL_USE_TLS"]) == (
        "mail.westmarch.example",
        587,
        True,
    )
