"""The cells of one row as values: which child, which vaccine, which day."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tenants.clinical.rules import VACCINES, cvx
from tenants.incoming.rules.identifiers import OF_THE_SOURCE, identity_of
from tenants.incoming.rules.lists.headings import Column
from tenants.incoming.rules.shapes import IncomingPatient, Why
from tenants.patients.rules import plain
from tenants.roster.rules.values.dates import read_date
from tenants.roster.rules.values.refusal import ValueRefusedError
from tenants.roster.rules.values.text import clean, read_key, split_full_name
from tenants.roster.rules.values.words import read_sex

_REFUSED = frozenset({"re", "refused", "declined", "refusal", "rechazada", "rechazado"})
_NOT_GIVEN = frozenset(
    {"na", "not given", "not administered", "not done", "no", "cancelled", "deferred", "n"}
)
_GIVEN = frozenset(
    {"", "cp", "complete", "completed", "given", "administered", "yes", "y", "pa", "done", "si"}
)
_PARTS = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")


class RowRefusedError(Exception):
    """The row says nothing that can be taken; says why and in which column."""

    def __init__(self, why: Why, column: Column) -> None:
        super().__init__(why.value)
        self.why = why
        self.column = column


@dataclass(frozen=True, slots=True)
class DayReader:
    """How this file writes its days: the day first, or the month."""

    read: Callable[[str], date]


def day_reader(texts: Iterable[str], *, today: date, epoch: str) -> DayReader:
    """Month first, unless some day of the file can only be written day first and none only month first."""
    firsts, seconds = False, False
    for text in texts:
        if found := _PARTS.match(text):
            firsts, seconds = firsts or int(found[1]) > 12, seconds or int(found[2]) > 12
    day_first = firsts and not seconds
    return DayReader(lambda text: read_date(text, today=today, day_first=day_first, epoch=epoch))


class Cells:
    """One row, read by column."""

    def __init__(self, cells: list[str], columns: Mapping[Column, int], days: DayReader) -> None:
        self._cells, self._columns, self._days = cells, columns, days

    def text(self, column: Column) -> str:
        """The cell as one clean line; empty where there is none."""
        at = self._columns.get(column)
        return clean(self._cells[at]) if at is not None and at < len(self._cells) else ""

    def day(self, column: Column) -> str:
        """The day as ISO text; raises RowRefusedError for one nobody can read, and for none."""
        if not self.text(column):
            raise RowRefusedError(Why.NO_DATE, column)
        try:
            return self._days.read(self.text(column)).isoformat()
        except ValueRefusedError as wrong:
            raise RowRefusedError(Why.NOT_UNDERSTOOD, column) from wrong

    def patient(self, place: str) -> IncomingPatient:
        """The child as this row names it: by a number, by name and birth date, or by both."""
        given, middle, family = self._name()
        born = self.day(Column.BIRTH_DATE) if self.text(Column.BIRTH_DATE) else ""
        numbers = tuple(self._numbers())
        if not numbers and not (given and family and born):
            raise RowRefusedError(Why.NO_PATIENT, Column.RECORD_NUMBER)
        identity = identity_of(given, family, born) if given or family or born else ""
        return IncomingPatient(
            key="|".join([numbers[0][1] if numbers else "name", *filter(None, [identity])]), place=place, identifiers=numbers,
            given_name=given[:100], middle_name=middle[:100], family_name=family[:100], birth_date=born,
            sex=self._sex(), is_only_named=not numbers,
        )  # fmt: skip

    def vaccine(self) -> tuple[str, str]:
        """CVX code and words; a code of another system is left away when there are words."""
        words, written = self.text(Column.VACCINE)[:200], self.text(Column.CODE)
        try:
            code = cvx(written) if written else ""
        except ValueError as wrong:
            if not words:
                raise RowRefusedError(Why.UNKNOWN_WORD, Column.CODE) from wrong
            code = ""
        text = words or (VACCINES.get(code, f"CVX {code}") if code else "")
        if not text:
            raise RowRefusedError(Why.NO_TEXT, Column.VACCINE)
        return code, text

    def was_refused(self) -> bool:
        """Whether the vaccine was refused; raises RowRefusedError for one that was not given, and for odd words."""
        said = plain(self.text(Column.STATUS))
        if said in _REFUSED:
            return True
        if said in _NOT_GIVEN:
            raise RowRefusedError(Why.NEGATED, Column.STATUS)
        if said not in _GIVEN:
            raise RowRefusedError(Why.UNKNOWN_WORD, Column.STATUS)
        return False

    def dose_number(self) -> int | None:
        """Which dose of its series, where a small number says so."""
        found = re.fullmatch(
            r"(?:dose\s*)?#?(\d{1,2})(?:\s*of\s*\d{1,2})?", self.text(Column.DOSE_NUMBER).lower()
        )
        return int(found[1]) if found and int(found[1]) else None

    def joined(self, *columns: Column, by: str = ", ") -> str:
        """Cells that belong together as one text."""
        return by.join(text for text in map(self.text, columns) if text)

    def _numbers(self) -> Iterable[tuple[str, str, str]]:
        for column, kind in ((Column.SOURCE_KEY, "PI"), (Column.PATIENT, "PI"), (Column.RECORD_NUMBER, "MR")):
            text = self.text(column)
            if not text or (column is Column.PATIENT and not any(map(str.isdigit, text))):
                continue
            try:
                yield OF_THE_SOURCE, read_key(text), kind
            except ValueRefusedError as wrong:
                raise RowRefusedError(Why.NOT_UNDERSTOOD, column) from wrong

    def _name(self) -> tuple[str, str, str]:
        parts = [self.text(one) for one in (Column.GIVEN_NAME, Column.MIDDLE_NAME, Column.FAMILY_NAME)]
        whole = self.text(Column.FULL_NAME)
        if not whole and not any(map(str.isdigit, self.text(Column.PATIENT))):
            whole = self.text(Column.PATIENT)
        if whole and not (parts[0] and parts[2]):
            try:
                return split_full_name(whole)
            except ValueRefusedError as wrong:
                raise RowRefusedError(Why.NO_NAME, Column.FULL_NAME) from wrong
        return parts[0], parts[1], parts[2]

    def _sex(self) -> str:
        try:
            return read_sex(self.text(Column.SEX)) if self.text(Column.SEX) else ""
        except ValueRefusedError:
            return ""
