"""What an identification method must be beyond its schema: keys once, one band for every total, raises that fit."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from network_resources.playbooks.rules.points import STEP, is_exact, lowest, points_of, reachable, steps_of
from network_resources.playbooks.rules.problems import ContentError, Problem, path_of
from network_resources.playbooks.rules.schemas import schema_problems

SCHEMA = "identification_method"

type Part = Mapping[str, Any]


def check_method(content: Any) -> None:
    """Raise ContentError unless the content is a valid identification method."""
    problems = method_problems(content)
    if problems:
        raise ContentError(problems)


def method_problems(content: Any) -> list[Problem]:
    """Every problem of the content: those of its shape first, and of its meaning once the shape is right."""
    problems = schema_problems(SCHEMA, content)
    if problems:
        return problems
    problems = [*_twice(content), *_inexact(content), *_turned(content), *_unknown_axes(content)]
    return problems or [*_bands(content), *_idle_raises(content)]


def _twice(content: Part) -> Iterator[Problem]:
    yield from _keys_twice(content["axes"], ["axes"])
    for place, axis in enumerate(content["axes"]):
        yield from _keys_twice(axis["choices"], ["axes", place, "choices"])
    yield from _keys_twice(content["bands"], ["bands"])


def _keys_twice(parts: Sequence[Part], path: list[str | int]) -> Iterator[Problem]:
    counted = Counter(part["key"] for part in parts)
    seen: set[str] = set()
    for place, part in enumerate(parts):
        key = part["key"]
        if key in seen and counted[key] > 1:
            yield Problem(path_of([*path, place, "key"]), "key_twice", {"key": key})
        seen.add(key)


def _inexact(content: Part) -> Iterator[Problem]:
    for path, number in _numbers(content):
        if not is_exact(number):
            yield Problem(path_of(path), "too_fine")


def _numbers(content: Part) -> Iterator[tuple[list[str | int], float]]:
    for place, axis in enumerate(content["axes"]):
        for inner, choice in enumerate(axis["choices"]):
            yield ["axes", place, "choices", inner, "points"], choice["points"]
    for place, band in enumerate(content["bands"]):
        yield ["bands", place, "from"], band["from"]
        if band.get("to") is not None:
            yield ["bands", place, "to"], band["to"]
    for place, one in enumerate(content.get("raises", ())):
        yield ["raises", place, "points"], one["points"]


def _turned(content: Part) -> Iterator[Problem]:
    for place, band in enumerate(content["bands"]):
        if band.get("to") is not None and band["to"] < band["from"]:
            yield Problem(path_of(["bands", place, "to"]), "band_turned")


def _unknown_axes(content: Part) -> Iterator[Problem]:
    known = {axis["key"] for axis in content["axes"]}
    for place, one in enumerate(content.get("raises", ())):
        if one["axis"] not in known:
            yield Problem(path_of(["raises", place, "axis"]), "no_such_axis", {"key": one["axis"]})


def _bands(content: Part) -> Iterator[Problem]:
    """Each total that can be reached belongs to exactly one band, and each band can be reached."""
    totals = reachable([steps_of(choice["points"]) for choice in axis["choices"]] for axis in content["axes"])
    taken, top = 0, totals.bit_length()
    for place, band in enumerate(content["bands"]):
        own = totals & _span(band, top)
        if not own:
            yield Problem(path_of(["bands", place]), "band_never_reached", {"most": _said(top - 1)})
        if own & taken:
            yield Problem(path_of(["bands", place]), "bands_overlap", {"total": _said(lowest(own & taken))})
        taken |= own
    if totals & ~taken:
        yield Problem("bands", "no_band", {"total": _said(lowest(totals & ~taken))})


def _span(band: Part, top: int) -> int:
    """The totals of a band as bits, up to the highest that can be reached."""
    first = min(steps_of(band["from"]), top)
    last = top if band.get("to") is None else min(steps_of(band["to"]), top)
    return ((1 << (last + 1)) - 1) & ~((1 << first) - 1)


def _idle_raises(content: Part) -> Iterator[Problem]:
    """A raise that no choice of its axis can bring about is a slip of the pen."""
    axes = {axis["key"]: axis for axis in content["axes"]}
    for place, one in enumerate(content.get("raises", ())):
        points = [choice["points"] for choice in axes[one["axis"]]["choices"]]
        if not any(_holds(one["operator"], given, one["points"]) for given in points):
            yield Problem(path_of(["raises", place, "points"]), "raise_never_holds")


def _holds(operator: str, points: float, given: float) -> bool:
    return {"at_least": points >= given, "at_most": points <= given, "equals": points == given}[operator]


def _said(steps: int) -> str:
    return f"{points_of(steps / STEP):f}"
