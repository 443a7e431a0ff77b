"""Calendar quarters, the period of every figure. Plain Python."""

import datetime as dt
import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, known by its first day."""

    start: dt.date

    def __post_init__(self) -> None:
        """Raise ValueError for a day that begins no quarter."""
        if (self.start.month % 3, self.start.day) != (1, 1):
            raise ValueError(f"{self.start} begins no quarter")

    @classmethod
    def holding(cls, day: dt.date) -> "Quarter":
        """The quarter that holds the day."""
        return cls(dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1))

    @classmethod
    def read(cls, text: str) -> "Quarter":
        """A quarter as `2026-Q3`; raises ValueError with a sentence."""
        found = _WRITTEN.fullmatch(text.strip().upper())
        if found is None or found[1] in ("0000", "9999"):  # a date has neither that year nor the day after it
            raise ValueError(f"{text!r} is no quarter. Write the year and the quarter, as in 2026-Q3.")
        return cls(dt.date(int(found[1]), 3 * int(found[2]) - 2, 1))

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.start.month + 2) // 3

    @property
    def last_day(self) -> dt.date:
        """The quarter's last day."""
        return self.following.start - dt.timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """The next quarter."""
        return self.moved(1)

    def moved(self, by: int) -> "Quarter":
        """The quarter so many later, or earlier."""
        count = self.start.year * 4 + self.number - 1 + by
        return Quarter(dt.date(count // 4, 3 * (count % 4) + 1, 1))

    def is_over(self, today: dt.date) -> bool:
        """Whether the quarter had ended before this day."""
        return self.last_day < today

    def counted_on(self, today: dt.date) -> dt.date:
        """The day its figures stand for: the last day, or today while it runs."""
        return min(self.last_day, today)

    def __str__(self) -> str:
        return f"{self.start.year}-Q{self.number}"


def between(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from the first to the last, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = first.following
    return found
