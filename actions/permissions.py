"""Who may do what with actions and measures. Plain questions; the verbs ask the same ones again."""

from django.db.models import Q

from actions.models import Action, parts
from actions.models.access import OFFICERS
from actions.models.verbs_deadline import why_not_asked, why_not_decided
from actions.statuses import Kind
from actions.transitions import RULES


def may(user, action, kind, row=None):
    """Whether this may happen now, by this person: by status, by part, and far enough from the work."""
    return RULES[kind].is_open_from(action.status) and parts.why_not(user, action, kind, row) is None


def why_not(user, action, kind, row=None):
    """One sentence, for a page that explains why a button is missing; None if the person may."""
    return parts.why_not(user, action, kind, row)


def why_not_before_its_row(user, action, kind):
    """As `why_not`, before it is said which row would be corrected: by one of their own, if there is one."""
    own = None
    if kind == Kind.CORRECTED:
        own = action.updates.filter(by=user.pk).exclude(kind=Kind.CORRECTED).order_by("number").first()
    return why_not(user, action, kind, own)


def kinds_open_to(user, action):
    """What this person may do with the action now, in the order of the table."""
    return [kind for kind, sentence in why_closed(user, action).items() if sentence is None]


def why_closed(user, action):
    """Of each kind the sentence that says why this person can't do it now, None if they can."""
    held = parts.parts_of(user, action)
    return {
        kind: rule.why_closed_from(action.status)
        or parts.has_no_part(rule, held)
        or _why_nothing_to_do(kind, action)
        or parts.too_close(user, action, rule.apart_from)
        for kind, rule in RULES.items()
    }


def _why_nothing_to_do(kind, action):
    if kind in (Kind.EXTENSION_GRANTED, Kind.EXTENSION_REFUSED):
        return why_not_decided(action)
    return why_not_asked(action) if kind == Kind.EXTENSION_ASKED else None


def may_record_progress(user, action):
    return may(user, action, Kind.PROGRESS)


def may_claim_done(user, action):
    return may(user, action, Kind.CLAIMED_DONE)


def may_accept(user, action):
    return may(user, action, Kind.ACCEPTED)


def may_send_back(user, action):
    return may(user, action, Kind.RETURNED)


def may_confirm_sustained(user, action):
    return may(user, action, Kind.SUSTAINED)


def may_ask_for_extension(user, action):
    return action.due_on is not None and may(user, action, Kind.EXTENSION_ASKED)


def may_decide_extension(user, action):
    return action.proposed_due_on is not None and may(user, action, Kind.EXTENSION_GRANTED)


def may_move_deadline(user, action):
    return may(user, action, Kind.DEADLINE_MOVED)


def may_reassign(user, action):
    return may(user, action, Kind.REASSIGNED)


def may_note(user, action):
    return may(user, action, Kind.NOTED)


def may_correct(user, action, row):
    return row.kind != Kind.CORRECTED and may(user, action, Kind.CORRECTED, row)


def may_upload_evidence(user, action):
    """Whoever may write a row may attach to it."""
    return may_record_progress(user, action) or may_note(user, action)


def may_download(user, evidence):
    """Titles are public where the row is; the files themselves are for people with a part or a role."""
    if not user.is_authenticated:
        return False
    action = evidence.update.action
    insider = user.is_superuser or bool(user.roles.get(action.organisation_id))
    return insider or bool(parts.parts_of(user, action))


def actions_with_a_part(user, action_ids):
    """Of these actions those in which the person owns or helps: what may_download asks of one, of many."""
    if not user.is_authenticated:
        return set()
    posts = user.posts.filter(organisation__in=user.organisation_ids(*parts.MAY_HOLD))
    worked_on = Action.objects.visible_to(user).filter(Q(owner__in=posts) | Q(contributors__in=posts))
    return set(worked_on.filter(pk__in=action_ids).values_list("pk", flat=True))


def may_read_names(user, organisation_id):
    """Who holds a post or wrote a row: for people of the organisation. Everybody else reads posts."""
    return user.is_authenticated and (user.is_superuser or bool(user.roles.get(organisation_id)))


def may_look_after_reminders(user, organisation):
    """Who reads what mails say to whom, and sends them again."""
    return user.is_authenticated and (user.is_superuser or user.has_role(organisation, "lead"))


def may_read_who_was_told(user, organisation_id):
    held = user.is_authenticated and user.roles.get(organisation_id, ())
    return user.is_authenticated and (user.is_superuser or bool(set(held) & set(OFFICERS)))


def may_look_after_measures(user, organisation):
    return user.is_authenticated and user.has_role(organisation, "lead")


def may_record_reading(user, measure):
    return measure.may_be_read_by(user)


def may_be_handed(user):
    """The actions that the person may hand to another post, for a page that hands over many at once."""
    return Action.objects.visible_to(user).filter(
        area__inspection__organisation__in=user.organisation_ids("lead")
    )
