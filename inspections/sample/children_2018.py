"""A recent inspection of the kind since 2018: noun phrases without dates."""

CHILDREN = {
    "framework": "ilacs",
    "title": "Children's services",
    "months_ago": 8,
    "fieldwork_days": 11,
    "days_to_spare": 2,
    "judgements": [
        ("", "The impact of leaders on social work practice with children and families", "Good"),
        (
            "",
            "The experiences and progress of children who need help and protection",
            "Requires improvement to be good",
        ),
        ("", "The experiences and progress of children in care", "Good"),
        ("", "The experiences and progress of care leavers", "Requires improvement to be good"),
        ("", "Overall effectiveness", "Requires improvement to be good"),
    ],
    "areas": [
        (
            "",
            "",
            "The sufficiency of placements, so that no child lives in an unregistered placement",
            [],
            "Placements",
        ),
        (
            "",
            "",
            "The take-up of return interviews by children who went missing, and the use of what they say",
            [],
            "Missing children",
        ),
        (
            "",
            "",
            "The timeliness of initial health assessments when children come into care",
            ["Westmarch Community Health NHS Trust"],
            "Health",
        ),
        (
            "",
            "",
            "The regularity of the supervision of social workers, and its record on children's files",
            [],
            "Workforce",
        ),
        (
            "",
            "",
            "The range of suitable accommodation for care leavers, and their pathway plans",
            [],
            "Care leavers",
        ),
        (
            "",
            "",
            "The engagement of partner agencies in strategy discussions",
            ["Westmarch Police", "Westmarch Hospitals NHS Trust"],
            "Child protection",
        ),
    ],
}
