"""People read UK spelling, in templates, messages and documents alike."""

import ast
import re

from tests.guards import tree

AMERICAN = re.compile(
    r"""(?<![-\w.$_/])(?:
        colou?rize\w*|color(?:s|ed|ing|ful)?|center(?:s|ed|ing)?|behavior\w*|favor(?:s|ed|ite|ites|able)?
        |honor(?:s|ed)?|labor|neighbor\w*|endeavor\w*|rumor\w*|flavor\w*|humor
        |(?:organ|recogn|summar|priorit|final|categor|normal|minim|maxim|util|author|apolog|emphas|critic
           |real|special|standard|personal|initial|synchron|custom|capital|anonym|visual|general|formal|memor
        )iz(?:e|es|ed|er|ers|ing|ation|ations)
        |analyz(?:e|es|ed|er|ing)|paralyz\w+|catalyz\w+
        |licenses?|defense|offense|pretense|judgments?|acknowledgments?|fulfill|enroll|enrollment|skillful
        |cancel(?:ed|ing)|travel(?:ed|ing|er)|label(?:ed|ing)|model(?:ed|ing)|counsel(?:ed|ing|or)|signal(?:ed|ing)
        |gray|theater|meters?|liters?|fiber|caliber|catalogs?|gotten|zip[ ]code
    )(?![-\w(=])""",
    re.IGNORECASE | re.VERBOSE,
)
# Names that are what they are: a header of HTTP, a statement of SQL, a file, a thing in a standard.
NAMES = re.compile(
    r"\bAuthorization\b|\bANALYZE\b|\bLICENSE\b|(?:MIT|AGPL[-\w.]*|GPL[-\w.]*|Open Government) Licen[sc]e"
)
QUOTED_CODE = re.compile(r"```.*?```|`[^`]*`|https?://\S+|\]\([^)]*\)", re.DOTALL)
MARKUP = re.compile(r"\bclass=\"[^\"]*\"|\bname=\"[^\"]*\"|\{#.*?#\}", re.DOTALL)


def american_words(text):
    return sorted({match.group().lower() for match in AMERICAN.finditer(NAMES.sub("", text))})


def american_files(paths, words_of):
    found = {tree.named(path): american_words(words_of(path)) for path in paths}
    return {name: words for name, words in found.items() if words}


def test_templates_are_in_uk_spelling():
    assert not american_files(tree.templates(), lambda path: MARKUP.sub("", path.read_text()))


def test_documents_are_in_uk_spelling():
    assert not american_files(tree.of_kind(".md"), lambda path: QUOTED_CODE.sub("", path.read_text()))


def sentences_in(path):
    """Texts with a space in them: names and keys have none."""
    texts = [node.value for node in ast.walk(tree.tree_of(path)) if isinstance(node, ast.Constant)]
    sentences = [text for text in texts if isinstance(text, str) and " " in text]
    return "\n".join(QUOTED_CODE.sub("", sentence) for sentence in sentences)


def test_sentences_in_code_are_in_uk_spelling():
    assert not american_files(tree.python(*tree.APPS, "config"), sentences_in)


def test_the_list_finds_what_it_is_for_and_leaves_names_alone():
    found = american_words(
        "The color of the organization's center, by license, as we recognized its behavior."
    )
    assert found == ["behavior", "center", "color", "license", "organization", "recognized"]
    assert not american_words(
        "The Authorization header, size, prize, meter-reading; see LICENSE; MIT Licence."
    )
