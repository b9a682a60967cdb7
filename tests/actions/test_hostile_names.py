"""Names and titles that would be more than words: none of them reaches a header or another mailbox."""

import pytest

from accounts.models import Organisation, Post, User
from actions.models import Action, Digest
from actions.reminders import arming
from actions.reminders.sweeping import sweep
from tests.actions.team import day, moment

VICTIM = "victim@elsewhere.example"
LINES_LEFT = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
HOSTILE = {
    "another header": f"Ann\r\nBcc: {VICTIM}",
    "a bare line feed": f"Ann\nBcc: {VICTIM}",
    "a bare carriage return": f"Ann\rBcc: {VICTIM}",
    "the end of the headers": f"Ann\r\n\r\nBcc: {VICTIM}",
    "the end of the mail": f"Ann\r\n.\r\nRCPT TO:<{VICTIM}>",
    "an address": f"Ann <{VICTIM}>, {VICTIM}",
    "2,000 characters": "A" * 2000,
    "2,000 characters that are not ASCII": "é" * 2000,
    "emoji": "👩🏽‍🏫🔥" * 20,
    "from right to left": "\u202eelpmaxe.erehwesle@mitciv",
    "other ends of lines": f"Ann\u2028Bcc: {VICTIM}\x85Bcc: {VICTIM}",
    "half an encoded word": f"=?utf-8?q?Ann=0D=0ABcc:_{VICTIM}?=",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_name_or_title_adds_a_recipient_a_header_or_a_second_mail(team, mail_server, settings, words):
    settings.INSTALLATION_ID = "the host of these tests"
    arming.arm(moment(2))
    action = team.open_action(due_on=day(1))
    spoil(team, action, words)
    assert sweep(lambda: moment(2))["sent"] == 1
    (mail,) = mail_server.mails
    assert mail.recipients == (team.owner.email,)
    message = mail.message
    assert message["To"] == team.owner.email
    assert not {"Bcc", "Cc", "Resent-To", "Resent-Bcc"} & {name.title() for name in message}
    assert len(message.get_all("Subject")) == len(message.get_all("To")) == len(message.get_all("From")) == 1
    for name, value in message.items():
        assert not set(value) & set(LINES_LEFT), name
    assert VICTIM not in "".join(message.values())
    assert max(len(line) for line in mail.content.splitlines()) <= 998


def spoil(team, action, words):
    """Straight into the database and as long as it takes: every form refuses most of it."""
    User.objects.filter(pk=team.owner.pk).update(name=words[:150])
    Post.objects.filter(pk=team.post.pk).update(title=words[:200])
    Organisation.objects.filter(pk=team.organisation.pk).update(name=words[:200])
    Action.objects.filter(pk=action.pk).update(title=words[:200], task=words, good_looks_like=words)


@pytest.mark.parametrize(
    "end", [f", {VICTIM}", f"\r\nBcc: {VICTIM}", f"> <{VICTIM}", f"\n\n{VICTIM}", f";{VICTIM}"]
)
def test_an_address_that_is_more_than_one_is_told_to_nobody_and_the_page_says_so(
    team, mail_server, settings, end
):
    settings.INSTALLATION_ID = "the host of these tests"
    arming.arm(moment(2))
    team.open_action(due_on=day(1))
    User.objects.filter(pk=team.owner.pk).update(email=f"owner@westmarch.example{end}")
    sweep(lambda: moment(2))
    assert [mail.recipients for mail in mail_server.mails if VICTIM in mail.recipients] == []
    digest = Digest.objects.get(person=team.owner)
    assert (digest.state, mail_server.mails) == (Digest.State.FAILED, [])
    assert digest.error
