"""Rows of a text file."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from nestwork.uploads import limits
from nestwork.uploads.delimiter import find_delimiter
from nestwork.uploads.encoding import find_encoding
from nestwork.uploads.faults import BrokenFileError, Fault
from nestwork.uploads.sheet import Sheet

_SAMPLE = 64 * 1024


def open_csv(file: BinaryIO) -> Sheet:
    """The file's facts and its rows; raises BrokenFileError before any row when the letters are wrong."""
    encoding = find_encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    sample = text.read(_SAMPLE)
    text.seek(0)
    delimiter = find_delimiter(sample)
    return Sheet(kind="csv", encoding=encoding, delimiter=delimiter, rows=_rows(text, delimiter))


def _rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(limits.CELL_LETTERS)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            fault = Fault.CELL_TOO_LONG if "limit" in str(wrong) else Fault.OPEN_QUOTE
            raise BrokenFileError(fault, line) from None
        yield line, cells
        line = reader.line_num + 1
