from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Organisation


@require_safe
def front(request):
    organisations = Organisation.objects.visible_to(request.user)
    return render(request, "accounts/front.html", {"organisations": organisations})


@require_safe
def organisation(request, slug):
    found = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    return render(request, "accounts/organisation.html", {"organisation": found})
