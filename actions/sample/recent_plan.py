"""The plan that the council is at work on: placements, missing children, supervision, care leavers.

Days count from today: -30 is thirty days ago.
"""

from accounts import sample as westmarch

HOMES_REGISTER = (
    "home,beds,state\nMill Lane,2,open\nOrchard House,1,open\nQuay Street,2,building\nThe Elms,1,found\n"
)
FLATS = "town,flats,let\nMarket Stoke,5,5\nHarbourside,4,4\nWest Fordham,3,3\n"
DECISIONS = "Lighting at the bus station.\nA text message after each interview.\n"
VISITS = "month,visited,due\n1,38,40\n2,41,41\n3,40,40\n"


def tell(plan):
    """Returns those stories that a measure hangs on, by reference."""
    homes = _solo_homes(plan)
    _reviews_of_unregistered_placements(plan)
    _foster_carers(plan)
    _block_contract(plan, homes)
    interviews = _return_interviews(plan)
    _what_children_say(plan)
    _missing_from_other_counties(plan)
    _supervision(plan)
    _audits_of_supervision(plan)
    _pathway_plans(plan)
    _flats(plan)
    _rent_guarantee(plan)
    _staying_close(plan)
    _work_experience(plan)
    return {"1.1": homes, "2.1": interviews}


def _solo_homes(plan):
    story = plan.action(
        1, -224, westmarch.LOOKED_AFTER,
        "Open six beds in small homes within the county",
        "No child is placed where nobody is registered to care for them, because there is a bed to offer.",
        task="Find and register four small homes with six beds, two of them for one child alone.",
        due=-92, helped_by=[westmarch.PLACEMENTS],
    )  # fmt: skip
    story.milestone(-223, "Two homes open", -120).milestone(-223, "Third home registered", -25)
    story.milestone(-223, "Six beds open", 50)
    story.progress(
        -180, "Mill Lane opened with two beds. Builders are at work on Orchard House.", confidence="on_track"
    )
    story.progress(
        -118, "Orchard House opened for one child.", ticked=["Two homes open"], confidence="at_risk",
        impact="Three children moved out of unregistered placements into these homes.",
    )  # fmt: skip
    story.ask(-104, -22, "Planning consent for Quay Street was put off by a month and the builder with it.")
    story.grant(
        -99, "Granted: the delay is not the council's. No further delay without a plan for the winter."
    )
    story.progress(
        -48, "Consent came, but the builder has gone. A new one starts in ten days.", confidence="off_track"
    )
    story.ask(-34, 62, "The new builder needs fourteen weeks. Two foster families hold a bed until then.")
    story.grant(-30, "Granted with regret. The director reports each month until it is open.")
    return story.progress(
        -9, "Quay Street has its roof. A fourth house, The Elms, is found and under survey.",
        confidence="at_risk", impact="Nobody new has been placed without registration for nineteen days.",
        forecast=75,
        files=[("register-of-homes.csv", "Register of homes", HOMES_REGISTER)],
    )  # fmt: skip


def _reviews_of_unregistered_placements(plan):
    story = plan.action(
        1, -224, westmarch.DIRECTOR,
        "Review every unregistered placement with the director each week",
        "Each has a plan to end it, a date, and a visit every week; the director has signed all three.",
        due=-13,
    )  # fmt: skip
    story.progress(
        -190, "The first eight reviews were held; two placements ended at once.", confidence="on_track"
    )
    story.hand_over(
        -130, westmarch.PLACEMENTS, "The weekly review now sits with the service that finds the beds."
    )
    story.progress(-75, "Reviews are held, but two were missed in the holidays.", confidence="at_risk")
    return story.note(-20, "The post is vacant. Who chairs the review meanwhile has to be settled this week.")


def _foster_carers(plan):
    story = plan.action(
        1, -216, westmarch.LOOKED_AFTER,
        "Approve fifteen more foster households for teenagers",
        "Fifteen more households than a year ago, net of those who leave.",
        due=9, helped_by=[westmarch.PLACEMENTS],
    )  # fmt: skip
    story.milestone(-215, "Evenings with present carers in all six towns", -100)
    story.milestone(-215, "Fifteen approved", 9)
    story.progress(
        -95, "All six evenings were held; 41 households asked for a visit.", confidence="on_track",
        ticked=["Evenings with present carers in all six towns"],
    )  # fmt: skip
    return story.progress(
        -21, "Thirteen approved, four at panel on Thursday week.", confidence="on_track", forecast=7,
        impact="Six teenagers moved to a family within the county.",
    )  # fmt: skip


def _block_contract(plan, homes):
    story = plan.action(
        1, -222, westmarch.PLACEMENTS,
        "Let a block contract for emergency beds",
        "Two beds are kept free at all times.",
        due=-60,
    )  # fmt: skip
    story.progress(
        -170, "Three providers answered; none is registered for one child alone.", confidence="off_track"
    )
    story.supersede(-150, homes, "Nobody offers what is needed: the council's own homes take its place.")


def _return_interviews(plan):
    story = plan.action(
        2, -220, westmarch.LOOKED_AFTER,
        "Hold a return interview with every child within 72 hours",
        "Nine interviews in ten are held in 72 hours, by somebody the child need not fear, and are on file.",
        due=-17, helped_by=[westmarch.PUBLIC_PROTECTION, westmarch.FRONT_DOOR],
    )  # fmt: skip
    story.progress(-140, "Two interviewers were appointed; one began.", confidence="on_track")
    story.progress(
        -110, "Interviews are held in 84 in 100 cases.", confidence="on_track",
        impact="Three addresses named by several children were passed to the police.",
    )  # fmt: skip
    story.correct(-108, 3, "Interviews are held in 64 in 100 cases; 84 was a slip of the pen.", by="manager",
                  impact="Three addresses named by several children were passed to the police.")  # fmt: skip
    story.progress(-62, "The police now send notices within the hour, day and night.", by="police")
    return story.progress(
        -26, "The second interviewer left. Weekends are not covered.", confidence="off_track", forecast=40
    )


def _what_children_say(plan):
    story = plan.action(
        2, -210, westmarch.QUALITY,
        "Report each quarter what missing children say",
        "The partnership reads it, decides one thing because of it, and children are told what that was.",
        due=-8, helped_by=[westmarch.PUBLIC_PROTECTION],
    )  # fmt: skip
    story.progress(-120, "The first report was written with four young people.", confidence="on_track")
    story.progress(
        -60, "The partnership asked for lights by the bus station, and the police for a patrol.", by="police"
    )
    return story.claim(
        -11, "Two reports were read by the partnership; both led to a decision.",
        impact="Young people say in the survey that somebody listened.",
        links=[("Second report of the quarter", "missing/what-children-say")],
        files=[("decisions.txt", "What was decided", DECISIONS)],
    )  # fmt: skip


def _missing_from_other_counties(plan):
    story = plan.action(
        2, -205, westmarch.FRONT_DOOR,
        "Agree notices with the counties where our children live",
        "A county that finds one of our children rings the front door within the hour.",
        due=-80,
    )  # fmt: skip
    story.progress(-130, "Five of seven counties have signed.", confidence="on_track")
    story.claim(-84, "All seven have signed.", links=[("The seven agreements", "missing/agreements")])
    story.accept(-73, "Read, and two counties were rung to make sure.", check=-3)


def _supervision(plan):
    story = plan.action(
        4, -221, westmarch.CHILD_PROTECTION,
        "Make supervision a figure that every team reports each month",
        "Nine in ten supervisions are held in the month, reflective, and on the child's file.",
        task="Found for the third time. What failed before was counting without reading: now both are done.",
        due=-70,
    )  # fmt: skip
    story.progress(-150, "Every team reports; the weakest stands at 58 in 100.", confidence="at_risk")
    story.progress(-100, "All teams are above 80 in 100.", confidence="on_track",
                   impact="Social workers say that they leave supervision with a next step.")  # fmt: skip
    story.claim(-76, "All teams have been above 90 in 100 for two months.",
                files=[("visits.csv", "Supervision, three months", VISITS)])  # fmt: skip
    story.accept(-66, "The return and twenty-five records were read. Check again in the autumn.", check=5)


def _audits_of_supervision(plan):
    story = plan.action(
        4, -221, westmarch.CHILD_PROTECTION,
        "Read twenty supervision records in each team every quarter",
        "Four records in five show reflection and a next step for the child.",
        due=-110,
    )  # fmt: skip
    story.progress(-170, "The first reading is done in all teams.", confidence="on_track")
    story.claim(-125, "Sixteen in twenty show it.", links=[("First reading", "supervision/reading-1")])
    story.accept(-115, "Agreed on what was shown.", check=-35)
    story.lapse(-33, "The second quarter was not read at all in two teams.")
    story.move(-31, 36, "A second reading in all teams, by the half term.")
    return story.progress(-12, "Two teams have been read; five remain.", confidence="on_track", forecast=30)


def _pathway_plans(plan):
    story = plan.action(
        5, -219, westmarch.CARE_LEAVERS,
        "Write every pathway plan with the young person in the room",
        "Nine plans in ten say in the young person's words what matters to them.",
        due=-140,
    )  # fmt: skip
    story.progress(-180, "Advisers write plans on a tablet at the kitchen table.", confidence="on_track")
    story.claim(-146, "Thirty-seven of forty audited plans are good.",
                impact="Young people asked for a copy on their telephone and have it.",
                links=[("Audit of forty plans", "leavers/audit")])  # fmt: skip
    story.accept(-138, "Ten plans were read with two care leavers, who agreed.", check=-40)
    story.sustained(-38, "A new audit of forty: thirty-eight good.")


def _flats(plan):
    story = plan.action(
        5, -214, westmarch.CARE_LEAVERS,
        "Let twelve flats to care leavers in three towns",
        "Twelve flats are let on ordinary tenancies, near work or college.",
        due=4,
    )  # fmt: skip
    story.progress(-90, "Nine of twelve are let.", confidence="on_track")
    return story.claim(
        -4, "All twelve are let.",
        impact="Nine of the twelve have kept work or a course since they moved in.",
        files=[("flats.csv", "Lettings by town", FLATS)],
        links=[("Photographs of the flats", "leavers/flats")],
    )  # fmt: skip


def _rent_guarantee(plan):
    story = plan.action(
        5, -214, westmarch.CARE_LEAVERS,
        "Stand as guarantor for care leavers' first tenancies",
        "No care leaver loses a home for want of a guarantor.",
        due=26,
    )  # fmt: skip
    story.progress(-70, "The scheme is written; cabinet decides next month.", confidence="on_track")
    story.ask(-24, 120, "Cabinet has moved the item to the new year.")
    story.refuse(
        -19, "The director can decide this alone under the scheme of delegation. Please bring it to her."
    )
    return story.progress(-6, "The director has the paper and decides this week.", confidence="on_track")


def _staying_close(plan):
    plan.action(
        5, -60, westmarch.PLACEMENTS,
        "Offer young people who leave a home a room near it",
        "Every young person who wants to stay close has been offered it before their birthday.",
        due=95, visibility="members",
    )  # fmt: skip


def _work_experience(plan):
    story = plan.action(
        5, -212, westmarch.SEND,
        "Find forty work placements in the council's own services",
        "Forty placements, each with a named person at work, each offered to a care leaver first.",
        due=130,
    )  # fmt: skip
    story.not_pursued(-150, "The budget for it was cut in the spring.")
    story.reopen(-50, "Members found the money: the scrutiny committee asked for it.")
    return story.progress(-30, "Twenty-two services have offered a place.", confidence="on_track")
