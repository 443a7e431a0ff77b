"""Whatever is written into the audit reads as words on its page: the source is searched for what rooms record."""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest
from django.utils import translation

from nestwork.access.readers import SYSTEM_PURPOSES
from nestwork.audit.words import (
    action_choices,
    action_word,
    action_words,
    purpose_word,
    subject_words,
)
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
        if keyword.arg in keywords and isinstance(keyword.value, ast.Constant)
        if isinstance(keyword.value.value, str) and keyword.value.value
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


def purposes() -> set[str]:
    """Every purpose a door, a page or a system task names in the source."""
    found = set(SYSTEM_PURPOSES) - {"demonstration", "sweeper"}
    for file in chain.from_iterable((CLONE / folder).rglob("*.py") for folder in FOLDERS):
        for node in ast.walk(ast.parse(file.read_text())):
            found |= set(_named(node))
    return found


def _named(node: ast.AST) -> Iterator[str]:
    """`purpose="…"` of a call, `PURPOSE = "…"` of a module."""
    value: ast.AST | None = None
    if isinstance(node, ast.Call):
        value = next((keyword.value for keyword in node.keywords if keyword.arg == "purpose"), None)
    elif isinstance(node, ast.Assign) and [name_of(target) for target in node.targets] == ["PURPOSE"]:
        value = node.value
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield value.value


def test_every_purpose_a_page_of_a_practice_names_reads_as_words_in_spanish() -> None:
    named = purposes() - {"network", "figures"}  # pages of the network, which no practice's audit holds
    with translation.override("es"):
        assert {purpose for purpose in named if purpose_word(purpose) == purpose} == set()


def test_a_reason_somebody_typed_stays_as_it_was_typed() -> None:
    with translation.override("es"):
        assert purpose_word("Mother called, child short of breath") == "Mother called, child short of breath"
