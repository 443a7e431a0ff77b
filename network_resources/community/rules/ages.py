"""For which ages a service is, and how that meets a child's age. Ages are in years; a child's in whole months.

HSDS says "maximum age" and not whether that year is still in. We take it as in: "0 to 3" keeps a child of three in the
list with a word of caution, because families lose more by a service hidden than by a question asked.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SOON_MONTHS = 6  # how far ahead the end of a service is named
NO_LIMIT = Decimal(100)  # sources write 99, 200 or 999 where they mean everybody


@dataclass(frozen=True, slots=True)
class Ages:
    """From and up to which age, in years; None where the listing does not say."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def is_limited(self) -> bool:
        """Whether the listing names any limit that matters."""
        return bool(self.minimum) or self.maximum is not None

    @property
    def before(self) -> Decimal | None:
        """The age at which somebody is surely too old: a maximum of 3 lasts until the fourth birthday."""
        if self.maximum is None:
            return None
        return self.maximum + 1 if self.maximum == self.maximum.to_integral_value() else self.maximum


class AgeFit(StrEnum):
    """How a child's age stands to a service's."""

    OPEN = "open"  # the service names no age
    FITS = "fits"
    ENDS_SOON = "ends_soon"  # within SOON_MONTHS the child reaches the highest age
    LAST_YEAR = "last_year"  # has reached it: some services end here, others a year later
    OUTSIDE = "outside"


def ages_of(*, minimum: Decimal | None, maximum: Decimal | None) -> Ages:
    """The ages a listing means; a highest age that nobody outgrows is none."""
    return Ages(minimum, None if maximum is None or maximum >= NO_LIMIT or maximum <= 0 else maximum)


def fit_of(ages: Ages, *, months: int) -> AgeFit:
    """How a child of so many months meets these ages."""
    if not ages.is_limited:
        return AgeFit.OPEN
    years = Decimal(months) / 12
    if (ages.minimum and years < ages.minimum) or (ages.before is not None and years >= ages.before):
        return AgeFit.OUTSIDE
    if ages.maximum is None:
        return AgeFit.FITS
    if years >= ages.maximum:
        return AgeFit.LAST_YEAR
    return AgeFit.ENDS_SOON if months_left(ages, months=months) <= SOON_MONTHS else AgeFit.FITS


def months_left(ages: Ages, *, months: int) -> int:
    """Months until the child reaches the highest age; raises ValueError where there is none."""
    if ages.maximum is None:
        raise ValueError("these ages have no end")
    return math.ceil(ages.maximum * 12) - months
