"""Rows of a workbook's first visible sheet, each cell as text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from nestwork.uploads.archive import check_archive
from nestwork.uploads.faults import BrokenFileError, Fault
from nestwork.uploads.sheet import Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, or a workbook locked with a password


def open_xlsx(file: BinaryIO) -> Sheet:
    """The workbook's facts and rows; raises BrokenFileError."""
    check_archive(file)
    file.seek(0)
    book = _open(file)
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise BrokenFileError(Fault.NO_HEADER)
    sheet.reset_dimensions()  # the stated size may be a lie
    epoch = "1904" if book.epoch.year == 1904 else "1900"
    return Sheet(kind="xlsx", name=sheet.title, epoch=epoch, rows=_rows(sheet))


def _open(file: BinaryIO) -> "Workbook":
    # openpyxl takes a second to load and a text file does not need it
    from openpyxl import load_workbook  # noqa: PLC0415 - only for workbooks, it is slow to import

    try:
        return load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 - openpyxl lets any error of a broken archive through
        raise BrokenFileError(Fault.BROKEN_WORKBOOK) from None


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    number = 0
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - openpyxl lets any error of a broken sheet through
            raise BrokenFileError(Fault.BROKEN_WORKBOOK, number + 1) from None
        number += 1
        yield number, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """The cell as a person sees it: no .0 behind whole numbers, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)
