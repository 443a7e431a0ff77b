"""Clinical facts in words: a row of a list, a fact with its history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.clinical import words
from tenants.clinical.models import ClinicalFact, kind_of
from tenants.clinical.telling import named, number, since, told
from tenants.patients.models import Child
from tenants.patients.words import SENSITIVITY, word

__all__ = ["address", "kind_of", "line_shown", "named", "since", "told"]


def address(fact: ClinicalFact, child: Child, step: str = "") -> str:
    """The page of a fact, or of a step on it."""
    name = f"fact_{step}" if step else "fact"
    return reverse(name, kwargs={"child_id": child.pk, "kind": kind_of(fact), "fact_id": fact.pk})


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a fact's history: what it changed of the row before, and why."""

    at: datetime
    by: str
    what: str
    reason: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # field, before, after


@dataclass(frozen=True, slots=True)
class LineShown:
    """A fact with everything before it."""

    fact: ClinicalFact
    name: str
    told: str
    facts: list[tuple[str, str]]
    history: list[Change]
    urls: dict[str, str]
    is_open: bool  # neither struck out nor ended
    end_word: str


def line_shown(line: list[ClinicalFact], staff: Mapping[str, str]) -> LineShown:
    """The newest row in full, and how it came to be so, the latest change first."""
    fact, child = line[-1], line[-1].child
    pairs = [(None, line[0]), *pairwise(line)]
    history = [_change(before, after, staff) for before, after in pairs]
    steps = {step: address(fact, child, step) for step in ("correct", "strike", "end")}
    return LineShown(
        fact, named(fact), told(fact), _facts(fact, staff), history[::-1],
        {**steps, "fact": address(fact, child)}, not fact.is_struck and not fact.ended_on,
        str(words.KINDS[kind_of(fact)].end),
    )  # fmt: skip


def _facts(fact: ClinicalFact, staff: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = [(str(title), _said(fact, name)) for name, title in words.FIELDS.items() if hasattr(fact, name)]
    return [(title, value) for title, value in pairs if value]


_LEFT_OUT = {"effective_precision", "ended_precision", "code_system", "code_release"}


def _said(fact: ClinicalFact, name: str) -> str:
    value = getattr(fact, name)
    if name == "effective_on":
        return since(value, fact.effective_precision)
    if name == "ended_on":
        return since(value, fact.ended_precision)
    if name in _LEFT_OUT or value is None or value == "":
        return ""
    if name == "condition_id":
        return named(fact)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return number(value)
    by_name: dict[str, Mapping[Any, Any]] = {
        "severity": words.SEVERITY, "kind": words.ENCOUNTER, "result": words.SCREENING, "label": SENSITIVITY,
    }  # fmt: skip
    if name in by_name:
        return word(by_name[name], str(value))
    return words.unit(value) if name == "unit" else str(value)


def _change(before: ClinicalFact | None, after: ClinicalFact, staff: Mapping[str, str]) -> Change:
    by = staff.get(str(after.recorded_by_id), "")
    if before is None:
        return Change(after.recorded_at, by, _("Recorded"), "")
    if after.is_struck:
        return Change(after.recorded_at, by, _("Struck out"), after.replaced_because)
    lines = [
        (str(title), _said(before, name) or _("nothing"), _said(after, name) or _("nothing"))
        for name, title in words.FIELDS.items()
        if hasattr(after, name) and _said(before, name) != _said(after, name)
    ]
    ended = bool(after.ended_on and not before.ended_on)
    return Change(
        after.recorded_at, by, _("Ended") if ended else _("Corrected"), after.replaced_because, lines
    )
