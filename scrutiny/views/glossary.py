from django.shortcuts import render
from django.views.decorators.http import require_safe

from scrutiny import glossary as words


@require_safe
def glossary(request):
    return render(request, "scrutiny/glossary.html", {"terms": words.every_term()})
