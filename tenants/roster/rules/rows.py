"""One raw row of a file to typed values, problems, and numbers that were dropped."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenants.roster.rules.fields import FIELDS_OF_WORDS, NEEDED, Field
from tenants.roster.rules.identifiers import REMOVED, Identifier, without_identifiers, without_nine_digits
from tenants.roster.rules.problems import Problem, Reason
from tenants.roster.rules.values import dates, phones, text, words
from tenants.roster.rules.values.refusal import ValueRefusedError

type Value = str | bool

_PLAIN_READERS: dict[Field, Callable[[str], Value]] = {
    Field.SOURCE_KEY: text.read_key,
    Field.RECORD_NUMBER: text.read_key,
    Field.GIVEN_NAME: text.read_name,
    Field.MIDDLE_NAME: text.read_optional_name,
    Field.FAMILY_NAME: text.read_name,
    Field.NAME_USED: text.read_name,
    Field.SEX: words.read_sex,
    Field.LANGUAGE: words.read_language,
    Field.NEEDS_INTERPRETER: words.read_yes_no,
    Field.PAYER_KIND: words.read_payer,
    Field.SCHOOL: text.read_text,
    Field.CONTACT_NAME: text.read_name,
    Field.RELATIONSHIP: words.read_relationship,
    Field.PHONE: phones.read_phone,
    Field.SECOND_PHONE: phones.read_phone,
    Field.EMAIL: phones.read_email,
    Field.STREET: text.read_text,
    Field.STREET_2: text.read_text,
    Field.CITY: text.read_text,
    Field.STATE: text.read_text,
    Field.ZIP_CODE: text.read_zip,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the cells of one file."""

    columns: Mapping[int, Field]  # position to field
    today: date
    day_first: bool = False
    epoch: str = "1900"
    relationship: str = ""  # what the contact's own heading says it is to the child ("Mother's name")


@dataclass(slots=True)
class ParsedRow:
    """What a row says. `values` holds only what was understood; blank cells are absent."""

    number: int
    values: dict[Field, Value] = field(default_factory=dict)
    written: dict[Field, str] = field(default_factory=dict)  # cell text by field, cleaned, for the quarantine
    problems: list[Problem] = field(default_factory=list)
    dropped: list[Identifier] = field(default_factory=list)

    @property
    def can_be_taken(self) -> bool:
        """Whether the row describes a child well enough to take it in."""
        return not any(problem.stops_the_row for problem in self.problems)

    @property
    def key(self) -> str:
        """What the child is called in this source: its id, else its name and birth date."""
        if Field.SOURCE_KEY in self.values:
            return str(self.values[Field.SOURCE_KEY])
        if Field.RECORD_NUMBER in self.values:
            return str(self.values[Field.RECORD_NUMBER])
        named = (Field.FAMILY_NAME, Field.GIVEN_NAME, Field.BIRTH_DATE)
        return "|".join(str(self.values.get(name, "")).casefold() for name in named)

    @property
    def has_key(self) -> bool:
        """Whether the row can be recognised in the next file."""
        if Field.SOURCE_KEY in self.written:
            return Field.SOURCE_KEY in self.values
        if Field.RECORD_NUMBER in self.written:
            return Field.RECORD_NUMBER in self.values
        return {Field.FAMILY_NAME, Field.GIVEN_NAME, Field.BIRTH_DATE} <= self.values.keys()

    def digest(self) -> str:
        """The same for the same cells under the same fields, in whatever order the columns stood."""
        return digest_of({name.value: cell for name, cell in self.written.items()})


def digest_of(content: Mapping[str, Value]) -> str:
    """A short name for a mapping's content."""
    told = json.dumps(dict(sorted(content.items())), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def parse_row(number: int, cells: Sequence[str], reading: Reading) -> ParsedRow:
    """Read the cells of one row by the chosen columns."""
    row = ParsedRow(number)
    for position, name in reading.columns.items():
        written = text.clean(cells[position]) if position < len(cells) else ""
        written = _without_numbers(written, name, row)
        if written:
            row.written[name] = written
    return parse_written(row, reading)


def parse_written(row: ParsedRow, reading: Reading) -> ParsedRow:
    """Fill `values` and `problems` from `written`; also used for a row mended in the quarantine."""
    for name, written in row.written.items():
        try:
            row.values |= _read(name, written, reading)
        except ValueRefusedError as refused:
            row.problems.append(Problem(name, written, refused.reason, refused.detail))
    wrong = {problem.field for problem in row.problems}
    if Field.FULL_NAME not in wrong:
        missing = (name for name in NEEDED if name not in row.values and name not in wrong)
        row.problems += [Problem(name, "", Reason.EMPTY) for name in missing]
    _check_death(row)
    _name_relationship(row, reading)
    return row


def mended_row(number: int, written: Mapping[Field, str], reading: Reading) -> ParsedRow:
    """A row typed by a person; identifiers are dropped here too."""
    row = ParsedRow(number)
    if written.get(Field.GIVEN_NAME) and written.get(
        Field.FAMILY_NAME
    ):  # typed apart: the whole name has served
        written = {name: said for name, said in written.items() if name is not Field.FULL_NAME}
    for name, said in written.items():
        cell = _without_numbers(text.clean(said), name, row)
        if cell:
            row.written[name] = cell
    return parse_written(row, reading)


def _without_numbers(written: str, name: Field, row: ParsedRow) -> str:
    written, found = without_identifiers(written)
    if name in FIELDS_OF_WORDS:
        written, times = without_nine_digits(written)
        found += [Identifier.SSN] * times
    row.dropped += found
    return " ".join(written.replace(REMOVED, " ").split())


def _read(name: Field, written: str, reading: Reading) -> dict[Field, Value]:
    if name is Field.FULL_NAME:
        given, middle, family = text.split_full_name(text.read_name(written))
        parts = {Field.GIVEN_NAME: given, Field.MIDDLE_NAME: middle, Field.FAMILY_NAME: family}
        return {part: value for part, value in parts.items() if value}
    if name is Field.BIRTH_DATE or name is Field.DECEASED_ON:
        reader = dates.read_birth_date if name is Field.BIRTH_DATE else dates.read_day_of_death
        day = reader(written, today=reading.today, day_first=reading.day_first, epoch=reading.epoch)
        return {name: day.isoformat()}
    return {name: _PLAIN_READERS[name](written)}


def _check_death(row: ParsedRow) -> None:
    died, born = row.values.get(Field.DECEASED_ON), row.values.get(Field.BIRTH_DATE)
    if died and born and str(died) < str(born):
        row.problems.append(Problem(Field.DECEASED_ON, row.written[Field.DECEASED_ON], Reason.BEFORE_BIRTH))
        del row.values[Field.DECEASED_ON]


def _name_relationship(row: ParsedRow, reading: Reading) -> None:
    """Say what the contact is to the child when no column of its own does."""
    name = row.values.get(Field.CONTACT_NAME)
    reached = {Field.CONTACT_NAME, Field.PHONE, Field.EMAIL} & row.values.keys()
    if not reached or Field.RELATIONSHIP in row.values:
        return
    child = f"{row.values.get(Field.GIVEN_NAME, '')} {row.values.get(Field.FAMILY_NAME, '')}"
    is_self = bool(name) and str(name).casefold() == child.casefold()
    row.values[Field.RELATIONSHIP] = "self" if is_self else reading.relationship or "parent"
