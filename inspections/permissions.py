"""Who may do what with inspections. Plain questions, no database of their own."""


def may_load(user, organisation):
    """Load reports, enter inspections, check readings."""
    return user.is_authenticated and (user.is_superuser or user.has_role(organisation, "lead"))


def may_edit(user, inspection):
    return may_load(user, inspection.organisation_id)


def may_publish(user, inspection):
    return may_load(user, inspection.organisation_id)


def may_decide_likeness(user, organisation):
    return may_load(user, organisation)


def may_read_inside(user, organisation):
    """What is not for the public: the source file, and the lead inspector's name."""
    return user.is_authenticated and (
        user.is_superuser or bool(user.roles.get(getattr(organisation, "pk", organisation)))
    )
