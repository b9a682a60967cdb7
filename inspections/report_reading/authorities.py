"""Whose report it is: the council, area or force named on the cover, in each family's own place."""

import re

CHILDREN = r"(?:['’]s?)?\s+(?:local authority\s+)?[Cc]hildren['’]s\s+(?:[Ss]ocial [Cc]are\s+)?[Ss]ervices"
LABELS = r"\s+(?:Inspection dates?|Reporting inspector|Age group|Lead inspector)"
SOON = r"\s+(?:This letter|Between|From|On \d|Dear|During|I am writing|Following)"
LOOKED_AFTER_TITLE = r"looked[ -]after children(?:['’]s)? services\s*[–:-]?\s*"
OF_JOINT = (
    r"[Jj]oint targeted area inspection of (?:the )?(?:(?:[a-z]|SEND).{5,180}? in (?:the )?)?(?:area of )?"
    rf"(?P<who>[A-Z].{{2,70}}?){SOON}"
)
DEAR_PARTNERSHIP = (
    r"Dear (?P<who>[A-Z].{3,70}?) (?:[Ll]ocal )?(?:[Ss]afeguarding )?(?:[Cc]hildren['’]s )?[Pp]artnership"
)
IN_LOCAL_AREA = (
    r"SEND (?:inspection|revisit|re-visit) (?:in|of|to) (?:the )?(?:local area of )?"
    rf"(?P<who>[A-Z].{{2,70}}?){SOON}"
)

PATTERNS = {
    "slac": (rf"{LOOKED_AFTER_TITLE}(?P<who>.{{3,80}}?){LABELS}",),
    "looked_after": (rf"{LOOKED_AFTER_TITLE}(?P<who>.{{3,80}}?){LABELS}",),
    "child_protection": (rf"protection of children\s*[–:-]?\s*(?P<who>.{{3,80}}?){LABELS}",),
    "sif": (r"^(?P<who>.{3,90}?)\s+(?:Re-?inspection|Inspection) of services for children in need",),
    "ilacs": (
        rf"[Ii]nspection of (?:the )?(?P<who>.{{3,80}}?){CHILDREN}",
        r"^(?P<who>.{3,60}?)\s+[Ii]nspection of (?:local authority )?children['’]s",
    ),
    "focused_visit": (
        rf"(?:Focused|Monitoring) visit (?:to|of) (?:the )?(?P<who>.{{3,90}}?){CHILDREN}",
        rf"(?:Focused|Monitoring) visit (?:to|of) (?:the )?(?P<who>.{{3,60}}?){SOON}",
    ),
    "jtai": (OF_JOINT, r"\bin (?P<who>[A-Z][\w' -]{2,60}?)\s+Between \d", DEAR_PARTNERSHIP),
    "area_send": (
        r"Area SEND (?:\w+ )?inspection of (?:the )?(?P<who>.{3,80}?) [Ll]ocal [Aa]rea [Pp]artnership",
    ),
    "area_send_letter": (
        IN_LOCAL_AREA,
        r"joint inspection of the local area of (?P<who>[A-Z].{2,60}?) to judge",
        r"local area of (?P<who>[A-Z].{2,60}?) (?:to|was)\b",
    ),
    "peel": (r"[Aa]n inspection of (?P<who>[A-Z].{3,60}?(?:Police|Constabulary))",),
    "cqc_local_authority": (r"^(?P<who>.{3,60}?):? [Ll]ocal [Aa]uthority [Aa]ssessment",),
}
COUNCIL = re.compile(
    r"(?<!\w)((?:[A-Z][\w'’&-]*,? (?:(?:and|of|upon|on|the|in) )?){1,6}(?:Council|Borough|Police"
    r"|Constabulary))\b"
)
NOT_A_NAME = re.compile(r"\b(?:inspection|report|judgement|children)\b", re.IGNORECASE)


def find_authority(front: str, family_key: str) -> str | None:
    for pattern in PATTERNS.get(family_key, ()):
        if found := re.search(pattern, front):
            who = re.sub(
                r"^(?:Ofsted|raising standards|improving lives|\W)+|[\s,:–-]+$", "", found.group("who")
            )
            who = re.sub(r"\s+[Ll]ocal [Aa]uthority$|(?<=\w)['’]s?$", "", who.strip())
            if who and not NOT_A_NAME.search(who):
                return who
    found = COUNCIL.search(front[:1_500])
    return found.group(1).strip() if found else None
