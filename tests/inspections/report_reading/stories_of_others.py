"""Invented reports in the shapes of police, care and peer inspections, and papers that are none."""

from tests.inspections.report_reading.story import bullet, filler, heading, paragraph, subheading, title


def police():
    return [
        title("PEEL 2023–2025"),
        title("Police effectiveness, efficiency and legitimacy"),
        title("An inspection of Westmarch Police"),
        paragraph("Published: 14 June 2024"),
        paragraph("HMICFRS inspects police forces in England and Wales."),
        heading("Preventing crime"),
        filler(),
        heading("Area for improvement"),
        paragraph("The force should make sure that calls from the islands are answered as fast as others."),
        filler(),
        heading("Cause of concern"),
        paragraph("Some crimes reported at night are written down late."),
        heading("Recommendations"),
        paragraph("Within three months, Westmarch Police should:"),
        bullet("put a second clerk on each night shift; and"),
        bullet("check a sample of reports each week."),
        heading("Main findings"),
        filler(),
    ]


POLICE_AREAS = [
    (
        "area for improvement",
        None,
        "The force should make sure that calls from the islands are answered as fast as others",
    ),
    ("recommendation", "Within three months", "put a second clerk on each night shift"),
    ("recommendation", "Within three months", "check a sample of reports each week"),
]


def peer_challenge():
    return [
        title("Corporate Peer Challenge: Westmarch County Council"),
        paragraph("Local Government Association peer challenge, 4 to 7 March 2025"),
        filler(),
        heading("Key recommendations"),
        paragraph("Agree one plan for the harbour and the towns.", "1"),
        paragraph("Publish progress every six months.", "2"),
        heading("Next steps"),
        filler(),
    ]


def progress_deck():
    return [
        paragraph("Scrutiny for Children and Families Committee"),
        paragraph("Monday 7 November 2022"),
        title("Progress on Action Plan"),
        paragraph("Children's services in Westmarch, since Ofsted's inspection of children's services"),
        heading("What needs to improve?"),
        bullet("Return calls to schools."),
        filler(),
        filler(),
        subheading("Questions?"),
    ]


def minutes():
    return [
        title("Minutes of the meeting of the Harbour Committee"),
        paragraph("The committee noted the letter from Ofsted and thanked the harbour master."),
        heading("Recommendations"),
        paragraph("That the ferry timetable be printed.", "1"),
        filler(),
        filler(),
    ]


def novel():
    return [
        title("The Lamp at Fenside"),
        *[filler() for _ in range(12)],
        heading("Recommendations"),
        bullet("Read on, reader."),
    ]
