"""What differs between two versions of an identification method, piece by piece. Pieces are matched by their keys.

Content may be an unfinished draft, so every part is looked at as it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from network_resources.playbooks.rules.text import LANGUAGES, Text

type Part = Mapping[str, Any]
type Texts = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `code` names the sentence; `names` are the pieces it is about, outermost first."""

    code: str
    names: Texts = ()
    was: str = ""
    now: str = ""
    language: str = ""  # of the texts in `was` and `now`


def method_changes(old: Part, new: Part) -> list[Change]:
    """Every difference between two methods, in the order of the newer one."""
    changes = [
        *_texts("title", (), old, new, "title"),
        *_texts("about", (), old, new, "about"),
        *_texts("notes", (), old, new, "notes"),
        *_pieces("axis", _by_key(old, "axes"), _by_key(new, "axes"), ()),
    ]
    was, now = _by_key(old, "axes"), _by_key(new, "axes")
    for key in (key for key in now if key in was):
        changes += _axis(was[key], now[key])
    changes += _bands(_by_key(old, "bands"), _by_key(new, "bands"))
    return [*changes, *_raises(old, new)]


def _axis(old: Part, new: Part) -> Iterator[Change]:
    names = (_title(new),)
    yield from _texts("axis_title", (_title(old),), old, new, "title")
    yield from _texts("axis_help", names, old, new, "help")
    yield from _value("look_back", names, old, new, "look_back_months")
    was, now = _by_key(old, "choices"), _by_key(new, "choices")
    yield from _pieces("choice", was, now, names)
    for key in (key for key in now if key in was):
        yield from _texts("choice_text", (*names, _title(was[key])), was[key], now[key], "text")
        yield from _value("choice_points", (*names, _title(now[key])), was[key], now[key], "points")


def _bands(was: dict[str, Part], now: dict[str, Part]) -> Iterator[Change]:
    yield from _pieces("band", was, now, ())
    for key in (key for key in now if key in was):
        old, new = was[key], now[key]
        yield from _texts("band_title", (_title(old),), old, new, "title")
        if (old.get("from"), old.get("to")) != (new.get("from"), new.get("to")):
            yield Change("band_range", (_title(new),), span(old), span(new))
        yield from _value("band_level", (_title(new),), old, new, "need_level")


def _raises(old: Part, new: Part) -> Iterator[Change]:
    titles = {**_titles(old), **_titles(new)}
    was, now = ([_raise(one) for one in _list(content, "raises")] for content in (old, new))
    for code, these, others in (("raise_added", now, was), ("raise_removed", was, now)):
        for axis, operator, points, level in (one for one in these if one not in others):
            yield Change(f"{code}_{operator}", (titles.get(axis, Text(axis)),), points, level)


def _pieces(code: str, was: dict[str, Part], now: dict[str, Part], names: Texts) -> Iterator[Change]:
    for key in now:
        if key not in was:
            yield Change(f"{code}_added", (*names, _title(now[key])), now=_worth(now[key]))
    for key in was:
        if key not in now:
            yield Change(f"{code}_removed", (*names, _title(was[key])), was=_worth(was[key]))
    stay_was, stay_now = [k for k in was if k in now], [k for k in now if k in was]
    if stay_was != stay_now:
        yield Change(f"{code}_order", names)


def _texts(code: str, names: Texts, old: Part, new: Part, part: str) -> Iterator[Change]:
    was, now = old.get(part) or {}, new.get(part) or {}
    for language in LANGUAGES:
        if was.get(language, "").strip() != now.get(language, "").strip():
            yield Change(code, names, was.get(language, ""), now.get(language, ""), language)


def _value(code: str, names: Texts, old: Part, new: Part, part: str) -> Iterator[Change]:
    if old.get(part) != new.get(part):
        yield Change(code, names, said(old.get(part)), said(new.get(part)))


def _worth(piece: Part) -> str:
    """What a piece that came or went was worth: a choice's points, a band's range."""
    return span(piece) if "from" in piece else said(piece.get("points"))


def span(band: Part) -> str:
    """A band's range: `7-10`, `11+`."""
    top = band.get("to")
    return f"{said(band.get('from'))}+" if top is None else f"{said(band.get('from'))}-{said(top)}"


def said(value: Any) -> str:
    """A number as people write it; nothing for none."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _title(part: Part) -> Text:
    return Text.of(part.get("title") or part.get("text") or {"en": part.get("key", "")})


def _titles(content: Part) -> dict[str, Text]:
    return {key: _title(axis) for key, axis in _by_key(content, "axes").items()}


def _raise(one: Part) -> tuple[str, str, str, str]:
    return (
        one.get("axis", ""),
        one.get("operator", ""),
        said(one.get("points")),
        said(one.get("need_level")),
    )


def _list(content: Part, part: str) -> Sequence[Part]:
    return content.get(part) or ()


def _by_key(content: Part, part: str) -> dict[str, Part]:
    return {one.get("key", ""): one for one in _list(content, part)}
