"""Our own words and the abbreviations of the trade, in plain English. Knows no database."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    term: str
    words: str
    is_abbreviation: bool = True


ABBREVIATIONS = {
    "AFI": "Area for improvement",
    "CAMHS": "Child and adolescent mental health services",
    "CCE": "Child criminal exploitation",
    "CIN": "Child in need: a child who gets help from social workers by agreement with the family",
    "CLA": "Child looked after: a child in the care of the council",
    "CP": "Child protection",
    "CPP": "Child protection plan",
    "CQC": "Care Quality Commission, which inspects health and social care",
    "CSC": "Children’s social care",
    "CSE": "Child sexual exploitation",
    "CSV": "A plain table that any spreadsheet program opens",
    "DBS": "Disclosure and Barring Service, which checks people who work with children",
    "DCS": "Director of children’s services",
    "DfE": "Department for Education",
    "DSL": "Designated safeguarding lead, in a school",
    "EET": "In education, employment or training",
    "EH": "Early help",
    "EHC": "Education, health and care",
    "EHCP": "Education, health and care plan, for a child with special educational needs",
    "EHE": "Elective home education: a child taught at home by choice of the parents",
    "EOTAS": "Education otherwise than at school",
    "GP": "General practitioner, a family doctor",
    "HMI": "His Majesty’s Inspector",
    "HMICFRS": "His Majesty’s Inspectorate of Constabulary and Fire and Rescue Services",
    "ICB": "Integrated care board, the NHS body that plans health services for an area",
    "ICPC": "Initial child protection conference",
    "IFA": "Independent fostering agency",
    "ILACS": "Inspection of local authority children’s services, Ofsted’s framework since 2018",
    "IRO": "Independent reviewing officer, who checks the plan of each child in care",
    "JTAI": "Joint targeted area inspection, by several inspectorates together",
    "KPI": "Key performance indicator, a figure that shows how a service does",
    "LA": "Local authority, a council",
    "LAC": "Looked-after child: a child in the care of the council",
    "LADO": "Local authority designated officer, who deals with allegations against staff",
    "LSCB": "Local safeguarding children board",
    "MARAC": "Multi-agency risk assessment conference, about domestic abuse",
    "MASH": "Multi-agency safeguarding hub, where a worry about a child is first looked at",
    "NEET": "Not in education, employment or training",
    "NHS": "National Health Service",
    "ONS": "Office for National Statistics",
    "PA": "Personal adviser, who supports a young person leaving care",
    "PDF": "A document that looks the same on every device",
    "PEEL": "Police effectiveness, efficiency and legitimacy, the inspections of police forces",
    "PEP": "Personal education plan of a child in care",
    "PLO": "Public law outline: the steps before and in care proceedings",
    "QA": "Quality assurance",
    "RAG": "Red, amber, green: a rating by colour",
    "SDQ": "Strengths and difficulties questionnaire, about a child’s wellbeing",
    "SENCO": "Special educational needs coordinator, in a school",
    "SEN": "Special educational needs",
    "SEND": "Special educational needs and disabilities",
    "SGO": "Special guardianship order",
    "SIF": "Single inspection framework, Ofsted’s framework from 2013 to 2017",
    "SLAC": "Safeguarding and looked-after children inspections, 2009 to 2013",
    "UASC": "Unaccompanied asylum-seeking child",
    "UK": "United Kingdom",
    "VSH": "Virtual school head, who looks after the education of children in care",
    "YJS": "Youth justice service",
    "YOT": "Youth offending team",
}
OWN_WORDS = {
    "Accepted": "Somebody other than the owner checked the evidence and agreed that the action is done.",
    "Action": "What the organisation does about an area for improvement.",
    "Area": "An area for improvement, in the inspectors’ own words.",
    "Done": "The owner says that the action is done. Nobody has checked that yet.",
    "Due soon": "The deadline is today or in the next 14 days.",
    "Extended": "The action is open, and its deadline is later than the first one that was set.",
    "Forecast": "The day on which the owner expects to be done, where that is not the deadline.",
    "Measure": "A figure that should move if the work makes a difference.",
    "Not pursued": "The action was closed without being done, and the reason was recorded.",
    "Overdue": "The action is open and its deadline has passed. A deadline is met on its own day.",
    "Post": "A job title. A post owns an action, whoever holds the post.",
    "Sustained": "A later check found that the improvement had held.",
}
_IN_CAPITALS = re.compile(r"(?<![\w-])([A-Z][A-Za-z]*[A-Z])(?:s|’s|'s)?(?!\w)")


def abbreviations_in(text: str) -> list[Term]:
    """Those that stand in a text, in the order of the alphabet."""
    found = sorted(ABBREVIATIONS.keys() & set(_IN_CAPITALS.findall(text)), key=str.casefold)
    return [Term(short, ABBREVIATIONS[short]) for short in found]


def of_document(document) -> list[dict]:
    """[{"term", "words"}] of every abbreviation anywhere in plain data, for its key `glossary`."""
    text = "\n".join(texts_in({key: value for key, value in document.items() if key != "glossary"}))
    return [{"term": term.term, "words": term.words} for term in abbreviations_in(text)]


def texts_in(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts_in(value)


def every_term() -> list[Term]:
    own = [Term(term, words, False) for term, words in OWN_WORDS.items()]
    short = [Term(term, words) for term, words in ABBREVIATIONS.items()]
    return sorted([*own, *short], key=lambda term: term.term.casefold())
