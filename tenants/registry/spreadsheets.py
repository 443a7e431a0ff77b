"""Tables as CSV and XLSX that no spreadsheet program can be made to run. Plain Python and openpyxl."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

# A cell that begins with one of these is read as a formula by spreadsheet programs (OWASP: CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type Table = Iterable[Sequence[str]]


def harmless(text: str) -> str:
    """The text with a quote before it where a spreadsheet program would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(heads: Sequence[str], rows: Table) -> bytes:
    """The table as CSV with a byte order mark, so that Excel reads accents."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, heads: Sequence[str], rows: Table) -> bytes:
    """The table as one sheet of text cells; nothing is stored as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in (heads, *rows):
        sheet.append([harmless(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
