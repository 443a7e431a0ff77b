"""The contact cadence a practice starts with, read from a file it then owns as rows."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "seeds" / "contact_cadence.json"


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
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    return Seed(content["source"], tuple(SeedRow(**row) for row in content["rows"]))
