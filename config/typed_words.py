"""What a person had typed, to give back on a page that could not take it: words must not be lost."""

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import UnreadablePostError

SECRET_PARTS = ("password", "token", "secret")


def typed_words(request):
    """(label, text) of each text of more than one word; choices, dates and numbers are quickly made again."""
    if request.method != "POST":
        return []
    try:
        fields = request.POST.lists()
    except (OSError, RequestDataTooBig, SuspiciousOperation, TooManyFilesSent, UnreadablePostError):
        return []
    return [
        (name.rpartition("-")[2].replace("_", " ").capitalize(), text)
        for name, texts in fields
        if not any(part in name for part in SECRET_PARTS)
        for text in texts
        if len(text.split()) > 1
    ]
