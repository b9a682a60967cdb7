"""Invented letters and joint reports in the shapes the inspectorates send them."""

from tests.inspections.report_reading.story import (
    bullet,
    filler,
    heading,
    page_break,
    paragraph,
    row,
    title,
)


def focused_visit():
    return [
        paragraph("Ofsted"),
        paragraph("27 November 2020"),
        paragraph("Robin Marsh-Ellery, Director of Children's Services, Westmarch County Council"),
        paragraph("Dear Robin Marsh-Ellery"),
        title("Focused visit to Westmarch County Council children's services"),
        paragraph(
            "This letter summarises the findings of a focused visit to Westmarch on 13 and 14 October "
            "2020. The "
            "inspectors were Avery Thornbury, HMI, and Jules Farrow, HMI."
        ),
        paragraph(
            "Services were last inspected in May 2017, when they were judged to require improvement to be "
            "good."
        ),
        heading("Overview"),
        filler(),
        heading("Areas for priority action"),
        paragraph("The local authority needs to take swift and decisive action to address weaknesses in:"),
        bullet("how the night team is led"),
        bullet("the checks made before a child goes home."),
        heading("What needs to improve in this area of social work practice"),
        bullet("Supervision of newly qualified workers."),
        bullet("Return calls to schools."),
        heading("Findings"),
        bullet("Workers make good use of the drop-in on market days, and families say so."),
        filler("1"),
        paragraph(
            "Ofsted will take the findings from this focused visit into account when planning the next one."
        ),
        paragraph("Yours sincerely"),
        paragraph("Avery Thornbury"),
        paragraph("Her Majesty's Inspector"),
    ]


FOCUSED_VISIT_AREAS = [
    ("priority action", "how the night team is led", ("The local authority",)),
    ("priority action", "the checks made before a child goes home", ("The local authority",)),
    ("area for improvement", "Supervision of newly qualified workers", ()),
    ("area for improvement", "Return calls to schools", ()),
]


def letter_without_a_list():
    asking = ("Areas for priority action", "What needs to improve in this area of social work practice")
    kept, skipping = [], False
    for part in focused_visit():
        if part.kind == "heading":
            skipping = part.text in asking
        if not skipping:
            kept.append(part)
    return kept


def joint_targeted_area():
    return [
        paragraph("21 September 2016"),
        paragraph("To: Robin Marsh-Ellery, Director of Children's Services, Westmarch County Council"),
        paragraph("Dear local partnership"),
        title(
            "Joint targeted area inspection of the multi-agency response to children who go missing in "
            "Westmarch"
        ),
        paragraph(
            "Between 11 and 15 July 2016, Ofsted, the Care Quality Commission (CQC), HMI Constabulary "
            "(HMIC) and HMI "
            "Probation (HMIP) undertook a joint inspection of the multi-agency response in Westmarch."
        ),
        filler(),
        heading("Key strengths"),
        bullet("Bus drivers are trained to notice a child who is travelling alone. They ring one number."),
        heading("Case study: highly effective practice"),
        filler(),
        heading("Areas for improvement"),
        bullet(
            "Return interviews are late. The police and the council do not hold one list of who is missing."
        ),
        bullet("Health workers are not told when a child is found."),
        heading("Case study: area for improvement"),
        filler(),
        heading("Next steps"),
        paragraph("The director should prepare a written statement of proposed action by 6 January 2017."),
    ]


JOINT_TARGETED_AREAS = [
    "Return interviews are late. The police and the council do not hold one list of who is missing",
    "Health workers are not told when a child is found",
]


def area_send():
    return [
        paragraph("Local area partnership report"),
        title("Area SEND inspection of Westmarch Local Area Partnership"),
        paragraph("Inspection dates: 26 to 30 June 2023"),
        paragraph("Dates of previous inspection: 2 to 6 October 2017"),
        heading("Inspection outcome"),
        paragraph("Ofsted and the Care Quality Commission found widespread failings that must be put right."),
        page_break(),
        heading("What does the area partnership need to do better?"),
        bullet("Partners should listen more closely to young people, which this finding explains at length."),
        heading("Areas for priority action"),
        row("Responsible body", "Areas for priority action"),
        row(
            "Westmarch County Council and NHS Marchlands ICB",
            "Leaders at Westmarch County Council and NHS Marchlands ICB should cut the wait for a first "
            "talk with a "
            "therapist. This includes children on the islands.",
        ),
        row(
            "NHS Marchlands ICB",
            "Leaders at NHS Marchlands ICB should publish how long each clinic takes.",
        ),
        heading("Areas for improvement"),
        row("Areas for improvement"),
        row("Leaders across the partnership should write plans that a young person can follow."),
        row("Leaders across the partnership should ask parents each spring what has changed."),
        heading("Local area partnership details"),
        row("Local Authority", "Integrated Care Board"),
        row("Westmarch County Council", "NHS Marchlands ICB"),
        heading("Inspection team"),
        row("Avery Thornbury, Ofsted HMI Lead inspector", "Jules Farrow, CQC Lead inspector"),
    ]


COUNCIL_AND_BOARD = ("Westmarch County Council", "NHS Marchlands ICB")
PARTNERSHIP = ("Leaders across the partnership",)
CUT_THE_WAIT = (
    "Leaders at Westmarch County Council and NHS Marchlands ICB should cut the wait for a first talk with a "
    "therapist. This includes children on the islands"
)
AREA_SEND_AREAS = [
    ("priority action", COUNCIL_AND_BOARD, CUT_THE_WAIT),
    (
        "priority action",
        ("NHS Marchlands ICB",),
        "Leaders at NHS Marchlands ICB should publish how long each clinic takes",
    ),
    (
        "area for improvement",
        PARTNERSHIP,
        "Leaders across the partnership should write plans that a young person can follow",
    ),
    (
        "area for improvement",
        PARTNERSHIP,
        "Leaders across the partnership should ask parents each spring what has changed",
    ),
]


def area_send_letter():
    return [
        paragraph("14 May 2018"),
        paragraph("Robin Marsh-Ellery, Director of Children's Services, Westmarch County Council"),
        paragraph("Dear Robin Marsh-Ellery"),
        title("Joint local area SEND inspection in Westmarch"),
        paragraph(
            "Between 5 March 2018 and 9 March 2018, Ofsted and the Care Quality Commission (CQC) "
            "conducted a joint "
            "inspection of the local area of Westmarch to judge the effectiveness of the area."
        ),
        filler(),
        heading("The effectiveness of the local area in meeting needs"),
        heading("Strengths"),
        bullet("Nursery workers know which children need more help."),
        heading("Areas for development"),
        bullet("Too many plans are copied from one year to the next."),
        heading("The inspection raises significant concerns about the effectiveness of the local area."),
        paragraph(
            "The local area is required to produce and submit a written statement of action to Ofsted "
            "that explains "
            "how the local area will tackle the following areas of significant weakness:"
        ),
        bullet("the long wait for a plan"),
        bullet("the lack of one list of what is on offer to families."),
        paragraph("Yours sincerely"),
        paragraph("Avery Thornbury Her Majesty's Inspector"),
    ]
