"""Westmarch: an invented council with invented partners, posts and people, for `manage.py load_sample`."""

from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Organisation, Post, User

PASSWORD = "followthrough-sample"  # noqa: S105 - printed by `make run`; the sample is refused in production

COUNCIL = "westmarch"
HOSPITALS = "westmarch-hospitals"
COMMUNITY_HEALTH = "westmarch-community-health"
POLICE = "westmarch-police"
PARTNERSHIP = "westmarch-safeguarding-children"

ORGANISATIONS = [
    (COUNCIL, "Westmarch County Council", "council"),
    (HOSPITALS, "Westmarch Hospitals NHS Trust", "nhs_trust"),
    (COMMUNITY_HEALTH, "Westmarch Community Health NHS Trust", "nhs_trust"),
    (POLICE, "Westmarch Police", "police"),
    (PARTNERSHIP, "Westmarch Safeguarding Children Partnership", "safeguarding_partnership"),
]

# (name part of the address, full name, {organisation: roles})
PEOPLE = [
    ("lead", "Imogen Thackray", {COUNCIL: ["lead"]}),
    ("manager", "Dele Okonjo-Hart", {COUNCIL: ["manager"]}),
    ("assurer", "Rosalind Pym", {COUNCIL: ["assurer"]}),
    ("member", "Cllr Winifred Ashdown", {COUNCIL: ["member"]}),
    ("viewer", "Tobias Fennimore", {COUNCIL: ["viewer"]}),
    ("second-lead", "Harriet Lowther-Singh", {COUNCIL: ["lead"]}),
    ("director", "Corin Abernethy", {COUNCIL: ["manager"]}),
    ("front-door", "Marguerite Osei", {COUNCIL: ["manager"]}),
    ("child-protection", "Alun Prosser-Wray", {COUNCIL: ["manager"]}),
    ("care-leavers", "Saoirse Tennyson", {COUNCIL: ["manager"]}),
    ("quality", "Benedikt Amory", {COUNCIL: ["manager", "assurer"]}),
    ("send", "Yolanda Whitcombe", {COUNCIL: ["manager"]}),
    ("nurse", "Philippa Garrow", {COMMUNITY_HEALTH: ["manager"]}),
    ("trust-lead", "Jerome Castellan", {HOSPITALS: ["lead"], COMMUNITY_HEALTH: ["lead"]}),
    ("police", "Ottoline Brand", {POLICE: ["manager"]}),
    ("partnership", "Ned Farraday", {PARTNERSHIP: ["lead"]}),
]

DIRECTOR = "Director of Children's Services"
SAFEGUARDING = "Head of Service, Safeguarding and Assessment"
LOOKED_AFTER = "Head of Service, Children Looked After"
QUALITY = "Head of Service, Quality and Performance"
SEND = "Head of Service, SEND and Inclusion"
FRONT_DOOR = "Service Manager, Front Door"
CHILD_PROTECTION = "Service Manager, Child Protection"
PLACEMENTS = "Service Manager, Fostering and Placements"
CARE_LEAVERS = "Service Manager, Care Leavers"
VIRTUAL_SCHOOL = "Headteacher, Virtual School"
NURSE = "Designated Nurse, Children Looked After"
MENTAL_HEALTH = "Clinical Lead, Child and Adolescent Mental Health"
EMERGENCY = "Named Doctor for Safeguarding"
PUBLIC_PROTECTION = "Detective Superintendent, Public Protection"
BUSINESS_MANAGER = "Business Manager, Safeguarding Children Partnership"

# (organisation, title, holder, reports to), those above first
POSTS = [
    (COUNCIL, DIRECTOR, "director", None),
    (COUNCIL, SAFEGUARDING, None, DIRECTOR),
    (COUNCIL, LOOKED_AFTER, "manager", DIRECTOR),
    (COUNCIL, QUALITY, "quality", DIRECTOR),
    (COUNCIL, SEND, "send", DIRECTOR),
    (COUNCIL, FRONT_DOOR, "front-door", SAFEGUARDING),
    (COUNCIL, CHILD_PROTECTION, "child-protection", SAFEGUARDING),
    (COUNCIL, PLACEMENTS, None, LOOKED_AFTER),
    (COUNCIL, CARE_LEAVERS, "care-leavers", LOOKED_AFTER),
    (COUNCIL, VIRTUAL_SCHOOL, None, SEND),
    (HOSPITALS, EMERGENCY, None, None),
    (COMMUNITY_HEALTH, NURSE, "nurse", None),
    (COMMUNITY_HEALTH, MENTAL_HEALTH, None, None),
    (POLICE, PUBLIC_PROTECTION, "police", None),
    (PARTNERSHIP, BUSINESS_MANAGER, "partnership", None),
]

SIGN_INS = [
    ("Improvement lead", "lead"),
    ("Service manager", "manager"),
    ("Assurer", "assurer"),
    ("Scrutiny member", "member"),
    ("Viewer", "viewer"),
    ("Operator", "operator"),
]


def address(name):
    return f"{name}@westmarch.example"


def is_loaded():
    return Organisation.objects.filter(slug=COUNCIL).exists()


def load():
    """Makes the organisations, people and posts; returns the organisations by slug."""
    organisations = {
        slug: Organisation.objects.create(slug=slug, name=name, kind=kind, has_public_site=slug == COUNCIL)
        for slug, name, kind in ORGANISATIONS
    }
    # Hashed once for all: the hash is slow by design, and the sample's password is no secret.
    hashed = make_password(PASSWORD)
    people = {name: _person(name, full_name, hashed) for name, full_name, _ in PEOPLE}
    for name, _, roles in PEOPLE:
        for slug, held in roles.items():
            for role in held:
                Membership.objects.create(organisation=organisations[slug], user=people[name], role=role)
    _person("operator", "Vaughan Ellery", hashed, is_superuser=True)
    _load_posts(organisations, people)
    return organisations


def _person(name, full_name, hashed, **fields):
    return User.objects.create(email=address(name), name=full_name, password=hashed, **fields)


def _load_posts(organisations, people):
    made = {}
    for slug, title, holder, above in POSTS:
        post = Post(organisation=organisations[slug], title=title)
        post.place(holder=people.get(holder), reports_to=made.get(above))
        made[title] = post
