"""Who may do what in scrutiny. Plain questions, no database of their own."""

OFFICERS = ("lead", "manager", "assurer", "viewer")


def may_arrange(user, organisation):
    """Committees, their members and meetings, the forward plan, and papers: the leads' work."""
    return user.is_authenticated and (user.is_superuser or user.has_role(organisation, "lead"))


def may_edit_papers(user, organisation):
    return may_arrange(user, organisation)


def may_see_drafts(user, organisation):
    return user.is_authenticated and (user.is_superuser or user.has_role(organisation, *OFFICERS))


def may_know_members(user, organisation):
    """People's names are for people of the organisation."""
    return user.is_authenticated and (
        user.is_superuser or bool(user.roles.get(getattr(organisation, "pk", organisation)))
    )


def may_ask(user, organisation):
    """Questions are the members': officers have other ways to ask."""
    return user.is_authenticated and user.has_role(organisation, "member")


def may_publish_answers(user, organisation):
    return user.is_authenticated and user.has_role(organisation, "lead")


def may_recommend(user, organisation):
    """Writes down what the committee recommended, and what the executive answered."""
    return user.is_authenticated and user.has_role(organisation, "lead")
