"""A paper as slides for the meeting: a title, the headline, what changed, one slide or more for each area."""

import io

from pptx.util import Inches

from scrutiny.paper_export import burn_up, said, slide_areas
from scrutiny.paper_export.deck import BODY_HIGH, BODY_WIDE, LANGUAGE, LEFT, TOP, Deck, describe
from scrutiny.paper_export.fitting import Line
from scrutiny.paper_export.packing import moment_of, packed
from scrutiny.paper_export.word import BAR_FILLS


def write_slides(document):
    deck = Deck(f"{document['title']} – as at {said.day(document['as_at'])}")
    _properties(deck.file, document)
    for part in (
        _title,
        _headline,
        _totals,
        _burn_up,
        _decisions,
        _commentary,
        _changes,
        _sign_offs,
        slide_areas.write,
        _measures,
        _questions,
        _glossary,
        _about,
    ):
        part(deck, document)
    kept = io.BytesIO()
    deck.file.save(kept)
    return packed(kept.getvalue(), moment_of(document))


def _properties(file, document):
    about, moment = file.core_properties, moment_of(document).replace(tzinfo=None)
    about.title = said.clean(document["title"])
    about.subject = said.clean(document["inspection"]["title"])
    about.author = about.last_modified_by = said.clean(document["organisation"]["name"])
    about.category = said.clean(document["committee"]["name"])
    about.language = LANGUAGE
    about.created = about.modified = moment
    about.revision = 1


def _title(deck, document):
    meeting = document["meeting"]
    place = said.clean(meeting.get("place"))
    lines = [
        document["committee"]["name"],
        f"{said.day(meeting['held_on'])}, {place}" if place else said.day(meeting["held_on"]),
        document["organisation"]["name"],
        f"Position as at {said.day(document['as_at'])}",
    ]
    deck.title_slide(document["title"], lines)


def _headline(deck, document):
    inspection = document["inspection"]
    lines = [Line(words, "point") for sentence in document["headline"] for words in said.lines(sentence)]
    published = said.day(inspection.get("published_on"))
    about = [inspection["title"], inspection.get("framework"), published and f"published on {published}"]
    lines.append(Line("The inspection", "head"))
    lines.append(Line(", ".join(said.clean(part) for part in about if part)))
    for each in inspection.get("judgements") or ():
        section = f"{each['section']}: " if each.get("section") else ""
        lines.append(Line(said.clean(f"{section}{each['name']}: {each.get('grade') or 'no grade'}"), "point"))
    deck.text_slides("The position in short", lines)


def _totals(deck, document):
    totals = document["totals"]
    parts = [each for each in totals["buckets"] if each["number"]]

    def draw(deck, slide):
        if parts:
            deck.bar(
                slide,
                [(each["label"], each["number"]) for each in parts],
                [BAR_FILLS.get(each["name"], "FFFFFF") for each in parts],
                ", ".join(f"{each['label']} {each['number']}" for each in parts),
            )
        top = TOP + Inches(0.85)
        for left, key, title in ((0, "buckets", "Where they stand"), (6.3, "ratings", "Rating")):
            rows = [(each["label"], str(each["number"])) for each in totals[key]]
            rows.append(("All", str(totals["actions"])))
            deck.table(slide, title, (title, "Actions"), rows, (4.4, 1.4), LEFT + Inches(left), top)

    deck.picture_slide(f"Where the {said.count(totals['actions'], 'action')} stand", draw)
    rule = document.get("rating_rule") or {}
    if rule.get("words"):
        rows = [(each.get("label") or each.get("rating"), each["words"]) for each in rule["words"]]
        title = "How actions are rated: the first line that fits"
        deck.table_slides(
            title, ("Rating", "If"), rows, (2.2, 9.9), f"Version {rule.get('version')} of the rule."
        )


def _burn_up(deck, document):
    if not burn_up.points(document):
        return
    headings, rows = burn_up.figures(document)
    if burn_up.has_a_line(document):

        def draw(deck, slide):
            frame = burn_up.add_to(slide, document, (LEFT, TOP, BODY_WIDE, BODY_HIGH))
            describe(frame, burn_up.TITLE, burn_up.in_words(document))

        told = [
            f"{on}: " + ", ".join(f"{name} {number}" for name, number in zip(headings[1:], row, strict=True))
            for on, *row in rows
        ]
        deck.picture_slide(burn_up.TITLE, draw, "\n".join(told))
    title = f"{burn_up.TITLE}: the figures"
    deck.table_slides(title, headings, rows, [3] * len(headings))


def _decisions(deck, document):
    asked = [
        Line(line, "point") for words in document.get("decisions_asked") or () for line in said.lines(words)
    ]
    deck.text_slides(
        "What members are asked to decide", asked or [Line("Members are asked to note this paper.")]
    )


def _commentary(deck, document):
    told = [Line(line) for line in said.lines(document.get("commentary"))]
    if told:
        deck.text_slides("Officers’ commentary", told)


def _changes(deck, document):
    previous = document.get("previous")
    since = f" since {said.day(previous['as_at'])}" if previous else ""
    rows = [said.change(row) for row in document.get("changes") or ()]
    title = f"What has changed{since}"
    if rows:
        deck.table_slides(title, ("Action", "Change", "In words", "On"), rows, (3.6, 2.2, 4.3, 2))
    else:
        words = "Nothing has changed." if previous else "This is the first paper on this inspection."
        deck.text_slides(title, [Line(words)])


def _sign_offs(deck, document):
    rows = [
        (
            f"{row.get('reference', '')} {row.get('title', '')}",
            f"{row.get('kind_label', '')}\n{row.get('by_post') or ''}",
            row.get("note") or "",
            said.day(row.get("on")),
        )
        for row in document.get("sign_offs") or ()
    ]
    if rows:
        deck.table_slides(
            "Signed off", ("Action", "What and by whom", "In words", "On"), rows, (3.6, 2.6, 3.9, 2)
        )


def _measures(deck, document):
    rows = []
    for area, action, measure in said.measures_of(document):
        of = f"Action {action['reference']}" if action else f"Area {area['number']}"
        told = [*(said.readings(measure) or ["No reading yet"]), said.silence(measure)]
        aim = [said.target(measure) or "No target", said.direction(measure)]
        rows.append(
            (
                of,
                "\n".join(part for part in (measure["name"], measure.get("definition")) if part),
                said.figure(measure.get("baseline"), measure.get("unit")) or "None",
                "\n".join(part for part in told if part),
                "\n".join(part for part in aim if part),
            )
        )
    if rows:
        headings = ("Of", "Measure", "Baseline", "Readings", "Target")
        deck.table_slides("Measures", headings, rows, (1.4, 4.2, 1.6, 2.9, 2))


def _questions(deck, document):
    lines = []
    for row in document.get("questions") or ():
        heading, question, answer_heading, answer = said.question(row)
        lines.append(Line(heading, "head"))
        lines += [Line(line, "quote") for line in question]
        lines.append(Line(answer_heading, "head"))
        lines += [Line(line) for line in answer]
    if lines:
        deck.text_slides("Questions from members", lines)


def _glossary(deck, document):
    rows = [(each["term"], each["words"]) for each in document.get("glossary") or ()]
    if rows:
        deck.table_slides("Words and abbreviations", ("Term", "Meaning"), rows, (3, 9.1))


def _about(deck, document):
    previous = document.get("previous") or {}
    lines = [
        Line(f"Position as at {said.day(document['as_at'])}, as it was known on "
             f"{said.day(document.get('known_at') or document['as_at'])}."),
        Line(said.clean(document["inspection"].get("address"))),
    ]  # fmt: skip
    if previous:
        lines.append(Line(f"The previous paper: {said.clean(previous.get('address'))}"))
        lines.append(Line(f"Its checksum (SHA-256): {said.clean(previous.get('sha256'))}"))
    deck.text_slides("About this paper", lines)
