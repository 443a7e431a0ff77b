"""Dates as rosters write them: ISO, month/day/year, day-Mon-year, day numbers of a spreadsheet."""

import re
from datetime import date, timedelta

from tenants.roster.rules.problems import Reason
from tenants.roster.rules.values.refusal import ValueRefusedError

OLDEST_AGE = 26  # patients are 0 to 26 years old (rulings, section 4)

_MONTHS = {
    "jan": 1, "ene": 1, "feb": 2, "mar": 3, "apr": 4, "abr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "ago": 8,
    "sep": 9, "set": 9, "oct": 10, "nov": 11, "dec": 12, "dic": 12,
}  # fmt: skip
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[- /.]*([A-Za-z]{3,10})\.?[- /,.]*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,10})\.?[- /]*(\d{1,2})(?:st|nd|rd|th)?[- /,.]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
# Day 1 of the 1900 calendar is 1 January 1900, and 1900 counts as a leap year there; true from March 1900 on.
_EPOCHS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}


def read_date(text: str, *, today: date, day_first: bool = False, epoch: str = "1900") -> date:
    """The date; raises ValueRefusedError. A two-digit year counts only where one century fits ages 0 to 26."""
    text = _TIME.sub("", text.strip())
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*(int(part) for part in found.groups()))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), _year(found[3], today)
        return _numbers(first, second, year, day_first=day_first)
    if found := _DAY_MONTH.fullmatch(text):
        return _day(_year(found[3], today), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _day(_year(found[3], today), _month(found[1]), int(found[2]))
    if found := _SERIAL.fullmatch(text):
        return _EPOCHS[epoch] + timedelta(days=int(found[1]))
    raise ValueRefusedError(Reason.NOT_A_DATE)


def read_birth_date(text: str, *, today: date, day_first: bool = False, epoch: str = "1900") -> date:
    """A birth date that is not in the future and of a person of at most 26 years."""
    born = read_date(text, today=today, day_first=day_first, epoch=epoch)
    if born > today:
        raise ValueRefusedError(Reason.FUTURE)
    if age_on(born, today) > OLDEST_AGE:
        raise ValueRefusedError(Reason.TOO_OLD, str(age_on(born, today)))
    return born


def read_day_of_death(text: str, *, today: date, day_first: bool = False, epoch: str = "1900") -> date:
    """A day of death that is not in the future."""
    died = read_date(text, today=today, day_first=day_first, epoch=epoch)
    if died > today:
        raise ValueRefusedError(Reason.FUTURE)
    return died


def age_on(born: date, on: date) -> int:
    """Full years of life."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _numbers(first: int, second: int, year: int, *, day_first: bool) -> date:
    month, day = (second, first) if day_first else (first, second)
    if month > 12 >= day:
        raise ValueRefusedError(Reason.DAY_FIRST, "month first" if day_first else "day first")
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueRefusedError(Reason.NO_SUCH_DAY) from None


def _month(word: str) -> int:
    month = _MONTHS.get(word[:3].lower())
    if month is None:
        raise ValueRefusedError(Reason.NOT_A_DATE)
    return month


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    fitting = [
        year
        for year in (1900 + int(digits), 2000 + int(digits))
        if today.year - OLDEST_AGE - 1 <= year <= today.year
    ]
    if len(fitting) != 1:
        raise ValueRefusedError(Reason.TWO_DIGIT_YEAR, digits)
    return fitting[0]
