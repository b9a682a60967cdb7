from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import permissions
from accounts.forms.tokens import TokenForm
from accounts.models import ApiToken, Organisation

PAGE = 50


def _with_state(tokens, number, at):
    """One page of tokens, each with whether it still works."""
    page = Paginator(tokens.select_related("user", "organisation"), PAGE).get_page(number)
    return page, [(token, token.is_live(at)) for token in page.object_list]


@require_safe
@login_required
def tokens(request):
    page, rows = _with_state(request.user.api_tokens.all(), request.GET.get("page"), timezone.now())
    return render(
        request,
        "accounts/tokens.html",
        {"page": page, "rows": rows, "may_add": bool(request.user.organisation_ids())},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def add_token(request):
    form = TokenForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        permissions.require(permissions.may_use_token_in(request.user, form.cleaned_data["organisation"]))
        at = timezone.now()
        token = form.save(commit=False)
        token.expires_at = form.expires_at(at)
        key = token.issue(at)
        # Shown in the answer itself: a redirect would have to keep the key somewhere.
        return render(request, "accounts/token_added.html", {"token": token, "key": key}, status=201)
    return render(request, "accounts/add_token.html", {"form": form})


@require_POST
@login_required
def revoke_token(request, pk):
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    permissions.require(permissions.may_revoke_token(request.user, token))
    token.revoke(timezone.now())
    messages.success(request, f"The token {token} was revoked. It works no longer.")
    if token.user_id == request.user.pk:
        return redirect("tokens")
    return redirect("organisation-tokens", token.organisation.slug)


@require_safe
@login_required
def organisation_tokens(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    permissions.require(permissions.may_look_after_people(request.user, organisation))
    page, rows = _with_state(organisation.api_tokens.all(), request.GET.get("page"), timezone.now())
    return render(
        request,
        "accounts/organisation_tokens.html",
        {"organisation": organisation, "page": page, "rows": rows},
    )
