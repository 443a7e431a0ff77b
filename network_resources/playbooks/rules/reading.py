"""Reads a standard from a file people send: size, depth and repeated names are checked before anything else."""

import json
import re
from collections.abc import Mapping
from typing import Any

from network_resources.playbooks.rules.problems import ContentError, Problem, path_of

MOST_BYTES = 256 * 1024  # the largest method the schema allows, in two languages, stays below
MOST_DEPTH = 12  # the schema needs seven
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def read_json(sent: bytes) -> Any:
    """The content of a JSON file; raises ContentError for one that is too large, too deep, or no JSON."""
    if len(sent) > MOST_BYTES:
        raise ContentError([Problem("", "file_too_large", {"limit": str(MOST_BYTES // 1024)})])
    try:
        text = sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError([Problem("", "not_utf8")]) from error
    _check_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ContentError([Problem("", "not_json", {"line": str(error.lineno)})]) from error
    except ContentError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise ContentError([Problem("", "not_json", {"line": "?"})]) from error


def check_size(content: Any) -> None:
    """Raise ContentError for content, from wherever it came, that is larger or deeper than a file may be.

    Also for letters that no database keeps: a zero byte, and half of a pair of surrogates.
    """
    _check_levels(content)
    _check_letters(content)
    size = len(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    if size > MOST_BYTES:
        raise ContentError([Problem("", "file_too_large", {"limit": str(MOST_BYTES // 1024)})])


def _check_levels(content: Any) -> None:
    """Go down level by level, never deeper than allowed: content of any depth costs no more than that."""
    level = [content]
    for _depth in range(MOST_DEPTH + 1):
        level = [inner for part in level for inner in _inside(part)]
        if not level:
            return
    raise ContentError([Problem("", "too_deep", {"limit": str(MOST_DEPTH)})])


def _check_letters(content: Any) -> None:
    waiting: list[tuple[list[str | int], Any]] = [([], content)]
    while waiting:
        path, part = waiting.pop()
        if isinstance(part, str) and _UNKEEPABLE.search(part):
            raise ContentError([Problem(path_of(path), "bad_letter")])
        if isinstance(part, Mapping):
            waiting += [([*path], str(name)) for name in part]
            waiting += [([*path, str(name)[:60]], inner) for name, inner in part.items()]
        elif isinstance(part, list):
            waiting += [([*path, place], inner) for place, inner in enumerate(part)]


def _inside(part: Any) -> list[Any]:
    if isinstance(part, Mapping):
        return list(part.values())
    return part if isinstance(part, list) else []


def _check_depth(text: str) -> None:
    """Count brackets outside of strings, before the parser would go down as deep as they say."""
    depth, in_string, escaped = 0, False, False
    for letter in text:
        if in_string:
            in_string = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise ContentError([Problem("", "too_deep", {"limit": str(MOST_DEPTH)})])
        elif letter in "]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's parts; a name said twice would let the later one win unseen."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ContentError([Problem(name[:60], "name_twice", {"key": name[:60]})])
        found[name] = value
    return found


def _refuse_constant(word: str) -> Any:
    raise ContentError([Problem("", "no_number", {"key": word})])
