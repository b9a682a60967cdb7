"""A person who has a keyboard only: what the Tab key comes to, and the keys that press it."""

STEPS_AT_MOST = 120


def tab_to(page, is_there, told):
    for _ in range(STEPS_AT_MOST):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => {is_there})(document.activeElement)"):
            return
    raise AssertionError(f"The keyboard never comes to {told}.")


def press(page, words):
    """The button or link that says this, by Enter, and the page that it leads to."""
    tab_to(page, f"element.innerText.trim().startsWith({words!r})", words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, label, words):
    """Into the box with this label."""
    tab_to(page, f"element.labels?.[0]?.innerText.trim().startsWith({label!r})", label)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def tick(page, label):
    tab_to(page, f"element.labels?.[0]?.innerText.trim().startsWith({label!r})", label)
    page.keyboard.press("Space")


def write_date(page, legend, day):
    """Into the three boxes of a date, one after the other."""
    tab_to(page, f"element.closest('fieldset')?.innerText.trim().startsWith({legend!r})", legend)
    for number in (day.day, day.month, day.year):
        page.keyboard.press("Control+A")
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")


def choose(page, label, option):
    """From a list, by its first letters."""
    tab_to(page, f"element.labels?.[0]?.innerText.trim().startsWith({label!r})", label)
    page.keyboard.type(option)
