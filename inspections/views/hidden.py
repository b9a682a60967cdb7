"""For pages that are public for some things and not for others."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404


def hidden_ones_ask_to_sign_in(view):
    """Nobody signed out is told whether a thing is there: it may be theirs once they have signed in."""

    @wraps(view)
    def asking(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return asking
