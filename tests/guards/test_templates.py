"""Templates are read as text: a branch that no test walks through must keep the rules too."""

import re

from tests.guards import tree

INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE
)
STYLE = re.compile(r"\sstyle=\"")
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL | re.IGNORECASE)
POSTS = re.compile(r"method=[\"']post[\"']", re.IGNORECASE)
TOKEN = "{% csrf_token %}"


def where(is_wrong, *, kinds=(".html", ".txt"), outside=None):
    read = [path for path in tree.templates() if path.suffix in kinds]
    if outside:
        read = [path for path in read if not tree.named(path).startswith(outside)]
    return sorted(tree.named(path) for path in read if is_wrong(path.read_text()))


def test_no_template_has_inline_script_or_style():
    assert not where(INLINE.search, outside="templates/mail/")


def test_mails_have_style_beside_each_thing_and_no_script():
    """Mail programs read no stylesheet and run nothing; no page is made of these templates."""
    mails = [path for path in tree.templates() if tree.named(path).startswith("templates/mail/")]
    assert mails
    assert not [tree.named(path) for path in mails if INLINE.search(STYLE.sub(" ", path.read_text()))]


def test_no_template_switches_escaping_off():
    """In a plain text nothing is escaped to begin with."""
    assert not where(UNESCAPED.search, kinds=(".html",))


def lacks_token(text):
    return any(POSTS.search(form) and TOKEN not in form + included_in(form) for form in FORM.findall(text))


def included_in(form):
    paths = [tree.ROOT / "templates" / name for name in re.findall(r"{% include \"([^\"]+)\"", form)]
    return "".join(path.read_text() for path in paths if path.exists())


def test_every_form_that_posts_carries_the_csrf_token():
    assert not where(lacks_token)


def test_no_comment_hides_markup():
    """HTML comments are sent to everybody; old markup belongs in the history."""
    assert not where(lambda text: "<!--" in text)
