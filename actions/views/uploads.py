"""Files chosen on a form: taken in before anything else is looked at, so that no failed form loses one."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.tasks import nudge
from actions import evidence_store
from actions.models import Upload

FIELDS = ("evidence", "photograph")


def take_in(request, action):
    """(ids of the uploads, what was wrong with the files that were not taken)."""
    taken, problems = [], []
    for name in FIELDS:
        for file in request.FILES.getlist(name):
            try:
                upload = _receive(request.user, action, file)
            except ValidationError as refusal:
                problems.append((name, refusal.messages))
            else:
                taken.append(str(upload.pk))
    return taken, problems


def _receive(user, action, file):
    upload = evidence_store.receive(action, user, timezone.now(), file.name, file)
    if upload.scan_job:
        nudge(upload.scan_job)
    others = Upload.objects.visible_to(user).filter(action=action, file=upload.file).exclude(pk=upload.pk)
    same = others.first()
    if same:
        # Chosen once more, for example after an error.
        upload.delete()
    return same or upload


def drop(user, action, pk):
    try:
        Upload.objects.visible_to(user).filter(action=action, pk=pk).delete()
    except ValidationError:
        return  # No such upload: it may have been dropped in another window.
