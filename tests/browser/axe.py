"""What axe finds wrong with a page, in words that a failing test can show."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.reading import whole


def violations(page) -> list[str]:
    found = Axe().run(whole(page)).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]
