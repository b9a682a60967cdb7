from django.contrib.auth.models import AnonymousUser
from django.db.models import Q


class AsPublished(AnonymousUser):
    """Nobody in particular, who reads one inspection as everybody would if it were published.

    For what is made of an inspection before it is public, or where there is no public site: a paper holds
    public words only, whoever may read the paper.
    """

    def __init__(self, inspection):
        self.inspection_id = inspection.pk


def published_for(user, path=""):
    """The condition that an inspection is public; `path` leads to it in the query."""
    published = Q(**{f"{path}is_public": True, f"{path}organisation__has_public_site": True})
    return published | Q(**{f"{path}pk": user.inspection_id}) if isinstance(user, AsPublished) else published
