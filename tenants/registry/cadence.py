"""The contact cadence and the limit for answers a practice starts with; it then owns them as rows."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_SEEDS = Path(__file__).parent / "seeds"


@dataclass(frozen=True, slots=True)
class SeedRow:
    """Contact a child of this level (None: no level yet) every so many days."""

    level: int | None
    every_days: int


@dataclass(frozen=True, slots=True)
class Seed:
    """The rows and the words that say where they come from."""

    source: str
    rows: tuple[SeedRow, ...]


@cache
def seed() -> Seed:
    """The starting rows."""
    content = _read("contact_cadence")
    return Seed(content["source"], tuple(SeedRow(**row) for row in content["rows"]))


@cache
def first_limit() -> tuple[int, str]:
    """After how many days a question to a physician is late until the practice says otherwise, and who says so."""
    content = _read("answer_limit")
    return int(content["late_after_days"]), str(content["source"])


def _read(name: str) -> Any:
    return json.loads((_SEEDS / f"{name}.json").read_text(encoding="utf-8"))
