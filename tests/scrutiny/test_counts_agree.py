"""Counts agree wherever they stand: pages, files, papers and the API, with ledgers as chance has them."""

import csv
import io
import json
import re
from collections import Counter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.buckets import Bucket
from actions.models import ProgressUpdate
from actions.rating import Rating
from scrutiny import paper as papers
from scrutiny.paper_export import FILES
from tests.accounts.people import signed_in
from tests.actions.random_ledgers import ledgers, make_ledger
from tests.actions.team import make_team
from tests.factories import make_committee, make_meeting, make_paper
from tests.parts import examples

pytestmark = pytest.mark.both

SETTINGS = settings(
    max_examples=examples(8),
    deadline=None,
    # Without shrinking: each try asks for a score of pages.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LABELS = {bucket.label: bucket.value for bucket in Bucket} | {rating.label: rating.value for rating in Rating}
CELL = re.compile(r'<th scope="row">.*?<a href="[^"]*">([^<]*)</a></th><td>(\d+)</td>', re.S)
CARD = re.compile(r"ft-progress-action--(\w+)")
ROW = re.compile(r'data-label="Stands">\s*<strong class="ft-tag ft-tag--(\w+)">')


def known(counts):
    """Without the noughts, which some places leave out."""
    return {name: number for name, number in counts.items() if number}


def page(client, route, team, query=""):
    args = [team.organisation.slug, team.area.inspection.slug]
    answer = client.get(reverse(route, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def counted_in_bar(html):
    return {LABELS[label]: int(number) for label, number in CELL.findall(html)}


def on_the_progress_page(client, team, query):
    html = page(client, "progress", team, query)
    counts = known(counted_in_bar(html))
    assert known(Counter(CARD.findall(html))) == counts
    return counts


def on_the_plan(client, team, query):
    html = page(client, "inspection-plan", team, f"{query}&all=1")
    counts = known(counted_in_bar(html))
    assert known(Counter(ROW.findall(html))) == counts
    return counts


def in_the_spreadsheet(client, team):
    args = [team.organisation.slug, team.area.inspection.slug, "csv"]
    answer = client.get(reverse("download-inspection-plan", args=args))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    return Counter(LABELS[row["Where it stands"]] for row in rows), Counter(
        LABELS[row["Rating"]] for row in rows
    )


def in_the_api(client, team, **asked):
    asked |= {"inspection": f"{team.area.inspection.pk}", "page_size": 500}
    found = client.get(reverse("api-actions"), asked)
    assert found.status_code == 200, found.content
    rows = found.json()["results"]
    return Counter(row["bucket"] for row in rows), Counter(row["rating"]["name"] for row in rows)


def in_a_paper(team, on):
    committee = make_committee(team.organisation)
    paper = make_paper(make_meeting(committee, on), team.area.inspection, team.lead, as_at=on)
    known_at = ProgressUpdate.objects.latest("entered_at").entered_at
    document = papers.compose(paper, known_at)
    papers.reconcile(document, paper, known_at)
    return document


def totals(document, what):
    return {each["name"]: each["number"] for each in document["totals"][what] if each["number"]}


@SETTINGS
@given(
    st.lists(ledgers, min_size=1, max_size=4),
    st.sampled_from(["public", "members", "officers"]),
    st.integers(0, 60),
)
def test_every_place_counts_the_same(db, made, hidden, days_ago):
    with transaction.atomic():
        team = make_team()
        actions = [make_ledger(team, ledger) for ledger in made]
        team.open_action(title="One for fewer eyes", visibility=hidden)
        check_now(team)
        rows = ProgressUpdate.objects.filter(action__in=actions).order_by("happened_on")
        check_on(team, rows[days_ago % len(rows)].happened_on)
        transaction.set_rollback(True)


def check_now(team):
    visitor, viewer, member = Client(), signed_in(team.viewer), signed_in(team.member)
    public = on_the_progress_page(visitor, team, "")
    assert in_the_api(visitor, team)[0] == public
    assert front_and_organisation(visitor, team) == headline(public)
    for_members = on_the_plan(member, team, "?")
    assert on_the_progress_page(member, team, "") == for_members == in_the_api(member, team)[0]
    assert on_the_progress_page(viewer, team, "") == for_members
    of_all = on_the_plan(viewer, team, "?")
    assert in_the_spreadsheet(viewer, team) == (of_all, in_the_api(viewer, team)[1])
    for bucket, number in public.items():
        narrowed = page(visitor, "progress", team, f"?bucket={bucket}")
        assert known(Counter(CARD.findall(narrowed))) == {bucket: number}


def headline(counts):
    accepted = counts.get("accepted", 0) + counts.get("sustained", 0)
    number = sum(counts.values())
    return number, accepted, counts.get("overdue", 0)


def front_and_organisation(client, team):
    row = re.search(
        r'data-label="Actions">(\d+).*?(\d+)</td>.*?(\d+)</td>', client.get("/").content.decode(), re.S
    )
    told = tuple(int(number) for number in row.groups())
    words = client.get(reverse("organisation", args=[team.organisation.slug])).content.decode()
    assert f"{told[1]} of {told[0]} action" in words
    assert (f"; {told[2]} overdue" in words) == bool(told[2])
    return told


def check_on(team, on):
    """On a day of the past, and in a paper and its files as at that day."""
    visitor, viewer = Client(), signed_in(team.viewer)
    query = f"?as_at={on}"
    public = on_the_progress_page(visitor, team, query)
    buckets, ratings = in_the_api(visitor, team, as_at=on.isoformat())
    assert buckets == public
    assert on_the_plan(viewer, team, query) == in_the_api(viewer, team, as_at=on.isoformat())[0]
    document = in_a_paper(team, on)
    assert (totals(document, "buckets"), totals(document, "ratings")) == (public, ratings)
    _, write = FILES["figures.json"]
    assert totals(json.loads(write(document)), "buckets") == public
