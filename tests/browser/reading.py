"""What a page says once it is whole: a click comes back as soon as the next page begins."""


def whole(page):
    page.wait_for_load_state("load")
    return page


def words_of(page) -> str:
    return whole(page).locator("main").inner_text()


def width_of(page) -> int:
    """More than the window's width where a page must be scrolled sideways."""
    return whole(page).evaluate("document.documentElement.scrollWidth")


def focused(page, what: str):
    """Something of the element that has the focus: `focused(page, "textContent")`."""
    return whole(page).evaluate(f"document.activeElement.{what}")
