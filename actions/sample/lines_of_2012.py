"""The twenty actions of the oldest plan: who, what, and what was shown for it."""

from dataclasses import dataclass

from accounts import sample as westmarch


@dataclass(frozen=True)
class Line:
    """One area's action. `way` names how it went; `done` and `proof` are what the claim says and shows."""

    area: int
    owner: str
    title: str
    good: str
    begun: str
    done: str
    proof: str
    way: str = "in time"
    helped_by: tuple = ()


LINES = (
    Line(
        1,
        westmarch.CHILD_PROTECTION,
        "Hold every strategy discussion within one working day",
        "Nineteen in twenty discussions are held the next working day, with police and a written record.",
        "A daily rota of managers is in place and the police have named two officers for it.",
        "For three months running every discussion but one was held within a working day.",
        "Timeliness of strategy discussions, three months",
        helped_by=(westmarch.PUBLIC_PROTECTION,),
    ),
    Line(
        2,
        westmarch.SAFEGUARDING,
        "Allocate every child in need of protection on the day of the decision",
        "No child with a plan is without a named and qualified social worker for a single day.",
        "Unallocated work is listed each morning and read out at the managers' meeting.",
        "The list has been empty on every working day for ten weeks.",
        "Daily list of unallocated work, ten weeks",
    ),
    Line(
        3,
        westmarch.CHILD_PROTECTION,
        "Coach teams in writing assessments that tell a child's story",
        "Four in five audited assessments are good: history is used and the child's wishes are in them.",
        "Two practice coaches have begun with the teams whose audits were weakest.",
        "Audit of sixty assessments: forty-nine good or better.",
        "Audit of sixty assessments",
        way="sent back once",
    ),
    Line(
        4,
        westmarch.PLACEMENTS,
        "End the use of bed and breakfast for homeless young people",
        "Nobody aged 16 or 17 sleeps in bed and breakfast, on any night.",
        "Housing officers and social workers now see each young person together on the first day.",
        "Nobody has been placed in bed and breakfast since the crash pads opened.",
        "Nightly count, eighteen weeks",
        way="extended",
    ),
    Line(
        5,
        westmarch.FRONT_DOOR,
        "Publish one threshold document with all partners",
        "One short document that all partners use; referrals that lead nowhere fall by a third.",
        "A first draft was written with schools, health and police in two workshops.",
        "The document is published and each partner has signed for its staff.",
        "The threshold document and the list of signatures",
        helped_by=(westmarch.BUSINESS_MANAGER,),
    ),
    Line(
        6,
        westmarch.EMERGENCY,
        "Check every child seen in the emergency department against the list",
        "Every attendance shows the check, by day and by night.",
        "The list is now part of the department's own screen and not a binder on a shelf.",
        "A sample of two hundred attendances shows the check in all but three.",
        "Sample of two hundred attendances",
        way="extended",
    ),
    Line(
        7,
        westmarch.SAFEGUARDING,
        "Give every social worker monthly reflective supervision",
        "Nine in ten supervisions are held in the month and are on the child's file.",
        "A new agreement and a one-page record were tried by two teams.",
        "Nine in ten were held in each of the last three months.",
        "Supervision return, three months",
        way="sent back once",
    ),
    Line(
        8,
        westmarch.NURSE,
        "Protect time for the safeguarding supervision of nurses and health visitors",
        "Every nurse and health visitor with children on a plan is supervised each quarter.",
        "Time has been written into the rotas from the new quarter.",
        "All but two of the staff concerned were supervised in the quarter; both were on leave.",
        "Supervision register of the trust",
    ),
    Line(
        9,
        westmarch.CHILD_PROTECTION,
        "Record how parents and children took part in conferences",
        "Minutes show, in a box of its own, what the child and the parents said.",
        "The template of the minutes has changed and chairs have been briefed.",
        "Forty sets of minutes were read; thirty-eight show it.",
        "Reading of forty sets of minutes",
    ),
    Line(
        10,
        westmarch.QUALITY,
        "Report what audits found about practice, not about forms",
        "Each quarter's report says what changed for children since the one before.",
        "The audit tool now asks three questions about the child before any about the file.",
        "Two quarterly reports have been written in the new way and discussed by the partnership.",
        "Two quarterly audit reports",
        helped_by=(westmarch.BUSINESS_MANAGER,),
    ),
    Line(
        11,
        westmarch.QUALITY,
        "Offer an advocate to every child with a protection plan",
        "Every child old enough is offered one before the first conference; the offer is recorded.",
        "A contract for advocacy was let and starts in the spring.",
        "",
        "",
        way="not pursued",
    ),
    Line(
        12,
        westmarch.NURSE,
        "Complete initial health assessments within 28 days",
        "Nine in ten are completed in time for three months running.",
        "Two more clinics a month were found and a tracker is shared each Monday.",
        "Nine in ten were in time in each of the last three months.",
        "Health assessment tracker",
        way="extended",
        helped_by=(westmarch.LOOKED_AFTER, westmarch.EMERGENCY),
    ),
    Line(
        13,
        westmarch.LOOKED_AFTER,
        "Tell the director of every unregistered placement on the day it begins",
        "The director knows of each, sees a plan to end it within a week, and signs it.",
        "A same-day notice was agreed and sent to all duty managers.",
        "Every placement of the last quarter was notified the same day and ended within the month.",
        "Register of notices",
    ),
    Line(
        14,
        westmarch.LOOKED_AFTER,
        "Commission independent return interviews",
        "Every child who returns is offered one by somebody independent within 72 hours.",
        "A charity began interviews in the north of the county.",
        "Interviews are offered in the whole county and the offer is recorded each time.",
        "Quarterly report of the provider",
        helped_by=(westmarch.PUBLIC_PROTECTION,),
    ),
    Line(
        15,
        westmarch.PLACEMENTS,
        "Recruit foster carers for teenagers and for brothers and sisters",
        "Twenty more households in a year, half of them for teenagers.",
        "A campaign began with carers telling their own stories on local radio.",
        "Twenty-two households were approved; twelve of them take teenagers.",
        "Register of approvals",
        way="extended",
    ),
    Line(
        16,
        westmarch.VIRTUAL_SCHOOL,
        "Rewrite the personal education plan on two pages",
        "Targets are clear enough for the child to say them, and spending is beside each.",
        "Designated teachers tried the new plan in six schools.",
        "All plans of the term are on the new form; nine in ten were judged clear.",
        "Check of the term's plans",
    ),
    Line(
        17,
        westmarch.MENTAL_HEALTH,
        "Bring the first appointment within eight weeks",
        "Nobody waits more than eight weeks, and the waiting list is published each month.",
        "A single point of access opened and sees urgent requests within two days.",
        "",
        "",
        way="superseded",
    ),
    Line(
        18,
        westmarch.CARE_LEAVERS,
        "Write pathway plans with dates and names",
        "Nine in ten audited plans say who does what by when; all are reviewed each half year.",
        "Young people rewrote the form with their advisers.",
        "Fifty plans were audited and forty-six were good.",
        "Audit of fifty pathway plans",
    ),
    Line(
        19,
        westmarch.QUALITY,
        "Track the challenges of independent reviewing officers to their end",
        "Each challenge is answered within ten working days and the answer is on the file.",
        "Challenges are numbered and reported to the director each month.",
        "All challenges of the quarter were answered in time.",
        "Register of challenges",
        way="sent back once",
    ),
    Line(
        20,
        westmarch.CARE_LEAVERS,
        "Open twelve flats and six supported lodgings for care leavers",
        "No care leaver is in unsuitable accommodation for want of somewhere to go.",
        "Two housing associations offered flats in the market towns.",
        "All twelve flats and seven lodgings are let.",
        "Lettings register",
    ),
)
