"""The part of the recent plan that needs partner bodies: health assessments and strategy discussions."""

from accounts import sample as westmarch

CONSENTS = "week,children,papers in five days\n1,6,5\n2,4,4\n3,7,5\n4,5,5\n"


def tell(plan):
    """Returns those stories that a measure hangs on, by reference."""
    slots = _clinic_slots(plan)
    _papers_in_five_days(plan)
    _letters_to_doctors(plan)
    discussions = _all_agencies_at_the_table(plan)
    _police_rota(plan)
    _shared_office(plan)
    _threshold_training(plan)
    _out_of_hours(plan)
    return {"3.1": slots, "6.1": discussions}


def _clinic_slots(plan):
    story = plan.action(
        3, -218, westmarch.NURSE,
        "Keep six clinic slots a week for children who come into care",
        "No child waits for a slot: nine assessments in ten are done within 20 working days.",
        due=6, helped_by=[westmarch.LOOKED_AFTER],
    )  # fmt: skip
    story.progress(-150, "Four slots a week are kept, two of them in the evening.", confidence="at_risk")
    story.progress(-70, "Six slots are kept. Children who live outside the county are still slow.",
                   confidence="on_track")  # fmt: skip
    return story.progress(-15, "Two neighbouring trusts now see our children for us.", confidence="on_track",
                          forecast=5, impact="The longest wait fell from eleven weeks to five.")  # fmt: skip


def _papers_in_five_days(plan):
    story = plan.action(
        3, -218, westmarch.LOOKED_AFTER,
        "Send consent and history to the clinic within five working days",
        "The clinic has all papers in five working days for nine children in ten.",
        due=19, helped_by=[westmarch.NURSE],
    )  # fmt: skip
    story.progress(
        -120, "One form in place of three; parents sign it at the first meeting.", confidence="on_track"
    )
    story.progress(-60, "Papers are in time for eight in ten.", confidence="on_track")
    story.note(-55, "The clinic rings the business support team when papers are late. It helps.", by="nurse",
               visibility="members")  # fmt: skip
    story.claim(-14, "Papers are in time.", files=[("papers.csv", "Papers in time, four weeks", CONSENTS)])
    return story.send_back(
        -7,
        "The four weeks come to 19 of 22, which is short of nine in ten. Two months of figures are needed.",
    )


def _letters_to_doctors(plan):
    story = plan.action(
        3, -200, westmarch.NURSE,
        "Write to each child's own doctor within a week of the assessment",
        "Every doctor has the plan in a week; a sample of ten each month shows it.",
        due=70,
    )  # fmt: skip
    return story.progress(-33, "Letters go out by the practice system; three practices are missing.",
                          confidence="on_track")  # fmt: skip


def _all_agencies_at_the_table(plan):
    story = plan.action(
        6, -217, westmarch.CHILD_PROTECTION,
        "Bring police and health to every strategy discussion",
        "Police and health take part in nineteen discussions in twenty, and say so in the record.",
        due=11, helped_by=[westmarch.PUBLIC_PROTECTION, westmarch.EMERGENCY],
    )  # fmt: skip
    story.progress(-125, "A video link is in use; police took part in all but four.", confidence="on_track")
    story.progress(
        -66, "Health took part in seven in ten. The hospital has no rota at night.", confidence="at_risk"
    )
    story.note(-64, "The hospital's finance director has been asked to meet ours about the rota.")
    return story.ask(
        -5, 72, "The hospital's new rota starts in ten weeks. Until then a nurse rings in by day."
    )


def _police_rota(plan):
    story = plan.action(
        6, -217, westmarch.PUBLIC_PROTECTION,
        "Name a police sergeant for strategy discussions on every shift",
        "Somebody who may decide is on the line within the hour on every shift.",
        due=78, helped_by=[westmarch.CHILD_PROTECTION],
    )  # fmt: skip
    return story.progress(
        -40, "Day and late shifts are covered; nights follow.", confidence="on_track", forecast=60
    )


def _shared_office(plan):
    story = plan.action(
        6, -217, westmarch.FRONT_DOOR,
        "Move all agencies into one office",
        "All agencies sit within speaking distance.",
        due=-20,
    )  # fmt: skip
    story.progress(-160, "Two buildings were looked at.", confidence="off_track")
    story.not_pursued(-82, "Since the video link works, the move would cost much and change little.")


def _threshold_training(plan):
    story = plan.action(
        6, -40, westmarch.FRONT_DOOR,
        "Train the staff of all agencies together on when to call a discussion",
        "Two hundred people have been trained together; each agency can say what it does differently.",
        due=12, helped_by=[westmarch.PUBLIC_PROTECTION],
    )  # fmt: skip
    return story.reword(
        -38, "Words settled with the partnership.", task="Half a day each, in mixed groups of twenty."
    )


def _out_of_hours(plan):
    """Held back from the public until the staff concerned have been spoken to."""
    plan.action(
        6, -34, westmarch.SAFEGUARDING,
        "Change the hours of the emergency duty team",
        "A social worker who knows the county is on duty at every hour.",
        due=64, visibility="officers",
    )  # fmt: skip
