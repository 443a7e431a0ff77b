"""Whatever is written into the audit reads as words on its page: the source is searched for what rooms record."""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest

from nestwork.audit.words import action_choices, action_word, action_words, subject_words
from nestwork.embedded.places import CLONE

RECORDERS = {"record", "record_view", "write_line", "told", "keep", "_said", "_said_shift", "_tell"}
FOLDERS = ("platform/nestwork", "tenants")


def calls() -> Iterator[ast.Call]:
    """Every call of a function that writes an audit line."""
    files = chain.from_iterable((CLONE / folder).rglob("*.py") for folder in FOLDERS)
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and name_of(node.func) in RECORDERS:
                yield node


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def written(*keywords: str) -> set[str]:
    """The literal values given under these keywords."""
    return {
        keyword.value.value
        for call in calls()
        for keyword in call.keywords
        if keyword.arg in keywords and isinstance(keyword.value, ast.Constant) and keyword.value.value
    }


def test_the_search_finds_what_rooms_record() -> None:
    assert {"child.add", "sign in", "end job"} <= written("action")
    assert {"child", "today", "audit"} <= written("page", "subject")


def test_every_action_has_words() -> None:
    assert written("action") - set(action_words()) == set()


def test_every_page_and_kind_of_record_has_words() -> None:
    pages = {page.removeprefix("api.") for page in written("page", "subject")}
    assert sorted(pages - set(subject_words())) == []


@pytest.mark.parametrize(
    "action", ["worklist.moved", "registry.left", "roster.row_mended", "condition.record"]
)
def test_actions_put_together_from_parts_have_words_too(action: str) -> None:
    assert action in action_words()


def test_an_action_nobody_named_shows_itself_and_no_words_are_given_twice() -> None:
    assert action_word("nobody_named_this") == "nobody named this"
    words = [word for _, word in action_choices()]
    assert sorted(words) == sorted(set(words))
