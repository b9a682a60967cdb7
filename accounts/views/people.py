from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import permissions
from accounts.forms.people import RoleForm
from accounts.models import ApiToken, Membership, Organisation, Post, Role, User

PAGE = 50


def _people_of(organisation):
    roles = Membership.objects.filter(organisation=organisation).order_by("role")
    return (
        User.objects.filter(memberships__organisation=organisation)
        .with_second_factor()
        .order_by("name", "email")
        .prefetch_related(
            Prefetch("memberships", roles, to_attr="roles_here"),
            Prefetch("posts", Post.objects.filter(organisation=organisation), to_attr="posts_here"),
        )
    )


def _found(request, slug, pk=None):
    """The organisation, and the person in it. 404 for outsiders, 403 for insiders without the right."""
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    permissions.require(permissions.may_look_after_people(request.user, organisation))
    if pk is None:
        return organisation, None
    return organisation, get_object_or_404(_people_of(organisation), pk=pk)


@require_safe
@login_required
def people(request, slug):
    organisation, _ = _found(request, slug)
    page = Paginator(_people_of(organisation), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"organisation": organisation, "page": page})


@require_safe
@login_required
def person(request, slug, pk):
    organisation, found = _found(request, slug, pk)
    held = {membership.role for membership in found.roles_here}
    can_get = [(role, words) for role, words in Role.choices if role not in held]
    form = RoleForm()
    form.fields["role"].choices = [("", "Choose a role"), *can_get]
    return render(
        request,
        "accounts/person.html",
        {
            "organisation": organisation,
            "person": found,
            "role_form": form if can_get else None,
            "tokens": ApiToken.objects.filter(user=found, organisation=organisation).live(timezone.now()),
            "may_remove": permissions.may_remove_person(request.user, organisation, found),
            "may_close": permissions.may_close_accounts(request.user, found),
        },
    )


@require_POST
@login_required
def give_role(request, slug, pk):
    organisation, found = _found(request, slug, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a role from the list. Nothing was changed.")
    else:
        role = Role(form.cleaned_data["role"])
        permissions.require(permissions.may_give_role(request.user, organisation, role))
        organisation.give_role(found, role)
        messages.success(request, f"{found} now has the role {role.label}.")
    return redirect("person", organisation.slug, found.pk)


@require_POST
@login_required
def take_role(request, slug, pk):
    organisation, found = _found(request, slug, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a role from the list. Nothing was changed.")
        return redirect("person", organisation.slug, found.pk)
    role = Role(form.cleaned_data["role"])
    try:
        organisation.take_role(found, role)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{found} no longer has the role {role.label}.")
        if found == request.user and role == Role.LEAD:
            return redirect("front")
    return redirect("person", organisation.slug, found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove_person(request, slug, pk):
    organisation, found = _found(request, slug, pk)
    permissions.require(permissions.may_remove_person(request.user, organisation, found))
    if request.method == "POST":
        try:
            found.leave(organisation, timezone.now())
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect("person", organisation.slug, found.pk)
        messages.success(request, f"{found} no longer works for {organisation} here.")
        return redirect("people", organisation.slug)
    return render(request, "accounts/remove_person.html", {"organisation": organisation, "person": found})


@require_POST
@login_required
def close_account(request, pk):
    found = _for_operator(request, pk)
    found.shut_out(timezone.now())
    messages.success(
        request, f"The account of {found} was closed. Their posts are vacant and their tokens revoked."
    )
    return _back_to(found)


@require_POST
@login_required
def open_account(request, pk):
    found = _for_operator(request, pk)
    found.reactivate()
    messages.success(request, f"The account of {found} was opened again.")
    return _back_to(found)


@require_POST
@login_required
def forget_second_factor(request, pk):
    found = _for_operator(request, pk)
    found.forget_second_factor()
    messages.success(
        request, f"The second factor of {found} was removed. Their password alone signs them in now."
    )
    return _back_to(found)


@require_POST
@login_required
def sign_out_everywhere(request, pk):
    found = _for_operator(request, pk)
    found.sessions.all().delete()
    messages.success(request, f"{found} was signed out everywhere.")
    return _back_to(found)


def _for_operator(request, pk):
    found = User.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    permissions.require(permissions.may_close_accounts(request.user, found))
    return found


def _back_to(person):
    membership = person.memberships.select_related("organisation").first()
    return (
        redirect("person", membership.organisation.slug, person.pk)
        if membership
        else redirect("organisations")
    )
