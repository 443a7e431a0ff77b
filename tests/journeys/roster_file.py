"""The journeys' roster: ten new children, one with a broken birth date, one who looks like a child on the record."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl import Workbook

HEADINGS = (
    "Member ID", "First Name", "Last Name", "Date of Birth", "Sex", "Language", "Needs Interpreter", "SSN", "Parent Name",
    "Relationship", "Phone", "Address", "City", "State", "ZIP",
)  # fmt: skip
GIVEN = ("Amara", "Beto", "Chloé", "Davi", "Estefanía", "Fatou", "Guerda", "Inês", "Kofi", "Luz")
BROKEN = "Mireille"
BROKEN_DATE = "31/31/2015"
SECRET = "219-09-9999"


@dataclass(frozen=True)
class Known:
    """A child that is on the record already."""

    given_name: str
    family_name: str
    birth_date: date


@dataclass(frozen=True)
class Roster:
    """A file of twelve rows. Its family name keeps the children of one journey apart from those of the others."""

    family_name: str
    born_from: date
    known: Known

    @property
    def new_names(self) -> list[str]:
        """The ten children who are new and whole."""
        return [f"{given} {self.family_name}" for given in GIVEN]

    @property
    def broken_name(self) -> str:
        """The child whose birth date nobody can read."""
        return f"{BROKEN} {self.family_name}"

    @property
    def broken_birth_date(self) -> date:
        """What the birth date should have been."""
        return self.born_from + timedelta(days=500)

    def rows(self) -> list[tuple[str, ...]]:
        """All twelve rows as text."""
        born = [f"{self.born_from + timedelta(days=37 * at):%m/%d/%Y}" for at in range(len(GIVEN))]
        whole = [
            self._row(at, given, self.family_name, day)
            for at, (given, day) in enumerate(zip(GIVEN, born, strict=True))
        ]
        broken = self._row(10, BROKEN, self.family_name, BROKEN_DATE)
        known = self._row(
            11, self.known.given_name, self.known.family_name, f"{self.known.birth_date:%m/%d/%Y}"
        )
        return [*whole, broken, known]

    def as_csv(self) -> bytes:
        """The file as a spreadsheet program saves it for others."""
        text = io.StringIO()
        csv.writer(text).writerows([HEADINGS, *self.rows()])
        return text.getvalue().encode()

    def as_xlsx(self) -> bytes:
        """The file as Excel saves it."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in (HEADINGS, *self.rows()):
            sheet.append(line)
        kept = io.BytesIO()
        book.save(kept)
        return kept.getvalue()

    def _row(self, at: int, given: str, family: str, born: str) -> tuple[str, ...]:
        return (
            f"{self.family_name[-4:].upper()}{at:03}", given, family, born, "F" if at % 2 else "M", "Spanish", "yes", SECRET,
            f"Rosa {family}", "mother", f"401-555-01{40 + at}", f"{at + 1} Example Street", "Pawtucket", "RI", "02860",
        )  # fmt: skip
