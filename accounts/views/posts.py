from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import permissions
from accounts.forms.posts import HandOverForm, PostForm
from accounts.models import Organisation, Post

FORM = ["GET", "HEAD", "POST"]


def _organisation(request, slug):
    return get_object_or_404(Organisation.objects.of(request.user), slug=slug)


def _post_to_change(request, slug, pk):
    organisation = _organisation(request, slug)
    permissions.require(permissions.may_look_after_posts(request.user, organisation))
    return organisation, get_object_or_404(organisation.posts.select_related("holder", "reports_to"), pk=pk)


@require_safe
@login_required
def posts(request, slug):
    organisation = _organisation(request, slug)
    return render(
        request,
        "accounts/posts.html",
        {
            "organisation": organisation,
            "tree": Post.objects.filter(organisation=organisation).as_tree(),
            "may_change": permissions.may_look_after_posts(request.user, organisation),
        },
    )


@require_safe
@login_required
def post(request, slug, pk):
    organisation = _organisation(request, slug)
    found = get_object_or_404(organisation.posts.select_related("holder", "reports_to"), pk=pk)
    return render(
        request,
        "accounts/post.html",
        {
            "organisation": organisation,
            "post": found,
            "reports": found.reports.select_related("holder"),
            "may_change": permissions.may_look_after_posts(request.user, organisation),
            "may_give_work": permissions.may_give_work(request.user, organisation),
        },
    )


@require_http_methods(FORM)
@login_required
def add_post(request, slug):
    organisation = _organisation(request, slug)
    permissions.require(permissions.may_look_after_posts(request.user, organisation))
    form = PostForm(organisation, request.POST if request.method == "POST" else None)
    if form.is_valid() and _placed(form, form.instance, form.cleaned_data):
        messages.success(request, f"The post {form.instance} was added.")
        return redirect("post", organisation.slug, form.instance.pk)
    return render(request, "accounts/post_form.html", {"organisation": organisation, "form": form})


@require_http_methods(FORM)
@login_required
def edit_post(request, slug, pk):
    organisation, found = _post_to_change(request, slug, pk)
    title = found.title
    form = PostForm(organisation, request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid() and _placed(form, form.instance, form.cleaned_data):
        messages.success(request, f"The post {form.instance} was saved.")
        return redirect("post", organisation.slug, found.pk)
    return render(
        request,
        "accounts/post_form.html",
        {"organisation": organisation, "form": form, "post": found, "title": title},
    )


@require_http_methods(FORM)
@login_required
def hand_over_post(request, slug, pk):
    organisation, found = _post_to_change(request, slug, pk)
    form = HandOverForm(
        organisation, request.POST if request.method == "POST" else None, initial={"holder": found.holder_id}
    )
    if form.is_valid() and _placed(form, found, form.cleaned_data):
        words = f"is now held by {found.holder}" if found.holder else "is vacant now"
        messages.success(request, f"The post {found} {words}.")
        return redirect("post", organisation.slug, found.pk)
    return render(
        request, "accounts/hand_over_post.html", {"organisation": organisation, "form": form, "post": found}
    )


@require_http_methods(FORM)
@login_required
def remove_post(request, slug, pk):
    organisation, found = _post_to_change(request, slug, pk)
    if request.method == "POST":
        try:
            found.remove()
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect("post", organisation.slug, pk)
        messages.success(request, f"The post {found} was removed.")
        return redirect("posts", organisation.slug)
    return render(request, "accounts/remove_post.html", {"organisation": organisation, "post": found})


def _placed(form, post, changes):
    """Saved under the organisation's lock, or refused with the reason on the form."""
    try:
        post.place(**changes)
    except ValidationError as refusal:
        known = {name: words for name, words in refusal.message_dict.items() if name in form.fields}
        form.add_error(None, ValidationError(known) if known else refusal.messages)
        return False
    return True
