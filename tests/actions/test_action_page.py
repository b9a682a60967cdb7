"""What the page of one action says, and to whom."""

from datetime import date
from decimal import Decimal

from lxml import html

from actions.models import Link, Measure
from tests.actions.team import DEADLINE, MINUTES, moment
from tests.factories import MORNING

LATER = date(2031, 3, 31)
DAY = MORNING.date()


def text(client, action, query=""):
    answer = client.get(action.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def make_measure(area, **fields):
    fields = {"name": "Children waiting", "unit": "children", "direction": "down"} | fields
    return Measure.objects.create(
        area=area, definition="Children who wait for a visit.", cadence="monthly", starts_on=DAY, **fields
    )


def test_the_inspectors_words_stand_above_everything(team, client):
    action = team.started(task="Look at each plan.")
    client.force_login(team.owner)
    page = text(client, action)
    assert page.index(action.area.words) < page.index("Record progress") < page.index(action.good_looks_like)
    assert "Look at each plan." in page


def test_one_thing_is_offered_first_and_only_what_one_may_do(team, client):
    action = team.started()
    client.force_login(team.owner)
    offers = client.get(action.get_absolute_url()).context["offers"]
    assert offers.first.words == "Record progress"
    assert [offer.words for offer in offers.others] == [
        "Claim it done", "Ask for more time", "Add a note", "Hand over",
    ]  # fmt: skip
    assert not offers.seldom
    client.force_login(team.assurer)
    assert [offer.words for offer in client.get(action.get_absolute_url()).context["offers"].others] == [
        "Add a note"
    ]
    client.force_login(team.viewer)
    assert 'id="deeds"' not in text(client, action)


def test_an_assurer_is_offered_the_claim_first(team, client):
    client.force_login(team.assurer)
    assert client.get(team.claimed().get_absolute_url()).context["offers"].first.words == "Check the claim"


def test_the_public_reads_posts_and_never_names(team, client):
    action = team.claimed()
    page = text(client, action)
    assert team.post.title in page
    for person in (team.owner, team.lead, team.assurer):
        assert person.name not in page
    assert MINUTES.title in page
    assert "/evidence/" not in page
    assert "Record progress" not in page


def test_evidence_that_is_a_link_leads_there_and_says_where(team, client):
    link = Link("Minutes of the panel", "https://panel.westmarch.example/minutes?of=2026&page=1")
    action = team.started()
    action.record_progress(team.owner, MORNING, "There.", evidence=[link])
    for person, leads_there in ((team.lead, True), (team.member, True), (None, False)):
        client.logout()
        if person:
            client.force_login(person)
        page = html.fromstring(text(client, action))
        assert page.xpath("//a[.='Minutes of the panel']/@href") == [link.url] * leads_there
        assert "A link to panel.westmarch.example." in page.text_content()


def test_people_of_the_organisation_read_who_holds_the_post(team, client):
    action = team.started()
    client.force_login(team.member)
    assert team.owner.name in text(client, action)
    client.force_login(team.stranger)
    assert team.owner.name not in text(client, action)


def test_words_for_officers_are_for_officers(team, client):
    action = team.started()
    action.note(team.manager, moment(), "Staff are on leave.", visibility="officers")
    action.record_progress(team.owner, moment(), "Between us: it is slow.", visibility="members")
    shown = {}
    for who in ("viewer", "member", "stranger"):
        client.force_login(getattr(team, who))
        page = text(client, action)
        shown[who] = ("Staff are on leave." in page, "Between us" in page)
    assert shown == {"viewer": (True, True), "member": (False, True), "stranger": (False, False)}


def test_an_action_that_is_not_public_is_not_there_for_outsiders(team, client):
    action = team.started(visibility="members")
    client.force_login(team.stranger)
    assert client.get(action.get_absolute_url()).status_code == 404
    client.logout()
    answer = client.get(action.get_absolute_url())
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_a_correction_strikes_the_old_words_through_and_keeps_them(team, client):
    action = team.started()
    action.correct(team.owner, moment(), 2, "The panel met twice.")
    page = text(client, action)
    assert '<del class="ft-struck">The panel met.</del>' in page
    assert "The panel met twice." in page
    assert "Corrected on" in page


def test_withheld_words_leave_the_page_of_the_public(team, client):
    action = team.open_action()
    action.record_progress(team.owner, moment(), "Child AB was seen.")
    action.correct(team.owner, moment(), 2, "A child was seen.", withholds=True)
    page = text(client, action)
    assert "Child AB" not in page
    assert "A child was seen." in page
    client.force_login(team.manager)
    assert "Child AB" in text(client, action)


def test_slippage_is_told_with_its_reasons(team, client):
    action = team.started()
    action.ask_for_extension(team.owner, moment(), LATER, "The supplier has failed.")
    action.grant_extension(team.lead, moment(), "Granted once.")
    page = text(client, action)
    assert "1 time: moved back by" in page
    assert "Granted once." in page
    assert "Extended" in page
    assert "Its deadline is later than the original one." in page


def test_on_an_earlier_day_it_stands_as_it_stood_and_nothing_can_be_done(team, client):
    action = team.started()
    action.record_progress(team.owner, moment(5), "It goes badly.", confidence="off_track")
    client.force_login(team.owner)
    before = text(client, action, f"?as_at={moment(4).date()}")
    assert "It goes badly." not in before
    assert "This is how it stood on 6 March 2026" in before
    assert "/record-progress/" not in before
    assert "Off track" in text(client, action, f"?as_at={moment(5).date()}")
    assert "It had not been opened by that day." in text(client, action, "?as_at=2020-01-01")


def test_a_day_that_is_none_is_explained_and_shows_today(team, client):
    action = team.started()
    for query in ("?as_at=31-31-31", "?as_at=2999-01-01", "?as_at_day=x&as_at_month=1&as_at_year=2026"):
        page = text(client, action, query)
        assert "govuk-error-summary" in page
        assert "The panel met." in page


def test_small_figures_are_hidden_from_the_public(team, client):
    action = team.started()
    measure = make_measure(team.area, hides_small_numbers=True, baseline=Decimal(3))
    measure.record_reading(team.lead, moment(), DAY, 2)
    measure.record_reading(team.lead, moment(1), moment(1).date(), 11)
    page = text(client, action)
    assert "2 children" not in page and "3 children" not in page
    assert "11 children" in page
    answer = client.get(f"/measures/{measure.pk}/")
    assert "2 children" not in answer.content.decode()
    client.force_login(team.member)
    assert "3 children" in text(client, action)


def test_a_reading_that_is_owed_is_said(team, client):
    make_measure(team.area)
    client.force_login(team.owner)
    assert "A reading was due on" in text(client, team.started())


def test_a_long_history_is_folded_but_whole(team, client):
    action = team.started()
    for number in range(60):
        action.note(team.owner, moment(), f"Note {number} of many.", visibility="public")
    page = text(client, action)
    assert "42 earlier updates" in page
    assert "Note 0 of many." in page and "Note 59 of many." in page


def test_a_deadline_that_has_passed_is_late_in_words(team, client):
    action = team.started(due_on=DEADLINE)
    page = text(client, action)
    assert "late</dd>" in " ".join(page.split()).replace(" </dd>", "</dd>")
    assert "Its deadline has passed." in page


def test_an_address_that_is_no_reference_is_not_found(team, client):
    action = team.started()
    for reference in ("0.1", "1", "1.1.1", "99999999999.1"):
        address = action.get_absolute_url().replace("/1.1/", f"/{reference}/")
        client.force_login(team.owner)
        assert client.get(address).status_code == 404
