"""Templates are read as text: a branch that no test walks through must keep the rules too."""

import re

import pytest

from tests.guards import tree

INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE
)
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b")

each_template = pytest.mark.parametrize("path", tree.templates(), ids=tree.named)


@each_template
def test_no_template_has_inline_script_or_style(path):
    assert not INLINE.findall(path.read_text())


@each_template
def test_no_template_switches_escaping_off(path):
    text = path.read_text()
    assert not UNESCAPED.findall(text) or path.suffix == ".txt"


@each_template
def test_every_form_that_posts_carries_the_csrf_token(path):
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL | re.IGNORECASE):
        posts = re.search(r"method=[\"']post[\"']", form, re.IGNORECASE)
        assert not posts or "{% csrf_token %}" in form


@each_template
def test_no_comment_hides_markup(path):
    """HTML comments are sent to everybody; old markup belongs in the history."""
    assert "<!--" not in path.read_text()
