"""What the linter can't see, or what somebody could switch off in its settings."""

import ast

import pytest

from tests.guards import tree

DOORS = (
    "views",
    "viewsets",
    "tasks",
    "management",
    "admin",
    "middleware",
    "authentication",
    "sessions",
    "allauth_adapters",
)
CLOCK_READS = {
    ("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"),
    ("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"),
    ("time", "time"), ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip
NAMES_OF_THE_CLOCK = {"localdate", "localtime"}


def is_a_door(path):
    app, *inside = path.relative_to(tree.ROOT).with_suffix("").parts
    return app in tree.APPS and inside[:1] and inside[0] in DOORS


def clock_reads(path):
    for node in ast.walk(tree.tree_of(path)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.attr) in CLOCK_READS:
                yield f"{tree.named(path)}:{node.lineno} {name}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in ("django.utils.timezone", "time"):
            taken = {alias.name for alias in node.names} & {*NAMES_OF_THE_CLOCK, "now", "time"}
            yield from (f"{tree.named(path)}:{node.lineno} imports {name}" for name in sorted(taken))


def test_only_doors_read_the_clock():
    inside = [path for path in tree.python(*tree.APPS) if not is_a_door(path)]
    found = [read for path in inside for read in clock_reads(path)]
    assert not found, "Take the day (on=) or the moment (at=) as an argument."


def test_no_default_of_a_field_reads_the_clock():
    """`auto_now` reads the clock too. When a person joined is the one exception: allauth makes people too."""
    found = [
        f"{tree.named(path)}:{node.lineno}"
        for path in tree.python(*tree.APPS)
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add")
    ]
    assert [place.split(":")[0] for place in found] == ["accounts/models/people.py"]


def test_nothing_happens_behind_anybodys_back_by_a_signal():
    found = [
        f"{tree.named(path)}:{node.lineno}"
        for path in tree.python(*tree.APPS)
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.ImportFrom)
        and node.module in ("django.db.models", "django.db.models.signals", "django.dispatch")
        and {alias.name for alias in node.names}
        & {
            "signals",
            "receiver",
            "Signal",
            "pre_save",
            "post_save",
            "pre_delete",
            "post_delete",
            "m2m_changed",
        }
    ]
    assert not found, "Put the verb in a method of the model, and call it."


def test_no_model_is_abstract():
    found = [
        f"{tree.named(path)}:{node.lineno}"
        for path in tree.python(*tree.APPS)
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "abstract" for target in node.targets)
    ]
    assert not found


def test_nothing_is_left_unimplemented():
    found = [
        f"{tree.named(path)}:{node.lineno}"
        for path in tree.python(*tree.APPS, "config")
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.Raise) and node.exc and "NotImplementedError" in ast.unparse(node.exc)
    ]
    assert not found


LEFT_OUT = ("pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail")


def marks_without_reason(path):
    for node in ast.walk(tree.tree_of(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("pytest.skip", "pytest.xfail"):
            if not node.args and not any(keyword.arg == "reason" for keyword in node.keywords):
                yield node.lineno
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in LEFT_OUT:
            yield from () if has_reason(node, tree.tree_of(path)) else (node.lineno,)


def has_reason(mark, module):
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call) and node.func is mark]
    return any(keyword.arg == "reason" for call in calls for keyword in call.keywords)


def test_no_test_is_left_out_without_a_reason():
    found = [
        f"{tree.named(path)}:{line}" for path in tree.python("tests") for line in marks_without_reason(path)
    ]
    assert not found


def test_tests_never_sleep():
    found = [
        f"{tree.named(path)}:{node.lineno}"
        for path in tree.python("tests")
        if path.name.startswith("test_")  # what starts a server has to wait until it answers
        for node in ast.walk(tree.tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("time.sleep", "sleep")
    ]
    assert not found, "Wait for the thing itself, with a limit."


@pytest.mark.parametrize("app", tree.APPS)
def test_a_module_is_a_file_or_a_folder_and_never_both(app):
    names = [path.relative_to(tree.ROOT).with_suffix("").parts[1] for path in tree.python(app)]
    folders = {path.relative_to(tree.ROOT).parts[1] for path in tree.python(app) if len(path.parts) > 2}
    assert not {name for name in names if f"{name}.py" in folders and name in folders}
