"""Which letters a text file is written in: byte order mark, else strict UTF-8, else Windows-1252."""

import codecs
from typing import BinaryIO

from nestwork.uploads.faults import BrokenFileError, Fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 256 * 1024


def find_encoding(file: BinaryIO) -> str:
    """The codec's name; raises BrokenFileError with the line of the first letter no codec knows.

    No detector: charset-normalizer reads Windows-1252 Spanish names as Windows-1250 and changes the letters.
    """
    file.seek(0)
    start = file.read(4)
    for mark, name in _MARKS:
        if start.startswith(mark):
            _read_through(file, name)
            return name
    if b"\0" in start:
        raise BrokenFileError(Fault.NOT_TEXT, 1)
    try:
        _read_through(file, "utf-8")
    except BrokenFileError as broken:
        if broken.fault is Fault.NOT_TEXT:
            raise
    else:
        return "utf-8"
    _read_through(file, "cp1252")
    return "cp1252"


def _read_through(file: BinaryIO, name: str) -> None:
    """Decode everything once, so that a wrong letter at the end is known before the first row is taken."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    line = 1
    file.seek(0)
    while block := file.read(_BLOCK):
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError as wrong:
            raise BrokenFileError(Fault.UNKNOWN_LETTERS, line + _lines(wrong.object[: wrong.start])) from None
        if "\0" in text:
            raise BrokenFileError(Fault.NOT_TEXT, line + text[: text.index("\0")].count("\n"))
        line += text.count("\n") or text.count("\r")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise BrokenFileError(Fault.UNKNOWN_LETTERS, line) from None


def _lines(before: bytes) -> int:
    return before.count(b"\n") or before.count(b"\r")
