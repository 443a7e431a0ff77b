"""How long each next step may take: rows with a source, picked and counted here. Plain Python."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tenants.patients.business_days import business_day_after

_FILE = Path(__file__).parent.parent / "seeds" / "limits.json"
ATTEMPTS = "attempts"  # the one row that counts calls, not days


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days for a step; `books` and `urgency` empty: whoever makes the contact, however soon it is needed."""

    step: str
    days: int
    business: bool = True
    books: str = ""
    urgency: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What the row is about."""
        return self.step, self.books, self.urgency


@cache
def seed() -> tuple[Limit, ...]:
    """The rows a practice starts with."""
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Limit(**{"source": content["source"], **row}) for row in content["rows"])


def pick(limits: Iterable[Limit], step: str, *, books: str = "", urgency: str = "") -> Limit:
    """The row that fits most closely; urgency says more than who makes the contact. Raises LookupError for none."""
    fitting = [
        limit
        for limit in limits
        if limit.step == step and limit.books in ("", books) and limit.urgency in ("", urgency)
    ]
    if not fitting:
        raise LookupError(step)
    return max(fitting, key=lambda one: (bool(one.urgency), bool(one.books)))


def day_due(limit: Limit, *, since: dt.date, today: dt.date) -> dt.date:
    """The day the step is due, never before today. `since` is the last step's day, or the appointment's."""
    due = business_day_after(since, limit.days) if limit.business else since + dt.timedelta(days=limit.days)
    return max(due, today)
