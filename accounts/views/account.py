from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.people import NameForm


@require_safe
@login_required
def account(request):
    """One's own account. Everybody has this page, whatever their role."""
    return render(
        request,
        "accounts/account.html",
        {
            "memberships": request.user.memberships.select_related("organisation"),
            "posts": request.user.posts.select_related("organisation"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_name(request):
    form = NameForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        request.user.rename(form.cleaned_data["name"])
        messages.success(request, "Your name was saved.")
        return redirect("account")
    if form.errors:
        # The header must not show a name that was refused.
        request.user.refresh_from_db()
    return render(request, "accounts/change_name.html", {"form": form})
