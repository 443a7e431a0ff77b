"""What may be wrong with a value or a row. The words for each stand in the room's `wording`."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a value or a row waits."""

    MISSING = "missing"  # the row cannot stand without it
    WANTED = "wanted"  # the standard asks for it
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    NO_AGE = "no_age"
    AGE_TOO_HIGH = "age_too_high"
    AGES_CROSSED = "ages_crossed"
    NO_DATE = "no_date"
    DATES_CROSSED = "dates_crossed"
    NO_TIME = "no_time"
    NO_YEAR = "no_year"
    NO_URL = "no_url"
    NO_EMAIL = "no_email"
    NO_PHONE = "no_phone"
    NO_POSTAL_CODE = "no_postal_code"
    NO_YES_NO = "no_yes_no"
    UNKNOWN_WORD = "unknown_word"
    NOT_ON_EARTH = "not_on_earth"
    SWAPPED = "swapped"  # latitude and longitude stand in each other's place
    NULL_ISLAND = "null_island"  # 0, 0
    HALF_A_POINT = "half_a_point"
    NO_SUCH_ROW = "no_such_row"  # names a row that is nowhere
    ROW_WAITS = "row_waits"  # names a row that waits itself
    NO_OWNER = "no_owner"  # names no row it could belong to
    TOLD_TWICE = "told_twice"  # the same id with other words
    MISPLACED = "misplaced"  # cells under no heading: the row has slipped
    NO_ID = "no_id"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `field` is empty for the row as a whole; `detail` is a value or name for the sentence."""

    field: str
    reason: Reason
    detail: str = ""
    stops: bool = False

    def as_json(self) -> dict[str, str]:
        """As kept with the row."""
        return {"field": self.field, "reason": self.reason.value, "detail": self.detail}


class RefusedError(Exception):
    """A text is not a value of the kind asked for."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail
