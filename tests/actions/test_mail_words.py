"""What a mail says, whoever's words are in it."""

import re
from datetime import date
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from django.core.mail import EmailMultiAlternatives

from actions import stages
from actions.models import Digest, Reminder
from actions.reminders import mail, stopping
from actions.reminders.items import items_of
from actions.reminders.owed import Owed
from tests.factories import MORNING, make_user

TODAY = date(2026, 6, 15)
DEADLINE = date(2026, 6, 3)
HOSTILE = (
    "Plans\r\nBcc: everybody@elsewhere.example\r\n\r\n<script>alert(1)</script>",
    "x" * 2000,
    "Plans 👩‍👩‍👧 🚨",
    "[Sign in](https://elsewhere.example)\u202egnp.exe\x00\u2028Subject: other",
    "",
)
pytestmark = pytest.mark.django_db


def owed(team, stage=stages.OVERDUE, **fields):
    fields = {
        "subject": "action:1",
        "person": team.owner.pk,
        "organisation": team.organisation.pk,
        "deadline": DEADLINE,
        "post": team.post.pk,
        "owner_post": team.post.pk,
        "owner": team.post.title,
        "reference": "2.1",
        "title": "Look at every plan",
        "path": "/organisations/westmarch/inspections/2024/actions/2.1/record-progress/",
        "words": "12 days late",
        "why": f"You hold the post “{team.post.title}”",
    } | fields
    return Owed(stage=stage.key, **fields)


def rendered(team, *items, person=None):
    return mail.render(Digest(person=person or team.owner, local_date=TODAY), items_of(items))


class Words(HTMLParser):
    """What a person reads of a mail, and where its links go."""

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.tags = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words.append(data)

    def __contains__(self, words):
        return words in " ".join(" ".join(self.words).split())


def test_a_mail_says_what_to_do_by_a_link_straight_to_the_form_and_why_it_came(team, settings):
    subject, text, html = rendered(team, owed(team))
    form = settings.PUBLIC_URL + "/organisations/westmarch/inspections/2024/actions/2.1/record-progress/"
    assert subject == "Followthrough: 1 overdue"
    for words in (
        "This is what waits for you on Monday 15 June 2026.",
        "12 days late. Deadline 3 June 2026.",
        f"You hold the post “{team.post.title}”, unless a line above says otherwise.",
    ):
        assert words in text
        assert words in Words(html)
    assert f"2.1 Look at every plan\n12 days late. Deadline 3 June 2026.\nRecord progress: {form}\n" in text
    assert Words(html).links.count(form) == 1
    assert f"{settings.PUBLIC_URL}/account/mail/" in Words(html).links
    assert f"{settings.PUBLIC_URL}/account/mail/" in text


def test_the_most_pressing_group_comes_first_and_the_subject_counts(team):
    items = [
        owed(team, stages.DUE_IN_14, subject="action:3", deadline=date(2026, 6, 25)),
        owed(team, stages.DECIDE_EXTENSION, subject="action:4", post=None),
        owed(team),
        owed(team, subject="action:2", reference="2.2"),
        owed(team, stages.SILENT, subject="action:5"),
        owed(team, stages.SENT_BACK),
    ]
    subject, text, _ = rendered(team, *items)
    assert subject == "Followthrough: 2 overdue, 1 to decide, 1 due soon and more"
    headings = [
        "Overdue",
        "Waiting for your decision",
        "Due soon",
        "No update for a while",
        "Why you get this",
    ]
    assert re.findall(r"^# (.+)$", text, re.MULTILINE) == headings
    assert text.index("2.1 Look") < text.index("2.2 Look")
    assert text.count("Also: Sent back to you") == 1


def test_what_went_further_up_names_the_posts_that_were_told_before(team):
    action = team.open_action(due_on=DEADLINE)
    for day in (date(2026, 6, 4), date(2026, 6, 11)):
        said = Digest.objects.create(
            person=team.owner, local_date=day, made_at=MORNING, next_try_at=MORNING, state="sent"
        )
        Reminder.objects.create(
            person=team.owner,
            post=team.post,
            organisation=team.organisation,
            subject=f"action:{action.pk}",
            action=action,
            stage="overdue",
            deadline=DEADLINE,
            matter=f"{day}",
            noted_on=day,
            said_in=said,
        )
    gone_up = {"person": team.lead.pk, "post": None, "why": "You lead"}
    item = owed(team, stages.ESCALATED_14, subject=f"action:{action.pk}", **gone_up)
    _, text, html = rendered(team, item, person=team.lead)
    told = f"Told before: {team.post.title} on 11 June 2026."
    assert told in text
    assert told in Words(html)
    assert f"Owner: {team.post.title}" in text
    assert "Why you are told: You lead." in text
    other = owed(team, stages.ESCALATED_14, subject="action:0", **gone_up)
    assert "Told before: nobody." in rendered(team, other, person=team.lead)[1]


def test_one_click_stops_what_is_optional_and_only_a_mail_that_has_some_offers_it(team):
    digest = Digest(person=team.owner, local_date=TODAY)
    optional, needed = owed(team, stages.DUE_IN_14), owed(team, subject="action:2")
    headers = mail.headers(digest, items_of([needed, optional]))
    address, plain = stopping.address(team.owner), {"Auto-Submitted": "auto-generated"}
    assert headers == plain | {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert address in mail.render(digest, items_of([optional]))[1]
    assert mail.headers(digest, items_of([needed])) == plain
    assert "/mail/stop/" not in mail.render(digest, items_of([needed]))[2]


def test_the_organisation_is_named_where_there_are_several(team):
    elsewhere = team.partner.organisation_ids()
    other = owed(team, subject="action:2", organisation=next(iter(elsewhere)))
    assert rendered(team, owed(team))[1].count(team.organisation.name) == 1
    assert rendered(team, owed(team), other)[1].count(team.organisation.name) == 2


@pytest.mark.parametrize("words", HOSTILE, ids=["header", "long", "emoji", "link", "empty"])
def test_nobodys_words_become_a_header_a_line_or_markup(team, words):
    team.owner.name = words
    item = owed(team, title=words, owner=words, why=words, words=words, post=None)
    subject, text, html = rendered(team, item)
    assert subject == "Followthrough: 1 overdue"
    sent = EmailMultiAlternatives(subject, text, "a@westmarch.example", ["ada@westmarch.example"])
    sent.attach_alternative(html, "text/html")
    read = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert read["To"] == "ada@westmarch.example"
    assert (read["Bcc"], read["Cc"]) == (None, None)
    assert "script" not in Words(html).tags
    assert not re.search(r"^(Bcc|Subject):", text, re.MULTILINE)
    assert max(map(len, text.split("\n"))) < 400
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028\u202e]", text + html)


def test_the_mail_has_one_heading_and_fits_without_a_stylesheet(team):
    html = rendered(team, owed(team))[2]
    tags = Words(html).tags
    assert tags.count("h1") == 1
    assert not {"script", "img", "link", "style", "table"} & set(tags)
    assert '<html lang="en-GB">' in html
    assert 'name="viewport"' in html


def test_a_person_who_is_called_anything_is_greeted_in_one_line(team):
    ada = make_user(name="Ada\nLovelace " * 5)
    text = rendered(team, owed(team), person=ada)[1]
    assert text.startswith("Hello Ada Lovelace Ada Lovelace")
    assert text.split("\n")[1] == ""


def test_what_finds_no_room_is_counted_and_led_to(team, settings):
    digest = Digest(person=team.owner, local_date=TODAY, further=7)
    subject, text, html = mail.render(digest, items_of([owed(team)]))
    assert subject == "Followthrough: 1 overdue and more"
    assert f"7 more things find no room here. All of them: {settings.PUBLIC_URL}/\n" in text
    assert f"{settings.PUBLIC_URL}/" in Words(html).links


def test_a_reason_that_is_not_the_usual_one_stands_on_its_line(team):
    usual = [owed(team, subject=f"action:{number}") for number in (1, 2)]
    other = owed(team, subject="action:3", why="“Other post”, which owns this, is vacant")
    text = rendered(team, *usual, other)[1]
    assert text.count("Why you are told: “Other post”, which owns this, is vacant.") == 1
    assert text.count("Why you are told") == 1
    assert f"You hold the post “{team.post.title}”, unless" in text


def test_words_that_only_repeat_the_heading_are_left_out(team):
    text = rendered(team, owed(team, stages.SENT_BACK, words="sent back to you", deadline=None))[1]
    assert text.count("Sent back to you") == 1
