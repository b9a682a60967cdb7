"""How an inspection and its organisation are named beside what belongs to them."""

from functools import lru_cache

from inspections import frameworks

NAMES = ("id", "slug", "title", "framework", "published_on")


def columns(before=""):
    """{name: path} for rows from which `before` leads to an inspection."""
    found = {f"inspection_{name}": f"{before}{name}" for name in NAMES}
    return found | {
        "organisation_id": f"{before}organisation_id",
        "organisation_slug": f"{before}organisation__slug",
        "organisation_name": f"{before}organisation__name",
    }


def inspection_of(row):
    return {
        "id": row.inspection_id,
        "slug": row.inspection_slug,
        "title": row.inspection_title,
        "framework": row.inspection_framework,
        "published_on": row.inspection_published_on,
    }


def organisation_of(row):
    return {"slug": row.organisation_slug, "name": row.organisation_name}


@lru_cache(maxsize=256)
def kind_label(framework, kind):
    """As reports of the framework print it."""
    return frameworks.framework(framework).kind_label(kind)
