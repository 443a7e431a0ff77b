"""The form of an identification method: rows of fields in, content out, and one act on the rows at a time.

Fields are named by their place (`axes-0-choices-2-points`), which is also the id that a problem's path points to.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import slugify

from network_resources.playbooks.rules.text import LANGUAGES

type Row = dict[str, Any]

BLANK: dict[str, Row] = {
    "axes": {"key": "", "title": {"en": ""}, "choices": [{"key": "", "points": 0, "text": {"en": ""}}]},
    "choices": {"key": "", "points": None, "text": {"en": ""}},
    "bands": {"key": "", "title": {"en": ""}, "from": None, "to": None, "need_level": None},
    "raises": {"axis": "", "operator": "at_least", "points": None, "need_level": None},
}
MOST = {"axes": 12, "choices": 12, "bands": 10, "raises": 20}  # as the schema says
_ACT = re.compile(r"(add|remove|up|down):(axes|bands|raises)(?::(\d{1,2}))?(?::(choices)(?::(\d{1,2}))?)?")


def read_form(data: Mapping[str, str]) -> dict[str, Any]:
    """The content that the posted fields say; what is no number stays as it was typed, for the check list to name."""
    content: dict[str, Any] = {
        "title": _text(data, "title"),
        "axes": _rows(data, "axes", _axis),
        "bands": _rows(data, "bands", _band),
    }
    raises = _rows(data, "raises", _raise)
    for part in ("about", "notes"):
        if any((text := _text(data, part)).values()):
            content[part] = text
    return _with_keys({**content, **({"raises": raises} if raises else {})})


def _with_keys(content: dict[str, Any]) -> dict[str, Any]:
    """Every row has a key; raises follow an axis whose key was made just now."""
    renamed = _give_keys(content["axes"], "axis", "title")
    for axis in content["axes"]:
        _give_keys(axis["choices"], "choice", "text")
    _give_keys(content["bands"], "band", "title")
    for one in content.get("raises", ()):
        one["axis"] = renamed.get(one["axis"], one["axis"])
    return content


def apply(content: dict[str, Any], act: str) -> dict[str, Any]:
    """Add, remove or move one row (`add:axes`, `up:axes:1:choices:2`); an act that fits nothing changes nothing."""
    found = _ACT.fullmatch(act)
    if found is None:
        return content
    verb, part, place, inner, inner_place = found.groups()
    rows: list[Row] = content.setdefault(part, [])
    if inner:
        if part != "axes" or int(place or 0) >= len(rows):
            return content
        rows, part, place = rows[int(place or 0)].setdefault(inner, []), inner, inner_place
    _on_rows(rows, part, verb, None if place is None else int(place))
    return _with_keys(content)


def _on_rows(rows: list[Row], part: str, verb: str, place: int | None) -> None:
    if verb == "add":
        if len(rows) < MOST[part]:
            blank = BLANK[part]
            rows.append(
                {**blank, **({"choices": [dict(one) for one in blank["choices"]]} if part == "axes" else {})}
            )
        return
    if place is None or place >= len(rows):
        return
    if verb == "remove":
        del rows[place]
        return
    other = place - 1 if verb == "up" else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]


def _rows(data: Mapping[str, str], name: str, read: Any) -> list[Row]:
    part = name.rsplit("-", 1)[-1]
    places = range(MOST[part])
    return [read(data, f"{name}-{place}") for place in places if f"{name}-{place}-here" in data]


def _axis(data: Mapping[str, str], name: str) -> Row:
    axis: Row = {"key": data.get(f"{name}-key", ""), "title": _text(data, f"{name}-title")}
    explained = _text(data, f"{name}-help")
    if any(explained.values()):
        axis["help"] = explained
    months = _number(data.get(f"{name}-look_back_months", ""))
    if months is not None:
        axis["look_back_months"] = months
    axis["choices"] = _rows(data, f"{name}-choices", _choice)
    return axis


def _choice(data: Mapping[str, str], name: str) -> Row:
    return {
        "key": data.get(f"{name}-key", ""),
        "points": _number(data.get(f"{name}-points", "")),
        "text": _text(data, f"{name}-text"),
    }


def _band(data: Mapping[str, str], name: str) -> Row:
    return {
        "key": data.get(f"{name}-key", ""),
        "title": _text(data, f"{name}-title"),
        "from": _number(data.get(f"{name}-from", "")),
        "to": _number(data.get(f"{name}-to", "")),
        "need_level": _number(data.get(f"{name}-need_level", "")),
    }


def _raise(data: Mapping[str, str], name: str) -> Row:
    return {
        "axis": data.get(f"{name}-axis", ""),
        "operator": data.get(f"{name}-operator", ""),
        "points": _number(data.get(f"{name}-points", "")),
        "need_level": _number(data.get(f"{name}-need_level", "")),
    }


def _text(data: Mapping[str, str], name: str) -> dict[str, str]:
    """English always, another language where something was typed."""
    typed = {language: data.get(f"{name}-{language}", "").strip() for language in LANGUAGES}
    return {language: words for language, words in typed.items() if words or language == "en"}


def _number(typed: str) -> Any:
    """A whole number or a decimal (comma or point); None for nothing; anything else as typed."""
    typed = typed.strip()
    if not typed:
        return None
    try:
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return typed[:40]
    if not number.is_finite() or abs(number) > 10_000:
        return typed[:40]
    return int(number) if number == number.to_integral_value() else float(number)


def _give_keys(rows: list[Row], word: str, part: str) -> dict[str, str]:
    """Give each row a key of its own, made from its English words once; returns which keys were renamed."""
    taken, renamed = {row["key"] for row in rows}, {}
    for place, row in enumerate(rows, 1):
        old = row["key"]
        if old and not old.startswith(f"new_{word}"):
            continue
        said = slugify(row[part].get("en", "")).replace("-", "_")[:30].strip("_")
        base = said if said[:1].isalpha() else f"new_{word}_{place}"
        key, number = base, 2
        while key in taken and key != old:
            key, number = f"{base}_{number}", number + 1
        taken.add(key)
        row["key"] = key
        if old:
            renamed[old] = key
    return renamed
