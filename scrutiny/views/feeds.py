"""Atom feeds. Whoever may see the thing gets the same feed of it: what everybody may know, and no more."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from inspections.models import Inspection
from scrutiny import feeds
from scrutiny.views.for_visitors import KEPT
from scrutiny.views.found import found_committee, found_organisation


@require_safe
def organisation_feed(request, slug):
    found = found_organisation(request, slug)
    return _answer(request, found, found.name, reverse("organisation", args=[slug]))


@require_safe
def inspection_feed(request, slug, inspection_slug):
    found = found_inspection(request, slug, inspection_slug)
    address = reverse("progress", args=[slug, inspection_slug])
    return _answer(request, found, f"{found.title}, {found.organisation.name}", address)


@require_safe
def committee_feed(request, slug, committee):
    found = found_committee(request, slug, committee)
    return _answer(request, found, f"{found.name}, {found.organisation.name}", found.get_absolute_url())


def found_inspection(request, slug, inspection_slug):
    inspections = Inspection.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)


def _answer(request, target, title, address):
    content = feeds.feed(target, title, address, request.path)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    answer = get_conditional_response(request, etag=etag) or HttpResponse(
        content, content_type=feeds.CONTENT_TYPE
    )
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, KEPT
    return answer
