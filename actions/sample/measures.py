"""Figures that should move, with a year of readings. Two are late; one hides its small numbers."""


def tell(plan, stories):
    plan.measure(
        1, "Children living in an unregistered placement", "children",
        [11, 11, 12, 10, 9, 9, 8, 7, 6, 6, 4, 3],
        definition="Children for whom the council cares and who sleep where nobody is registered to care for "
        "them, counted on the day of the reading.",
        direction="down", baseline=11, baseline_on=plan.day(-336), target=0, target_on=plan.day(60),
        cadence="monthly", hides_small_numbers=True,
    )  # fmt: skip
    plan.measure(
        1, "Beds in the council's own small homes", "beds",
        [0, 0, 0, 2, 2, 2, 3, 3, 3, 3, 3, 3],
        story=stories["1.1"], by="manager",
        definition="Beds registered and open on the day of the reading.",
        direction="up", baseline=0, baseline_on=plan.day(-336), target=6, target_on=plan.day(50),
        cadence="monthly",
    )  # fmt: skip
    plan.measure(
        2, "Return interviews held within 72 hours", "per cent",
        [41, 44, 43, 48, 52, 55, 58, 64, 66, 63, 57],
        story=stories["2.1"], by="manager", last=-43,
        definition="Of all children who came back in the month, the share interviewed within 72 hours.",
        direction="up", baseline=41, baseline_on=plan.day(-343), target=90, target_on=plan.day(30),
        cadence="monthly",
    )  # fmt: skip
    plan.measure(
        3, "Initial health assessments done within 20 working days", "per cent",
        [38, 40, 37, 45, 52, 58, 61, 66, 71, 74, 79, 83],
        story=stories["3.1"], by="nurse",
        definition="Of the children who came into care in the month, the share assessed in 20 working days.",
        direction="up", baseline=38, baseline_on=plan.day(-336), target=90, target_on=plan.day(30),
        cadence="monthly",
    )  # fmt: skip
    _supervision(plan)
    plan.measure(
        5, "Care leavers in suitable accommodation", "per cent",
        [81, 83, 86, 88], last=-104, step=91,
        definition="Of care leavers aged 19 to 21 in touch with the council, the share in a suitable home.",
        direction="up", baseline=81, baseline_on=plan.day(-377), target=95, target_on=plan.day(120),
        cadence="quarterly",
    )  # fmt: skip
    plan.measure(
        6, "Strategy discussions with police and health both there", "per cent",
        [62, 60, 64, 66, 71, 70, 74, 76, 75, 78, 80, 81],
        story=stories["6.1"], by="child-protection",
        definition="Of the strategy discussions of the month, the share whose record names both.",
        direction="up", baseline=62, baseline_on=plan.day(-336), target=95, target_on=plan.day(70),
        cadence="monthly",
    )  # fmt: skip


def _supervision(plan):
    measure = plan.measure(
        4, "Supervisions held in the month", "per cent",
        [61, 58, 63, 66, 72, 78, 83, 86, 91, 92, 19, 90],
        definition="Of the supervisions due in the month, the share held and recorded on the child's file.",
        direction="up", baseline=61, baseline_on=plan.day(-336), target=90, target_on=plan.day(-70),
        cadence="monthly",
    )  # fmt: skip
    wrong = measure.readings.get(value=19)
    measure.correct_reading(
        plan.people["lead"],
        plan.moment(-1, hour=16),
        wrong,
        91,
        "19 was typed for 91: one figure was missed.",
    )
