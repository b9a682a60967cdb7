"""What axe finds wrong with a page, in words that a failing test can show."""

import json

from axe_playwright_python.base import AXE_FILE_PATH
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS

from tests.browser.reading import whole

# Of what it finds nothing is fetched that nobody looks at: it tells at length what is right with a page.
RUN = f"axe.run({json.dumps(DEFAULT_OPTIONS)}).then(found => found.violations)"


def come_with(page):
    """Each page opened from now on has axe already: it is larger than most pages, and need not be sent."""
    page.add_init_script(path=AXE_FILE_PATH)


def violations(page) -> list[str]:
    if whole(page).evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_FILE_PATH.read_text())
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html'][:200]}"
        for rule in page.evaluate(RUN)
        for node in rule["nodes"]
    ]
