"""How an inspection stands on a day, for each reader."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from actions.buckets import Bucket
from actions.models import Link
from actions.models.recording import day_of
from scrutiny.position import position_of
from tests.actions.team import DEADLINE, TODAY, day, moment
from tests.factories import make_area, make_measure, make_user

pytestmark = pytest.mark.django_db
PANEL = Link("Minutes of the panel", "https://westmarch.example/panel")


def told(team, on=None, **how):
    return position_of(team.area.inspection, on or day(10), **how)


def latest(team, on=None, **how):
    """The latest update of the only action, both ways of reading it."""
    full = told(team, on, **how).actions[0].latest
    assert told(team, on, with_statements=False, **how).actions[0].latest == full
    return full


def test_areas_stand_in_the_inspectors_order_with_their_actions_and_measures(team):
    second = make_area(team.area.inspection, words="The second thing")
    of_area = make_measure(team.area, starts_on=day(-10))
    action = team.started()
    of_action = make_measure(team.area, action=action, starts_on=day(-10))
    for measure in (of_area, of_action):
        measure.record_reading(team.lead, moment(1), day(1), 5)
    position = told(team)
    assert [found.area for found in position.areas] == [team.area, second]
    assert [each.action for each in position.areas[0].actions] == [action]
    assert [each.measure for each in position.areas[0].measures] == [of_area]
    assert [each.measure for each in position.actions[0].measures] == [of_action]
    assert position.areas[0].bodies == ("the hospitals trust",)


def test_the_position_is_that_of_the_day_and_of_what_was_known(team):
    action = team.open_action(due_on=day(5))
    action.record_progress(team.owner, moment(4), "Written down late.", on=day(2))
    action.claim_done(team.owner, moment(6), "It is done.", evidence=[PANEL])
    assert told(team, day(-1)).actions == ()
    assert told(team, TODAY).actions[0].bucket == Bucket.DUE_SOON
    assert told(team, day(2)).actions[0].action.status == "in_progress"
    assert told(team, day(2), known_at=moment(3)).actions[0].action.status == "not_started"
    assert latest(team, day(2), known_at=moment(3)) is None
    assert told(team, day(5)).figures.days_overdue == ()
    assert told(team, day(6)).actions[0].evidence == (PANEL.title,)
    assert told(team, day(6), known_at=moment(5)).actions[0].evidence == ()
    assert told(team, day(6), known_at=moment(5)).figures.days_overdue == (1,)


def test_words_are_for_whom_they_are_meant_and_officers_words_for_nobody(team):
    action = team.open_action()
    for number, visibility in enumerate(("public", "members", "officers")):
        action.record_progress(team.owner, moment(number), f"For {visibility}.", visibility=visibility)
    readers = {
        "For public.": (AnonymousUser(), team.stranger),
        "For members.": (team.member, team.viewer, team.lead, team.owner, make_user(is_superuser=True)),
    }
    for words, people in readers.items():
        for person in people:
            assert latest(team, user=person).note == words, person


def test_actions_and_measures_for_officers_alone_are_on_it_for_nobody(team):
    hidden = team.open_action(visibility="officers")
    make_measure(team.area, visibility="officers", starts_on=day(-10))
    make_measure(team.area, action=hidden, starts_on=day(-10))
    for person in (AnonymousUser(), team.member, team.lead, make_user(is_superuser=True)):
        position = told(team, user=person)
        assert (position.actions, position.areas[0].measures) == ((), ())
        assert position.figures.areas_without_action == 1


def test_of_an_action_that_took_its_place_nothing_is_told_unless_it_may_be_seen(team):
    hidden, shown = team.open_action(visibility="members"), team.open_action()
    action = team.started()
    action.supersede(team.lead, moment(1), hidden, "It is done with the other one.")
    other = team.started()
    other.supersede(team.lead, moment(1), shown, "It is done with the other one.")
    by_action = {each.action: each for each in told(team).actions}
    assert (by_action[action].superseded_by, by_action[other].superseded_by) == (None, shown)
    assert {each.action: each for each in told(team, user=team.member).actions}[
        action
    ].superseded_by == hidden


def test_corrected_words_stand_beside_the_struck_ones_from_the_day_of_the_correction(team):
    action = team.open_action()
    action.record_progress(team.owner, moment(1), "Nine of ten.")
    action.correct(team.owner, moment(3), 2, "Eight of ten.")
    assert (latest(team, day(2)).note, latest(team, day(2)).struck) == ("Nine of ten.", "")
    assert (latest(team, day(3)).note, latest(team, day(3)).struck) == ("Eight of ten.", "Nine of ten.")


def test_what_was_taken_from_view_is_on_no_day_for_anybody(team):
    action = team.open_action()
    action.record_progress(team.owner, moment(1), "A child's name.", impact="And more.", evidence=[PANEL])
    action.correct(team.owner, moment(3), 2, "A child.", withholds=True)
    for person in (AnonymousUser(), team.lead, make_user(is_superuser=True)):
        assert (latest(team, day(3), user=person).note, latest(team, day(3), user=person).struck) == (
            "A child.",
            "",
        )
        assert latest(team, day(2), user=person) is None
        assert told(team, day(3), user=person).actions[0].evidence == ()


def test_statements_are_all_rows_with_words_in_order(team):
    action = team.started()
    action.ask_for_extension(team.owner, moment(1), DEADLINE + timedelta(30), "The trainer is ill.")
    action.grant_extension(team.lead, moment(2), "Agreed.")
    action.note(team.owner, moment(3), "For us.", visibility="officers")
    action.claim_done(team.owner, moment(4), "All is looked at.")
    said = [(statement.number, statement.note) for statement in told(team).actions[0].statements]
    assert said == [
        (2, "The panel met."),
        (3, "The trainer is ill."),
        (4, "Agreed."),
        (6, "All is looked at."),
    ]
    assert latest(team).note == "All is looked at."


def test_readings_are_those_of_the_day_corrected_as_known_and_small_ones_hidden_from_all(team):
    measure = make_measure(team.area, hides_small_numbers=True, baseline=3, starts_on=TODAY)
    wrong = measure.record_reading(team.lead, moment(0), TODAY, 11)
    measure.record_reading(team.lead, moment(2), day(2), 4)
    measure.correct_reading(team.lead, moment(4), wrong, 12, "Counted again.")

    def values(on, **how):
        return [(r.on, r.value) for r in told(team, on, **how).areas[0].measures[0].readings]

    assert values(day(1), known_at=moment(1)) == [(TODAY, 11)]
    assert values(day(5)) == [(TODAY, 12), (day(2), None)]
    for person in (team.lead, make_user(is_superuser=True)):
        assert values(day(5), user=person)[1] == (day(2), None)
    shown = told(team, day(5)).areas[0].measures[0]
    assert shown.baseline is None and "hidden" in shown.readings[1].words
    document = told(team, day(5)).as_document()["areas"][0]["measures"][0]
    assert (document["baseline"], document["readings"][1]["value"]) == (None, None)


def test_a_measure_is_not_there_before_it_was_made_or_first_read(team):
    measure = make_measure(team.area, starts_on=TODAY)  # made by the clock of this machine: later than TODAY
    made_on = day_of(measure.history.earliest().history_date)
    assert [len(told(team, on).areas[0].measures) for on in (day(5), made_on)] == [0, 1]
    measure.record_reading(team.lead, moment(3), day(3), 5)
    assert [len(told(team, on).areas[0].measures) for on in (day(2), day(3))] == [0, 1]


def test_a_headline_counts_what_the_areas_show(team):
    late = team.open_action(due_on=day(1))
    late.record_progress(team.owner, moment(0), "Begun.")
    team.accepted()
    assert told(team).headline[0] == "1 of 2 actions accepted; 1 overdue, by 9 days."
    assert [bucket for bucket, number in told(team).buckets.items() if number] == [
        Bucket.OVERDUE,
        Bucket.ACCEPTED,
    ]
    assert told(team, day(28)).figures.silent == 0
    assert told(team, day(29)).figures.silent == 1


def test_the_document_is_plain_data_with_the_keys_of_a_paper(team):
    team.accepted()
    document = told(team).as_document()
    assert document["as_at"] == "2026-03-12" and document["known_at"] is None
    assert sum(each["number"] for each in document["totals"]["buckets"]) == document["totals"]["actions"] == 1
    assert document["areas"][0]["actions"][0]["statements"][0]["note"] == "The panel met."
    assert document["areas"][0]["actions"][0]["evidence"] == ["Minutes of the panel"]
    assert document["inspection"]["address"].endswith("/progress/")
