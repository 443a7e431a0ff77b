"""Numbers, ages, years, dates, times, degrees."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from network_resources.community.rules.problems import Reason, RefusedError

OLDEST = 120  # years; a higher limit means that there is none, which a profile may say
_EARLIEST, _LATEST = 1600, 2100
_DAYS = (
    (re.compile(r"^(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?$"), "iso"),
    (re.compile(r"^(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})$"), "month_first"),
)
_DAY_FIRST = re.compile(r"^(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})$")
_CLOCK = re.compile(
    r"^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)


def number(text: str, places: int = 2) -> Decimal:
    """A number, with or without thousands and a currency sign. Raises RefusedError."""
    try:
        found = Decimal(text.replace(",", "").replace("$", "").strip())
    except InvalidOperation:
        raise RefusedError(Reason.NO_NUMBER) from None
    if not found.is_finite() or abs(found) >= 10**9:
        raise RefusedError(Reason.NO_NUMBER)
    return round(found, places)


def whole(text: str) -> Decimal:
    """A whole number from zero up. Raises RefusedError."""
    found = number(text)
    if found != found.to_integral_value() or found < 0:
        raise RefusedError(Reason.NO_NUMBER)
    return found.quantize(Decimal(1))


def age(text: str) -> Decimal:
    """An age in years: "18", "1.5", "6 months", "3 años". Raises RefusedError."""
    found = re.match(
        r"^(\d+(?:\.\d+)?)\s*(months?|mos?|mes(?:es)?|weeks?|wks?|semanas?|years?|yrs?|años?|y|m)?\.?$",
        text.strip().lower(),
    )
    if found is None:
        raise RefusedError(Reason.NO_AGE)
    years = Decimal(found[1])
    if (found[2] or "").startswith("m"):
        years = years / 12
    elif (found[2] or "").startswith(("w", "s")):
        years = years / 52
    if years > OLDEST:
        raise RefusedError(Reason.AGE_TOO_HIGH)
    return round(years, 2)


def year(text: str) -> Decimal:
    """A year of four digits. Raises RefusedError."""
    if not re.match(r"^\d{4}(\.0)?$", text) or not _EARLIEST <= int(text[:4]) <= _LATEST:
        raise RefusedError(Reason.NO_YEAR)
    return Decimal(text[:4])


def day(text: str, day_first: bool = False) -> date:
    """A calendar day: 2020-01-31, or 1/31/2020 (31/1/2020 with `day_first`). Raises RefusedError."""
    shapes = [_DAYS[0][0], _DAY_FIRST if day_first else _DAYS[1][0]]
    for shape in shapes:
        found = shape.match(text)
        if found:
            try:
                made = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
            if _EARLIEST <= made.year <= _LATEST:
                return made
    raise RefusedError(Reason.NO_DATE)


def moment(text: str) -> datetime:
    """A moment; one without a zone is UTC. Raises RefusedError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        made = day(text)
        return datetime(made.year, made.month, made.day, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def clock(text: str) -> time:
    """A time of day: 17:30, 17:30:00, 5:30 pm. Raises RefusedError."""
    found = _CLOCK.match(text.strip())
    if found is None or (found[2] is None and found[4] is None):
        raise RefusedError(Reason.NO_TIME)
    hour, half = int(found[1]), (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise RefusedError(Reason.NO_TIME)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour % 24 if hour == 24 else hour, int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        raise RefusedError(Reason.NO_TIME) from None


def degrees(text: str, most: int) -> float:
    """Degrees of latitude (`most` 90) or longitude (180). Raises RefusedError."""
    try:
        found = float(text)
    except ValueError:
        raise RefusedError(Reason.NO_NUMBER) from None
    if not -180 <= found <= 180:  # also what is no number at all
        raise RefusedError(Reason.NOT_ON_EARTH)
    if abs(found) > most:
        raise RefusedError(Reason.NOT_ON_EARTH)
    return round(found, 6)
