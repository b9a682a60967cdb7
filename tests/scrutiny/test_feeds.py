"""Feeds tell what everybody may know, under names that last, and cheaply to whoever asks again."""

import pytest
from django.urls import reverse
from lxml import etree

from tests.actions.team import moment
from tests.factories import MORNING

ATOM = "{http://www.w3.org/2005/Atom}"


def address(hall, kind="inspection"):
    slug = hall.team.organisation.slug
    return {
        "organisation": lambda: reverse("feed-organisation", args=[slug]),
        "inspection": lambda: reverse("feed-inspection", args=[slug, hall.inspection.slug]),
        "committee": lambda: reverse("feed-committee", args=[slug, hall.committee.slug]),
    }[kind]()


def entries(client, hall, kind="inspection"):
    """{title: (id, link, words)}"""
    answer = client.get(address(hall, kind))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}id").startswith("tag:")
    return {
        entry.findtext(f"{ATOM}title"): (
            entry.findtext(f"{ATOM}id"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in root.iter(f"{ATOM}entry")
    }


@pytest.mark.parametrize("kind", ["organisation", "inspection", "committee"])
def test_a_new_paper_is_told_with_its_lasting_address(client, hall, kind):
    assert entries(client, hall, kind) == {}
    frozen = hall.put_before_the_committee()
    [(title, (name, link, words))] = entries(client, hall, kind).items()
    assert title == f"New paper: {frozen.paper.title}" and name.endswith(f":papers/{frozen.paper_id}")
    assert link.endswith(f"/papers/{frozen.paper_id}/") and link.startswith("http")
    assert hall.committee.name in words and "as at 4 March 2026" in words


def test_a_change_is_told_by_the_words_and_the_post_and_never_by_a_person(client, hall):
    action = hall.team.started(title="Look at <every> plan")
    found = entries(client, hall)
    name, link, words = found["1.1 Look at <every> plan: Progress recorded"]
    assert name.endswith(f":rows/{action.pk}/2") and link.endswith(action.get_absolute_url())
    assert "The panel met." in words
    text = client.get(address(hall)).content.decode()
    assert hall.team.owner.name not in text and hall.team.lead.name not in text
    action.reword(hall.team.lead, MORNING, note="A better title.", title="Look at plans")
    assert name in {each[0] for each in entries(client, hall).values()}


def test_what_is_for_members_or_officers_stays_out_even_for_a_lead_who_is_signed_in(client, hall):
    hall.team.started(visibility="members", title="For members")
    action = hall.team.started(title="For all")
    action.record_progress(hall.team.owner, MORNING, "Between us.", visibility="officers")
    client.force_login(hall.team.lead)
    text = client.get(address(hall)).content.decode()
    assert "For all" in text and "For members" not in text and "Between us." not in text


def test_of_an_inspection_that_is_withdrawn_nothing_is_told_any_more(client, hall):
    hall.team.started()
    hall.put_before_the_committee()
    hall.inspection.withdraw()
    assert client.get(address(hall)).status_code == 404
    for kind in ("organisation", "committee"):
        assert entries(client, hall, kind) == {}


def test_whoever_asks_again_is_told_that_nothing_is_new_until_something_is(client, hall):
    action = hall.team.started()
    first = client.get(address(hall))
    again = {"if-none-match": first["ETag"]}
    assert client.get(address(hall), headers=again).status_code == 304
    assert client.get(address(hall)).content == first.content
    action.record_progress(hall.team.owner, moment(1), "It met again.")
    assert client.get(address(hall), headers=again).status_code == 200


def test_words_that_xml_has_no_place_for_break_no_feed(client, hall):
    type(hall.inspection).objects.update(title="Plan \x0b and ]]> & <script>")
    hall.inspection.refresh_from_db()
    hall.put_before_the_committee()
    assert all("]]> & <script>" in title for title in entries(client, hall))


def test_pages_say_where_their_feed_is(client, hall):
    page = client.get(reverse("progress", args=[hall.team.organisation.slug, hall.inspection.slug]))
    assert f'type="application/atom+xml" href="{address(hall)}"' in " ".join(page.content.decode().split())
