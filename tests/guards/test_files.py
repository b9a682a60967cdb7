"""The house stays small and its rooms are named after what is in them."""

import re

from tests.guards import tree

LINES_ALLOWED = 300
FORBIDDEN_ROOMS = {
    "abstract", "abstracts", "base", "base_views", "bases", "common", "commons", "core", "helper", "helpers",
    "misc", "mixins", "selector", "selectors", "service", "services", "shared", "signals", "stuff", "tools",
    "util", "utilities", "utils",
}  # fmt: skip
NOTES_TO_SELF = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Put together from parts, so that this file does not find itself.
THIS_MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|tm" + r"p)/",
            r"/ho" + r"me/",
            r"\.\./sha" + r"red",
            r"pypi\.o" + r"rg",
            r"pythonhos" + r"ted",
            r"registry\.npm" + r"js",
            r"yarnpk" + r"g\.com",
            r"crates\.i" + r"o",
            r"proxy\.golan" + r"g",
        ]
    )
)


def written_by_us():
    return [path for path in tree.of_kind(".py", ".html", ".scss", ".js") if "migrations" not in path.parts]


def texts():
    for path in tree.files():
        try:
            yield path, path.read_text()
        except UnicodeDecodeError:
            continue


def test_no_file_is_longer_than_300_lines():
    long = {tree.named(path): len(path.read_text().splitlines()) for path in written_by_us()}
    assert not {name: lines for name, lines in long.items() if lines > LINES_ALLOWED}, "Split by noun."


def test_no_file_or_folder_is_named_after_nothing_in_particular():
    rooms = set()
    for path in tree.files():
        inside = path.relative_to(tree.ROOT)
        names = {*inside.parent.parts, inside.stem} if path.suffix == ".py" else set(inside.parent.parts)
        if names & FORBIDDEN_ROOMS:
            rooms.add(tree.named(path))
    assert rooms <= {"tests/plugins/services.py"}, "Name it after the noun or the job it holds."


def test_every_file_of_an_app_stands_in_an_app_known_to_the_import_contracts():
    folders = {path.relative_to(tree.ROOT).parts[0] for path in tree.python()}
    assert folders <= {*tree.APPS, "config", "tests", "bench", "manage.py"}


def test_nobody_leaves_notes_to_self():
    guards = "tests/guards/test_files.py"
    found = {
        f"{tree.named(path)}:{number}"
        for path in written_by_us()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if NOTES_TO_SELF.search(line) and tree.named(path) != guards
    }
    assert not found, "Do it, or write an issue."


def test_no_tracked_file_names_a_path_of_somebodys_machine_or_a_package_registry():
    found = {
        f"{tree.named(path)}: {match.group()}"
        for path, text in texts()
        for match in THIS_MACHINE.finditer(text)
    }
    assert not found
