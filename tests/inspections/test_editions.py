"""A later edition of a report: what differs is shown area by area and taken over on a person's word."""

import pytest
from django.urls import reverse

from inspections.models import Inspection
from tests.factories import make_action, make_member, make_organisation
from tests.inspections.reports import childrens_report, read_upload, save_read, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def as_lead(client, council):
    client.force_login(make_member(council, "lead"))
    return client


@pytest.fixture
def inspection(council):
    return save_read(read_upload(council, childrens_report(), "first.txt"))


@pytest.fixture
def words(inspection):
    return [area.words for area in inspection.areas.all()]


def edition(council, *exchange):
    return read_upload(council, childrens_report(exchange=exchange), "second.txt")


def differences(client, reading):
    client.post(reading.get_absolute_url(), sent(reading))
    return client.get(reverse("edition-differences", args=[reading.organisation.slug, reading.pk]))


def test_a_report_of_the_same_kind_and_fieldwork_is_taken_for_a_later_edition(council, inspection, words):
    reading = edition(council, (words[0], f"{words[0]} in every team"))
    assert reading.draft["details"]["edition_of"] == str(inspection.pk)


def test_saving_a_later_edition_shows_the_differences_and_changes_nothing_yet(
    as_lead, council, inspection, words
):
    reading = edition(council, (words[0], f"{words[0]} in every team"))
    answer = as_lead.post(reading.get_absolute_url(), sent(reading))
    assert answer["Location"] == reverse("edition-differences", args=[council.slug, reading.pk])
    page = as_lead.get(answer["Location"]).content.decode()
    assert "Area 1 has other words" in page
    assert "<ins>" in page
    assert [area.words for area in inspection.areas.all()] == words


def test_a_person_may_say_that_it_is_a_new_inspection_after_all(as_lead, council, inspection, words):
    reading = edition(council, (words[0], "something else altogether"))
    as_lead.post(reading.get_absolute_url(), sent(reading, details__edition_of=""))
    assert Inspection.objects.count() == 2


def test_taking_it_over_changes_words_adds_and_removes_and_keeps_the_numbers(
    as_lead, council, inspection, words
):
    reading = edition(council, (words[0], f"{words[0]} in every team"))
    rows = [row for row in reading.draft["areas"] if row["words"] != words[-1]]
    rows.append(rows[0] | {"key": "a77", "words": "a wholly different matter of heating and lighting"})
    reading.keep_draft(reading.draft | {"areas": rows}, 0)
    page = differences(as_lead, reading).content.decode()
    assert "New area" in page
    assert "is no longer there" in page
    as_lead.post(reverse("edition-differences", args=[council.slug, reading.pk]))
    after = dict(inspection.areas.values_list("number", "words"))
    assert after[1] == f"{words[0]} in every team"
    assert words[-1] not in after.values()
    assert after[max(after)].startswith("a wholly different")
    inspection.refresh_from_db()
    assert inspection.source_sha256 == reading.sha256
    assert Inspection.objects.count() == 1


def test_a_later_edition_is_taken_over_once(as_lead, council, inspection, words):
    reading = edition(council, (words[0], f"{words[0]} in every team"))
    differences(as_lead, reading)
    address = reverse("edition-differences", args=[council.slug, reading.pk])
    as_lead.post(address)
    assert as_lead.post(address)["Location"] == inspection.get_absolute_url()
    assert inspection.areas.count() == len(words)


def test_an_edition_with_other_dates_only_changes_the_details(as_lead, council, inspection, words):
    reading = edition(council, (words[0], f"{words[0]}."))
    page = differences(as_lead, reading).content.decode()
    assert "All areas are the same" in page
    as_lead.post(reverse("edition-differences", args=[council.slug, reading.pk]))
    assert [area.words for area in inspection.areas.all()] == words


def test_the_differences_page_of_an_unfinished_draft_leads_back_to_the_review(
    as_lead, council, inspection, words
):
    reading = edition(council, (words[0], f"{words[0]} in every team"))
    reading.keep_draft(reading.draft | {"details": reading.draft["details"] | {"title": ""}}, 0)
    answer = as_lead.get(reverse("edition-differences", args=[council.slug, reading.pk]))
    assert answer["Location"].startswith(reading.get_absolute_url())


def test_other_words_for_an_area_that_actions_answer_to_are_refused_and_shown(
    as_lead, council, inspection, words
):
    answered = inspection.areas.get(number=1)
    make_action(answered)
    reading = edition(council, (words[0], f"{words[0]} in every team"), (words[1], f"{words[1]} now"))
    page = differences(as_lead, reading).content.decode()
    assert "Refused" in page
    assert "Those areas keep their words" in page
    as_lead.post(reverse("edition-differences", args=[council.slug, reading.pk]))
    after = dict(inspection.areas.values_list("number", "words"))
    assert (after[1], after[2]) == (words[0], f"{words[1]} now")


def test_an_area_that_actions_answer_to_is_not_taken_away(as_lead, council, inspection, words):
    make_action(inspection.areas.get(number=1))
    reading = edition(council, (words[1], f"{words[1]} now"))
    reading.keep_draft(reading.draft | {"areas": reading.draft["areas"][1:]}, 0)
    differences(as_lead, reading)
    as_lead.post(reverse("edition-differences", args=[council.slug, reading.pk]))
    assert inspection.areas.get(number=1).words == words[0]


def test_areas_that_nothing_answers_to_are_not_held_to_be_answered(inspection):
    make_action(inspection.areas.get(number=2))
    assert list(inspection.areas.answered().values_list("number", flat=True)) == [2]
