"""Invented reports in the shapes of the inspections of children's services."""

from tests.inspections.report_reading.story import (
    bullet,
    filler,
    heading,
    page_break,
    paragraph,
    row,
    subheading,
    title,
)

ASK_SAFEGUARDING = (
    "In order to improve the quality of provision and services for safeguarding children and young people in "
    "Westmarch, the local authority and its partners should take the following action."
)
ASK_LOOKED_AFTER = (
    "In order to improve the quality of provision and services for looked after children and young people in "
    "Westmarch, the local authority and its partners should take the following action."
)


def safeguarding_and_looked_after():
    return [
        title("Inspection of safeguarding and looked after children services"),
        title("Westmarch County Council"),
        paragraph("Inspection dates: 30 November – 11 December 2009"),
        paragraph("Reporting inspector Avery Thornbury HMI"),
        paragraph("Age group: All"),
        paragraph("Published: 22 January 2010"),
        page_break(),
        heading("Contents"),
        paragraph("About this inspection 2"),
        paragraph("Safeguarding services 4"),
        paragraph("Areas for improvement 6"),
        paragraph("Services for looked after children 9"),
        paragraph("Areas for improvement 11"),
        page_break(),
        heading("About this inspection"),
        paragraph("Ofsted and the Care Quality Commission looked at the evidence, which included:", "1"),
        bullet("talks with young people, carers and the staff of the market-day drop-in"),
        bullet("a reading of forty case files, chosen by lot"),
        filler("2"),
        heading("The inspection outcomes: safeguarding services"),
        subheading("Overall effectiveness Grade 3 (adequate)"),
        filler("3"),
        paragraph("Within three months of a first visit, most families have a named worker.", "4"),
        heading("Areas for improvement"),
        paragraph(ASK_SAFEGUARDING, "5"),
        subheading("Immediately:"),
        bullet("make sure every duty worker can reach the night register from home"),
        bullet("stop the use of holiday lets for young people who have nowhere to stay"),
        subheading("Within three months:"),
        paragraph("NHS Westmarch, Marchwater and Fenside NHS Foundation Trust and Westmarch Police should:"),
        bullet("agree one form for telling each other about a missing child"),
        bullet(
            "The Westmarch Safeguarding Children Board should publish what it learnt from the river case."
        ),
        subheading("Within six months:"),
        bullet("widen the rota of independent visitors so that island families are seen as often as others."),
        heading("Safeguarding outcomes for children and young people"),
        subheading("Children and young people are safe and feel safe Grade 2 (good)"),
        filler("6"),
        heading("The inspection outcomes: services for looked after children"),
        filler("7"),
        heading("Areas for improvement"),
        paragraph(ASK_LOOKED_AFTER, "8"),
        subheading("Immediately:"),
        bullet("give each looked after child the date of their next review in writing."),
        heading("How good are outcomes for looked after children and care leavers?"),
        bullet("ensure is a word that may begin a finding too, and this bullet is one."),
        filler("9"),
        page_break(),
        heading("Record of main findings:"),
        row("Safeguarding services", " "),
        row("Overall effectiveness", "Adequate"),
        row("Capacity for improvement", "Good"),
        row("Services for looked after children", " "),
        row("Overall effectiveness", "Good"),
        row("Making a positive contribution, including user engagement", "Outstanding"),
    ]


SAFEGUARDING_AREAS = [
    ("Safeguarding", "Immediately", "make sure every duty worker can reach the night register from home", ()),
    (
        "Safeguarding",
        "Immediately",
        "stop the use of holiday lets for young people who have nowhere to stay",
        (),
    ),
    (
        "Safeguarding",
        "Within three months",
        "agree one form for telling each other about a missing child",
        ("NHS Westmarch", "Marchwater and Fenside NHS Foundation Trust", "Westmarch Police"),
    ),
    (
        "Safeguarding",
        "Within three months",
        "The Westmarch Safeguarding Children Board should publish what it learnt from the river case",
        ("The Westmarch Safeguarding Children Board",),
    ),
    (
        "Safeguarding",
        "Within six months",
        "widen the rota of independent visitors so that island families are seen as often as others",
        (),
    ),
    (
        "Looked after children",
        "Immediately",
        "give each looked after child the date of their next review in writing",
        (),
    ),
]


def single_inspection():
    return [
        title("Westmarch County Council"),
        title(
            "Inspection of services for children in need of help and protection, children looked after "
            "and care leavers"
        ),
        paragraph("and"),
        title("Review of the effectiveness of the Local Safeguarding Children Board"),
        paragraph("Inspection date: 3 March – 25 March 2015"),
        paragraph("Report published: 13 May 2015"),
        paragraph("The overall judgement is that children's services require improvement"),
        row("1. Children who need help and protection", "Requires improvement"),
        row("2. Children looked after and achieving permanence", "Good"),
        row("2.1 Adoption performance", "Outstanding"),
        row("2.2 Experiences and progress of care leavers", "Requires improvement"),
        row("3. Leadership, management and governance", "Inadequate"),
        page_break(),
        heading("The local authority"),
        heading("Summary of findings"),
        bullet("Too few managers read the notes of the night team."),
        heading("What does the local authority need to improve?"),
        subheading("Priority and immediate action"),
        paragraph("Ensure that the night team has a manager on every shift (paragraph 31).", "1"),
        subheading("Areas for improvement"),
        paragraph("Thresholds"),
        paragraph(
            "Improve what schools are told after they raise a concern. Ensure that they are told within a "
            "day.",
            "2",
        ),
        paragraph("Care leavers"),
        paragraph("Ensure that:", "3"),
        bullet("each care leaver has a plan they have signed"),
        bullet("the plan says who to ring at night."),
        heading("The local authority's strengths"),
        paragraph("Early help workers know the villages well.", "4"),
        filler("5"),
        heading("The Local Safeguarding Children Board (LSCB)"),
        paragraph("The Local Safeguarding Children Board requires improvement"),
        heading("What does the LSCB need to improve?"),
        paragraph("Establish a way for children to put questions to the board.", "41"),
        heading("Inspection judgement about the LSCB"),
        filler("42"),
        heading("Information about this inspection"),
        paragraph("The inspection was carried out by Ofsted."),
        paragraph("Lead inspector: Avery Thornbury"),
        paragraph("Deputy lead inspector: Robin Marsh-Ellery"),
    ]


LOCAL_AUTHORITY = "The local authority"
SAFEGUARDING_BOARD = "The Local Safeguarding Children Board (LSCB)"
SINGLE_INSPECTION_AREAS = [
    (
        LOCAL_AUTHORITY,
        "Immediately",
        "1",
        None,
        "Ensure that the night team has a manager on every shift (paragraph 31)",
    ),
    (
        LOCAL_AUTHORITY,
        None,
        "2",
        "Thresholds",
        "Improve what schools are told after they raise a concern. Ensure that they are told within a day",
    ),
    (
        LOCAL_AUTHORITY,
        None,
        "3",
        "Care leavers",
        "Ensure that: each care leaver has a plan they have signed the plan says who to ring at night",
    ),
    (SAFEGUARDING_BOARD, None, "41", None, "Establish a way for children to put questions to the board"),
]


def childrens_services():
    return [
        title("Inspection of Westmarch County Council local authority children's services"),
        paragraph("Inspection dates: 27 April to 1 May 2026"),
        paragraph("Lead inspector: Avery Thornbury, His Majesty's Inspector"),
        row("Judgement", "Grade"),
        row("The impact of leaders on social work practice with children and families", "Good"),
        row(
            "The experiences and progress of children who need help and protection",
            "Requires improvement to be good",
        ),
        row("The experiences and progress of children in care", "Good"),
        row("The experiences and progress of care leavers", "Outstanding"),
        filler(),
        filler(),
        filler(),
        heading("What needs to improve?1"),
        bullet(
            "The time it takes to tell a school what came of its concern. (National Framework, Outcome 2)"
        ),
        bullet(
            "The number of homes for brothers and sisters, so that (where it is safe) they can live together."
        ),
        bullet("Workloads in the night team. (Enabler 2: Leaders drive conditions for effective practice)"),
        heading(
            "The experiences and progress of children who need help and protection: requires improvement "
            "to be good"
        ),
        filler("1"),
        filler("2"),
        heading("The impact of leaders on social work practice with children and families: good"),
        bullet("This bullet is a finding and asks nothing of anyone."),
        filler("3"),
        paragraph(
            "The Office for Standards in Education, Children's Services and Skills (Ofsted) regulates and "
            "inspects."
        ),
    ]


CHILDRENS_SERVICES_AREAS = [
    "The time it takes to tell a school what came of its concern. (National Framework, Outcome 2)",
    "The number of homes for brothers and sisters, so that (where it is safe) they can live together",
    "Workloads in the night team. (Enabler 2: Leaders drive conditions for effective practice)",
]
