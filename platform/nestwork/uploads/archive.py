"""Whether a workbook's archive is safe to unpack: entries, sizes, ratios, no DTD."""

import zipfile
from typing import BinaryIO

from nestwork.uploads import limits
from nestwork.uploads.faults import BrokenFileError, Fault

_MEGABYTE = 1024 * 1024
_DECLARATIONS = tuple(
    word.encode(codec) for word in ("<!DOCTYPE", "<!ENTITY") for codec in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST = max(map(len, _DECLARATIONS))


def check_archive(file: BinaryIO) -> None:
    """Raise BrokenFileError unless the archive may be unpacked within the limits. Trusts no size it declares."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > limits.ARCHIVE_ENTRIES:
                raise BrokenFileError(Fault.ARCHIVE_TOO_BIG)
            total = 0
            for entry in entries:
                total += _measure(archive, entry, limits.ARCHIVE_BYTES - total)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise BrokenFileError(Fault.BROKEN_WORKBOOK) from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]  # zipfile hands zlib's own error through
        raise BrokenFileError(Fault.BROKEN_WORKBOOK) from None


def _measure(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> int:
    """Unpack one entry block by block without keeping it; its true size."""
    if entry.flag_bits & 0x1:
        raise BrokenFileError(Fault.LOCKED_WORKBOOK)
    size, tail = 0, b""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(entry) as stream:
        while block := stream.read(_MEGABYTE):
            size += len(block)
            too_dense = size > _MEGABYTE and size > limits.ARCHIVE_RATIO * max(entry.compress_size, 1)
            if size > room or too_dense:
                raise BrokenFileError(Fault.ARCHIVE_TOO_BIG)
            if is_xml and any(word in (tail + block) for word in _DECLARATIONS):
                raise BrokenFileError(Fault.XML_DECLARATIONS)
            tail = block[-_LONGEST:]
    return size
