"""Made-up rosters for these tests."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from tenants.roster.rules.files.reader import OpenRoster, open_roster

TODAY = date(2026, 3, 19)
HEADINGS = (
    "Member ID", "First Name", "Last Name", "DOB", "Sex", "Language", "Parent Name", "Phone", "Address", "City",
    "State", "ZIP",
)  # fmt: skip


def row(number: int, **other: str) -> list[str]:
    """A good row: every child has an id, a name and a home of its own."""
    given, family = GIVEN[number % 20], f"{FAMILY[number // 20 % 10]} {SECOND[number // 200 % 10]}"
    cells = {
        "Member ID": f"M{number:06}",
        "First Name": given,
        "Last Name": family,
        "DOB": f"{date(2008, 1, 1) + timedelta(days=number * 5 % 6_000):%m/%d/%Y}",
        "Sex": "F" if number % 2 else "M",
        "Language": "Spanish" if number % 3 else "English",
        "Parent Name": f"Parent of {given} {number}",
        "Phone": f"(401) 555-01{number % 100:02}",
        "Address": f"{number + 1} Example Street",
        "City": "Pawtucket",
        "State": "RI",
        "ZIP": "02860",
    }
    return list((cells | other).values())


GIVEN = (
    "Amara", "Beatriz", "Chloé", "Dário", "Estefanía", "Fatou", "Guerda", "Hmong", "Inês", "Jérôme", "Kofi", "Luz",
    "Mireille", "Noor", "Oluwaseun", "Paolo", "Quyên", "Rosângela", "Sokha", "Tevin",
)  # fmt: skip
SECOND = (
    "Almeida",
    "Brandt",
    "Castillo",
    "Diallo",
    "Espinosa",
    "Ferreira",
    "Guzmán",
    "Hernández",
    "Ibarra",
    "Jean",
)
FAMILY = (
    "Baptiste",
    "Núñez",
    "Okafor",
    "Pereira",
    "Souza",
    "Tran",
    "Valdés",
    "Washington",
    "Xiong",
    "Yilmaz",
)


def csv_bytes(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str] = HEADINGS,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    """A text roster; cells with a delimiter, quote or line end are quoted."""
    lines = (delimiter.join(_quoted(cell, delimiter) for cell in line) for line in (headings, *rows))
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook roster."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (headings, *rows):
        sheet.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(content: bytes) -> OpenRoster:
    """The file, opened in this process."""
    return open_roster(io.BytesIO(content))


def rows_of(content: bytes) -> list[list[str]]:
    """Every row's cells."""
    return [cells for _number, cells in opened(content).rows]


def numbered(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number."""
    return opened(content).rows


def _quoted(cell: str, delimiter: str) -> str:
    if any(letter in cell for letter in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
