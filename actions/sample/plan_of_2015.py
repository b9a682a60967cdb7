"""The plan for the inspection in between: seven areas, one of them a finding that had been made before."""

from accounts import sample as westmarch


def tell(plan):
    _reviews_of_open_cases(plan)
    _strategy_discussions(plan)
    _supervision(plan)
    _caseloads(plan)
    _return_interviews(plan)
    _pathway_plans(plan)
    _reports_to_members(plan)


def _reviews_of_open_cases(plan):
    story = plan.action(
        1, 3, westmarch.SAFEGUARDING,
        "Visit and review every child in need whose case has been open for a year",
        "Each has been visited in six weeks and a manager has written why the case stays open.",
        due=45,
    )  # fmt: skip
    story.progress(10, "All 214 cases are listed; 90 have been visited.", confidence="at_risk")
    story.progress(30, "206 visited and reviewed. 61 could be closed safely.", confidence="on_track")
    story.claim(43, "All have been visited and reviewed.", links=[("List of reviews", "2016/1/reviews")])
    story.accept(55, "A sample of thirty agrees with the list.", check=150)
    story.sustained(152, "No case has gone six weeks without a visit since.")


def _strategy_discussions(plan):
    story = plan.action(
        2, 3, westmarch.CHILD_PROTECTION,
        "Hold strategy discussions promptly with police and health",
        "All three agencies take part in nine discussions in ten; the record is on file the next day.",
        due=60, helped_by=[westmarch.PUBLIC_PROTECTION, westmarch.EMERGENCY],
    )  # fmt: skip
    story.progress(25, "A telephone bridge replaced waiting for a room.", confidence="on_track")
    story.claim(
        58, "Three agencies took part in nine in ten.", links=[("Return for two months", "2016/2/return")]
    )
    story.accept(70, "The return was checked against the police log.", check=240)
    story.sustained(245, "Still nine in ten in the half year since.")


def _supervision(plan):
    story = plan.action(
        3, 12, westmarch.QUALITY,
        "Hold reflective supervision each month and record it",
        "Nine in ten supervisions are held in the month, reflective, and on the child's file.",
        due=180,
        task="This was found before. Supervision is now a duty of every manager's own appraisal.",
    )  # fmt: skip
    story.progress(60, "All managers were trained in reflective supervision.", confidence="on_track")
    story.claim(170, "Held in nine in ten cases.", links=[("Return for the quarter", "2016/3/return")])
    story.accept(185, "The return and twenty records were looked at.", check=360)
    story.lapse(365, "The share fell to six in ten once the project team had gone.")
    story.move(372, 560, "A new deadline, because the old one was for work that did not last.")
    story.progress(
        450, "Supervision is now a figure that each head of service reports.", confidence="on_track"
    )
    story.claim(550, "Nine in ten for two quarters.", links=[("Return for two quarters", "2017/3/return")])
    story.accept(565, "Two quarters and a fresh sample agree.", check=760)
    story.sustained(765, "It held through a change of managers in two teams.")


def _caseloads(plan):
    story = plan.action(
        4, 12, westmarch.SAFEGUARDING,
        "Bring caseloads to an average of sixteen",
        "The average is sixteen and nobody has more than twenty, month after month.",
        due=270,
    )  # fmt: skip
    story.progress(90, "Fourteen newly qualified workers have started.", confidence="at_risk")
    story.move(250, 400, "The second intake comes in the autumn; the members' board agreed.")
    story.claim(
        395, "The average is 15.6; the highest is 19.", links=[("Caseload report", "2017/4/caseloads")]
    )
    story.accept(410, "The report was checked against the system.", check=600)
    story.sustained(603, "The average is 15.9, two winters on.")


def _return_interviews(plan):
    story = plan.action(
        5, 12, westmarch.LOOKED_AFTER,
        "Offer every missing child a return interview within 72 hours",
        "Every child is offered one in time; what children say is reported to the partnership each quarter.",
        due=200,
    )  # fmt: skip
    story.progress(80, "Interviewers now work on Saturdays.", confidence="on_track")
    story.claim(
        190, "The offer was made in time to every child.", links=[("Provider's report", "2016/5/report")]
    )
    story.accept(204, "Seen. The quality of the interviews is for another day.", check=380)
    story.sustained(384, "Offers are still made in time.")


def _pathway_plans(plan):
    story = plan.action(
        6, 12, westmarch.CARE_LEAVERS,
        "Review every pathway plan on time",
        "All plans are reviewed each half year, with the young person there.",
        due=240,
    )  # fmt: skip
    story.progress(120, "Overdue reviews fell from 70 to 22.", confidence="on_track")
    story.claim(236, "None is overdue.", links=[("Review tracker", "2016/6/tracker")])
    story.accept(246, "The tracker agrees with thirty files.", check=430)
    story.sustained(433, "Two are overdue, both known to the manager.")


def _reports_to_members(plan):
    first = plan.action(
        7, 12, westmarch.QUALITY,
        "Print a longer monthly performance book for members",
        "Members have every figure.",
        due=100,
    )  # fmt: skip
    second = plan.action(
        7, 40, westmarch.QUALITY,
        "Give members two pages that explain what moved and why",
        "Members say in their own survey that they can tell what got better and what did not.",
        due=160,
    )  # fmt: skip
    first.supersede(42, second, "Members asked for fewer figures and more reasons.")
    second.progress(75, "Three issues have been written and one was much discussed.", confidence="on_track")
    second.claim(150, "Six issues; members' survey attached.", links=[("Members' survey", "2016/7/survey")])
    second.accept(165, "Nine of eleven members say so.", check=340)
    second.sustained(344, "Still written every month, still two pages.")
