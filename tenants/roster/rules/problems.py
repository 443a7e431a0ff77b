"""What can be wrong with a value, a row or a file, as data. The words for it stand in `tenants.roster.wording`."""

from dataclasses import dataclass
from enum import StrEnum

from tenants.roster.rules.fields import Field


class Reason(StrEnum):
    """Why a value was not taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_LETTERS = "no_letters"
    NAME_NOT_SPLIT = "name_not_split"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    DAY_FIRST = "day_first"
    TWO_DIGIT_YEAR = "two_digit_year"
    FUTURE = "future"
    TOO_OLD = "too_old"
    BEFORE_BIRTH = "before_birth"
    NOT_A_PHONE = "not_a_phone"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_ZIP = "not_a_zip"
    UNKNOWN_WORD = "unknown_word"
    SPOILED_BY_SHEET = "spoiled_by_sheet"  # 8.88E+09: a spreadsheet has eaten digits
    TOO_MANY_CELLS = "too_many_cells"
    SAME_ID_TWICE = "same_id_twice"
    NUMBER_TAKEN = "number_taken"  # another child has this record number, by name and birth date not the same
    NOT_SAVED = "not_saved"  # the record itself refused the value


# Without these values there is no child to write down: the whole row waits in quarantine.
# Any other wrong value waits alone and the child is taken in without it.
BLOCKING_FIELDS = frozenset(
    {
        Field.SOURCE_KEY,
        Field.RECORD_NUMBER,
        Field.FULL_NAME,
        Field.GIVEN_NAME,
        Field.FAMILY_NAME,
        Field.BIRTH_DATE,
        Field.DECEASED_ON,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that was not taken: which field, what stood there, why."""

    field: Field | None
    value: str
    reason: Reason
    detail: str = ""

    @property
    def stops_the_row(self) -> bool:
        """Whether the row as a whole has to wait."""
        return self.field is None or self.field in BLOCKING_FIELDS

    def as_json(self) -> dict[str, str]:
        """For the quarantine."""
        return {
            "field": self.field or "",
            "value": self.value,
            "reason": self.reason.value,
            "detail": self.detail,
            "stops": "yes" if self.stops_the_row else "",
        }
