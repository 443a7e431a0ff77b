"""Business days for clocks of the record: Monday to Friday less federal holidays (5 U.S.C. 6103)."""

from datetime import date, timedelta

SATURDAY = 5
_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
_MONDAY, _THURSDAY = 0, 3
# month, weekday, which one of the month (-1: the last)
_FLOATING = (
    (1, _MONDAY, 3),
    (2, _MONDAY, 3),
    (5, _MONDAY, -1),
    (9, _MONDAY, 1),
    (10, _MONDAY, 2),
    (11, _THURSDAY, 4),
)


def federal_holidays(year: int) -> frozenset[date]:
    """The days federal offices are closed; a holiday on a weekend moves to the nearest weekday."""
    fixed = {_observed(date(y, month, day)) for y in (year, year + 1) for month, day in _FIXED}
    floating = {_nth(year, month, weekday, which) for month, weekday, which in _FLOATING}
    return frozenset(day for day in fixed | floating if day.year == year)


def is_business_day(day: date) -> bool:
    """Whether payers, schools and offices are at work."""
    return day.weekday() < SATURDAY and day not in federal_holidays(day.year)


def business_day_after(day: date, count: int) -> date:
    """The business day that comes `count` business days after the day."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def _observed(day: date) -> date:
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
