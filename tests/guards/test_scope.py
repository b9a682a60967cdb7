"""Nearly every leak of systems like this one was a page that asked for all rows instead of its user's."""

import ast

from tests.guards import tree
from tests.guards.test_models import belonging_to_an_organisation

ROOMS = ("views", "viewsets", "forms", "serializers", "filters")
# The ways in: by who asks, by what they hold in their hand (a secret, a key), or none at all.
WAYS_IN = {"visible_to", "of", "led_by", "for_secret", "for_key", "none"}
# Things that a page has found before, so that what hangs on them may be asked for.
FOUND_BEFORE = {"organisation", "user", "inspection", "area", "action"}
# Everybody's rows on purpose, each with its reason.
ALLOWED = {
    ("accounts/views/organisations.py", "Organisation.objects.with_leads"): "the operator's list of all",
    (
        "accounts/forms/tokens.py",
        "Organisation.objects.filter",
    ): "the operator too makes tokens for own ones only",
    (
        "accounts/views/organisations.py",
        "Organisation.objects.public",
    ): "what has a public site is everybody's",
    ("scrutiny/views/front.py", "Organisation.objects.public"): "what has a public site is everybody's",
    ("scrutiny/views/progress.py", "Inspection.objects.filter"): "the one found before, by its key",
    ("actions/views/webhooks.py", "Change.objects.last_position"): "how far the feed is, for all alike",
    ("actions/viewsets/actions.py", "Post.objects.filter"): "titles of the posts that help in actions found",
    ("actions/viewsets/webhooks.py", "Change.objects.last_position"): "how far the feed is, for all alike",
}


def rooms():
    for path in tree.python(*tree.APPS):
        if path.relative_to(tree.ROOT).with_suffix("").parts[1] in ROOMS:
            yield path


def is_scoped(way_in, call):
    """`.visible_to(user)` and its like, or `.filter(organisation=...)`: what hangs on what was found."""
    if not isinstance(way_in, ast.Attribute):
        return False
    if way_in.attr in WAYS_IN:
        return True
    asked = {part for each in getattr(call, "keywords", ()) for part in (each.arg or "").split("__")}
    return way_in.attr == "filter" and bool(asked & FOUND_BEFORE)


def unscoped(path, names):
    parents = {child: node for node in ast.walk(tree.tree_of(path)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree.tree_of(path)):
        if isinstance(node, ast.Attribute) and is_manager_of(node, names):
            way_in = parents[node]
            place = (tree.named(path), ast.unparse(way_in))
            if not is_scoped(way_in, parents.get(way_in)) and place not in ALLOWED:
                yield f"{tree.named(path)}:{node.lineno} {ast.unparse(way_in)}"
        elif isinstance(node, ast.Call) and takes_all_rows(node, names):
            yield f"{tree.named(path)}:{node.lineno} {ast.unparse(node)}"


def is_manager_of(node, names):
    return (
        node.attr in ("objects", "_default_manager", "_base_manager")
        and getattr(node.value, "id", None) in names
    )


def takes_all_rows(call, names):
    """`get_object_or_404(Post, ...)`: the whole model where a queryset should be."""
    shortcut = ast.unparse(call.func) in ("get_object_or_404", "get_list_or_404")
    return shortcut and bool(call.args) and getattr(call.args[0], "id", None) in names


def test_pages_and_forms_begin_with_what_their_user_may_see():
    names = {model.__name__ for model in belonging_to_an_organisation()}
    found = [place for path in rooms() for place in unscoped(path, names)]
    assert not found, "Begin with .visible_to(user)."
