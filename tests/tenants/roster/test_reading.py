"""Files as they come: encodings, delimiters, quotes, workbooks; broken ones are refused whole."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nestwork.uploads import limits
from nestwork.uploads.faults import BrokenFileError, Fault
from nestwork.uploads.limited import lines_of
from tenants.roster.rules.files.lines import FileEnd, FileFacts, RawRow, roster_lines
from tenants.roster.rules.files.reader import open_roster
from tests.tenants.roster.files import HEADINGS, csv_bytes, numbered, opened, row, rows_of, xlsx_bytes

ROWS = [row(1), row(2), row(4)]
WORKBOOK = xlsx_bytes(ROWS)
ODD = [row(1, Address='12 "Old" Street; rear,\nsecond door')]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_same_rows_in_every_encoding_and_delimiter(delimiter: str, encoding: str) -> None:
    content = csv_bytes(ROWS, delimiter=delimiter, encoding=encoding)

    assert rows_of(content) == ROWS
    assert opened(content).headings == list(HEADINGS)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(line_end: str) -> None:
    content = csv_bytes(ROWS).decode().replace("\r\n", line_end).encode()

    assert rows_of(content) == ROWS


def test_quoted_cells_keep_delimiters_quotes_and_line_ends() -> None:
    assert rows_of(csv_bytes(ODD)) == ODD


def test_row_numbers_are_lines_of_the_file() -> None:
    assert [number for number, _cells in numbered(csv_bytes([*ODD, row(2)]))] == [2, 4]


def test_a_letter_with_tilde_in_windows_1252_stays_that_letter() -> None:
    assert rows_of(csv_bytes([row(1, **{"Last Name": "Peña"})], encoding="cp1252"))[0][2] == "Peña"


def test_blank_columns_and_rows_at_the_end_are_left_out() -> None:
    headings = [*HEADINGS, "", "", ""]
    content = csv_bytes([[*row(1), "", "", ""], [""] * 15, [*row(2), " ", "", ""]], headings)

    assert rows_of(content) == [row(1), row(2)]
    assert opened(content).headings == list(HEADINGS)


def test_a_workbook_says_the_same_as_the_text() -> None:
    from datetime import date

    typed = [[*row(1)[:3], date(2015, 3, 4), *row(1)[4:10], "RI", 2860]]

    assert rows_of(xlsx_bytes(typed)) == [[*row(1)[:3], "2015-03-04", *row(1)[4:10], "RI", "2860"]]
    assert rows_of(xlsx_bytes(ROWS)) == ROWS


@pytest.mark.parametrize(
    ("content", "fault", "line"),
    [
        (b"", Fault.EMPTY_FILE, 0),
        (b"\r\n \r\n", Fault.EMPTY_FILE, 0),
        (csv_bytes([]), Fault.NO_ROWS, 0),
        (csv_bytes(ROWS) + b'"never closed, ', Fault.OPEN_QUOTE, 5),
        (csv_bytes(ROWS) + b'"x"y,z\r\n', Fault.OPEN_QUOTE, 5),
        (csv_bytes(ROWS) + b"M9,Ana\x81,", Fault.UNKNOWN_LETTERS, 5),
        (csv_bytes(ROWS) + b"M9,\0", Fault.NOT_TEXT, 5),
        (b"\x00\x01\x02\x03" * 50, Fault.NOT_TEXT, 1),
        (csv_bytes([["a", "b"]], ["DOB", "dob"]), Fault.SAME_HEADER, 1),
        (csv_bytes([["x"]], ["A" * 20]) + b"y" * (limits.CELL_LETTERS + 1), Fault.CELL_TOO_LONG, 3),
        (csv_bytes([["x"]], [f"c{n}" for n in range(limits.COLUMNS + 1)]), Fault.TOO_MANY_COLUMNS, 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Fault.OLD_WORKBOOK, 0),
        (b"PK\x03\x04 not an archive", Fault.BROKEN_WORKBOOK, 0),
        (xlsx_bytes(ROWS)[:-400], Fault.BROKEN_WORKBOOK, 0),
    ],
)
def test_a_broken_file_is_refused_whole_with_line_and_reason(content: bytes, fault: Fault, line: int) -> None:
    with pytest.raises(BrokenFileError) as refused:
        rows_of(content)

    assert (refused.value.fault, refused.value.line) == (fault, line)


def _workbook_with(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(xlsx_bytes(ROWS))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_refused() -> None:
    bomb = _workbook_with("xl/media/image1.bin", b"\0" * 8_000_000)
    assert len(bomb) < 100_000

    with pytest.raises(BrokenFileError) as refused:
        opened(bomb)

    assert refused.value.fault is Fault.ARCHIVE_TOO_BIG


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_inside_a_workbook_is_refused(codec: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'.encode(codec)

    with pytest.raises(BrokenFileError) as refused:
        opened(_workbook_with("xl/theme/other.xml", laughs))

    assert refused.value.fault is Fault.XML_DECLARATIONS


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000))
def test_the_reader_never_fails_on_any_bytes(content: bytes) -> None:
    try:
        roster = open_roster(io.BytesIO(content))
        seen = list(roster.rows)
    except BrokenFileError:
        return
    assert seen
    assert all(isinstance(cell, str) for _number, cells in seen for cell in cells)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_reader_never_fails_on_a_damaged_workbook(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _time in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        seen = list(open_roster(io.BytesIO(bytes(content))).rows)
    except BrokenFileError:
        return
    assert seen


def test_the_limited_process_says_the_same_as_reading_here() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(csv_bytes(ROWS, encoding="cp1252"))
        facts, *rows, end = roster_lines(file)

    assert isinstance(facts, FileFacts)
    assert (facts.encoding, facts.delimiter, facts.headings) == ("cp1252", ",", list(HEADINGS))
    assert rows == [RawRow(number, cells) for number, cells in enumerate(ROWS, start=2)]
    assert end == FileEnd(rows=3, dropped=[])


def test_the_limited_process_refuses_with_line_and_reason() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(csv_bytes(ROWS) + b"M9,Ana\x81,")
        with pytest.raises(BrokenFileError) as refused:
            list(roster_lines(file))

    assert (refused.value.fault, refused.value.line) == (Fault.UNKNOWN_LETTERS, 5)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to look into a running process")
def test_the_limited_process_holds_no_connection_and_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold it while its pipe is full, and look what it has: three files, no address of a server in its environment."""
    import subprocess

    monkeypatch.setenv("DATABASE_WORKER_URL", "postgresql://secret")
    monkeypatch.setenv("REDIS_URL", "redis://secret")
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    class Watched(real):  # type: ignore[type-arg, valid-type, misc]  # the real class, remembered
        def __init__(self, *words: object, **named: object) -> None:
            super().__init__(*words, **named)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    with tempfile.TemporaryFile() as file:
        file.write(csv_bytes([row(number) for number in range(5_000)]))
        lines = roster_lines(file)
        next(lines)
        home = Path(f"/proc/{started[0].pid}")
        environment = (home / "environ").read_bytes()
        held = [str(entry.readlink()) for entry in (home / "fd").iterdir()]
        bound = (home / "limits").read_text()
        lines.close()  # type: ignore[attr-defined]  # roster_lines is a generator
    assert b"secret" not in environment
    assert not [name for name in held if "socket" in name]
    assert f"Max address space         {limits.MEMORY_BYTES}" in bound
    assert started[0].poll() is not None


def test_a_process_that_is_stopped_refuses_the_file() -> None:
    """What the watchdog, the memory limit or the CPU limit leaves behind is a torn stream."""
    import subprocess

    child = subprocess.Popen(
        ["/bin/sh", "-c", 'printf \'{"t":"row","n":2,"c":[]}\\n{"t":"ro\''], stdout=subprocess.PIPE
    )
    seen = []
    with pytest.raises(BrokenFileError) as refused:
        seen.extend(lines_of(child))
    child.wait()
    assert child.stdout is not None
    child.stdout.close()

    assert refused.value.fault is Fault.TOOK_TOO_LONG


def test_one_thing_said_of_a_file_has_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has a limit of memory, the worker that listens to it has none: one endless line would fill it."""
    import subprocess

    monkeypatch.setattr(limits, "LINE_BYTES", 1000)
    child = subprocess.Popen(
        ["/bin/sh", "-c", 'printf \'{"t":"row","n":2,"c":[]}\\n\'; yes x | tr -d "\\n"'],
        stdout=subprocess.PIPE,
    )
    seen = []
    try:
        with pytest.raises(BrokenFileError) as refused:
            seen.extend(lines_of(child))
    finally:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()

    assert refused.value.fault is Fault.TOO_BIG
