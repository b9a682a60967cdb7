"""Who may do what to people, posts and organisations. Plain questions, no database of their own."""

from django.core.exceptions import PermissionDenied


def require(answer):
    """For doors: who may know of a thing but not do this to it is told so (403), not sent away (404)."""
    if not answer:
        raise PermissionDenied


def may_look_after_people(user, organisation):
    return user.is_authenticated and (user.is_superuser or user.has_role(organisation, "lead"))


def may_look_after_posts(user, organisation):
    return may_look_after_people(user, organisation)


def may_give_work(user, organisation):
    """Open actions, say which post does them. Whoever looks after the installation does no council's work."""
    return user.is_authenticated and user.has_role(organisation, "lead")


def may_change_settings(user, organisation):
    return may_look_after_people(user, organisation)


def may_read_history(user, organisation):
    return may_look_after_people(user, organisation)


def may_look_after_installation(user):
    return user.is_authenticated and user.is_superuser


def may_add_organisations(user):
    return user.is_authenticated and user.is_superuser


def may_close_accounts(user, person):
    return user.is_authenticated and user.is_superuser and person != user


def may_give_role(user, organisation, role):
    """A lead holds every right the other roles have; nobody gives what they do not hold."""
    return may_look_after_people(user, organisation)


def may_remove_person(user, organisation, person):
    if person.is_superuser and not user.is_superuser:
        return False
    return may_look_after_people(user, organisation) and person != user


def may_use_token_in(user, organisation):
    return user.is_authenticated and bool(user.roles.get(organisation.pk))


def may_revoke_token(user, token):
    return token.user_id == user.pk or may_look_after_people(user, token.organisation_id)
