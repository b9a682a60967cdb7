"""What a person types wrongly or with bad intent while checking a reading: said in words, shown as words."""

import pytest

from inspections.models import Area, Inspection
from tests.factories import make_member, make_organisation
from tests.inspections.report_reading import hostile
from tests.inspections.reports import read_upload, safeguarding_report, sent

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("1")</script> {{ 7 }} "\'><img src=x onerror=alert(1)>'


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(council):
    return make_member(council, "lead")


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def reading(council):
    return read_upload(council, safeguarding_report())


def press(client, reading, do, **changes):
    answer = client.post(reading.get_absolute_url(), sent(reading, do, **changes))
    reading.refresh_from_db()
    return answer


def test_saving_with_mistakes_names_each_with_its_area_and_saves_nothing(as_lead, reading):
    answer = press(as_lead, reading, "save", a3__words="", details__published_on_month="13")
    page = answer.content.decode()
    assert "Area 3: Enter the words of this area, or drop it." in page
    assert "The month must be a number from 1 to 12." in page
    assert "<title>Error: Check the reading" in page
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"details__fieldwork_to_year": "2008"}, "can't be before the first"),
        ({"details__published_on_year": "2009"}, "can't be published before"),
        ({"details__published_on_year": "1999"}, "between 2001 and 2099"),
        ({"details__framework": ""}, "Choose the kind of inspection."),
        ({"details__framework": "made-up"}, "made-up"),
        ({"a1__bodies": "b" * 301}, "300 characters or fewer"),
        ({"a1__timescale": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_is_refused_in_words(as_lead, reading, changes, sentence):
    page = press(as_lead, reading, "save", **changes).content.decode().replace("&#x27;", "'")
    assert sentence in page
    assert not Inspection.objects.exists()


def test_hostile_words_are_shown_as_words_everywhere(as_lead, reading):
    press(as_lead, reading, "keep", a1__words=HOSTILE, a1__section=HOSTILE[:150], j1__name=HOSTILE)
    pages = [as_lead.get(reading.get_absolute_url())]
    press(as_lead, reading, "drop:a1")
    pages.append(as_lead.get(reading.get_absolute_url()))
    press(as_lead, reading, "put-back:a1")
    saved = press(as_lead, reading, "save", details__title=HOSTILE)
    pages.append(as_lead.get(saved["Location"]))
    pages.append(as_lead.get(Area.objects.get(number=1).get_absolute_url()))
    for page in pages:
        text = page.content.decode()
        assert "&lt;script&gt;" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_words_keep_their_letters_however_long_they_are(as_lead, reading):
    long = "Donaudampfschifffahrt" * 50
    press(as_lead, reading, "save", a1__words=f"  {long} \n more ")
    assert Area.objects.get(number=1).words == f"{long} more"


def test_letters_that_no_database_takes_are_left_out(as_lead, reading):
    press(as_lead, reading, "keep", a1__words="one\0two", details__title="Our\0s")
    press(as_lead, reading, "save")
    assert Area.objects.get(number=1).words == "onetwo"
    assert Inspection.objects.get().title == "Ours"


def test_a_report_full_of_control_letters_is_reviewed_and_saved_as_words(as_lead, council):
    reading = read_upload(council, hostile.hostile_words(), "hostile.txt")
    assert as_lead.get(reading.get_absolute_url()).status_code == 200
    press(as_lead, reading, "save")
    assert not [area for area in Area.objects.all() if "\0" in area.words]
