"""What of a practice's counts may be shown to anybody else. Plain Python.

One practice's table has no sum and no margin, and no table adds practices up; so hiding a small count needs no second
hidden cell to protect it. That holds for one release of one shape alone, which is why a second is refused (rulings 4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

HIDDEN_FROM, HIDDEN_TO = 1, 10  # children; 0 is shown (rulings 4)
METHOD = "hide-small-counts v1"


class Status(StrEnum):
    """How a cell stands. Everything hidden carries one word, whatever its count."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_COUNTED = "not_counted"  # the practice had no count of this closed quarter


class Shape(StrEnum):
    """What a table is divided by."""

    PRACTICE_BY_STRATUM = "practice_by_stratum"  # a line a practice, a column a stratum; no sums


@dataclass(frozen=True, slots=True)
class Protected:
    """One cell as it may leave; `value` is there only when it is shown."""

    stratum: str
    status: Status
    value: int | None = None


def protect(counts: Mapping[str, int]) -> list[Protected]:
    """The practice's counts, protected one by one. Raises ValueError for a negative count."""
    return [_cell(stratum, count) for stratum, count in counts.items()]


def not_counted(strata: tuple[str, ...]) -> list[Protected]:
    """The cells of a practice that did not count the quarter."""
    return [Protected(stratum, Status.NOT_COUNTED) for stratum in strata]


def parameters() -> dict[str, int | bool]:
    """What the ledger keeps of the rule."""
    return {"hidden_from": HIDDEN_FROM, "hidden_to": HIDDEN_TO, "totals": False}


def _cell(stratum: str, count: int) -> Protected:
    if count < 0:
        raise ValueError("a count is never negative")
    if HIDDEN_FROM <= count <= HIDDEN_TO:
        return Protected(stratum, Status.HIDDEN)
    return Protected(stratum, Status.SHOWN, count)
