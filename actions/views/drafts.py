"""Keeping what is typed: by a button, by the page every few seconds, and when a session has ended."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from actions.models import Draft
from actions.models.drafts import number_in

KEEP, KEEP_QUIETLY, FORGET, DROP = "draft", "autosave", "forget", "drop"
NOT_WORDS = {"csrfmiddlewaretoken", "do", "ticket"}
ENDED = "You were signed out. What you typed is kept: sign in, and it is there again."


def typed_in(sent):
    """What was typed, as JSON can hold it. Files are kept elsewhere."""
    return {name: values for name, values in sent.lists() if name not in NOT_WORDS}


def draft_of(user, action, form):
    return Draft.objects.visible_to(user).filter(action=action, form=form).first()


def as_typed(draft):
    return MultiValueDict(draft.typed)


def ask_to_sign_in(request, form, address):
    """A form sent after the session ended: its words are kept before anything else is asked.

    Where they can't be, the middleware gives them back instead of this answer (config/errors.py).
    """
    answer = redirect_to_login(request.get_full_path())
    if request.method == "POST":
        ticket = request.POST.get("ticket", "")
        kept = Draft.keep_by_ticket(ticket, address, form, typed_in(request.POST), timezone.now())
        if request.POST.get("do") == KEEP_QUIETLY:
            return HttpResponse(status=204 if kept else 401)
        if kept:
            messages.info(request, ENDED)
            answer.words_are_kept = True
    return answer


def keep(user, action, form, typed):
    return Draft.keep(action, user, form, typed, timezone.now())


def forget(user, action, form):
    Draft.objects.visible_to(user).filter(action=action, form=form).delete()


def what_happened_since(action, user, typed):
    """The rows that the writer of these words had not seen, as entries of the history."""
    number = number_in(typed)
    if number is None or number >= action.ledger_number:
        return []
    return [entry for entry in action.history(user) if entry.update.number > number]


def kept_quietly(request, action, form):
    """For the page's own script: 204 when kept, 422 when it was recorded already or is too long."""
    return HttpResponse(status=204 if keep(request.user, action, form, typed_in(request.POST)) else 422)
