"""The program that reads an immunization list in the limited process."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, BinaryIO

from nestwork.uploads.child import serve
from tenants.clinical.rules import CVX
from tenants.incoming.rules.lists.cells import Cells, RowRefusedError, day_reader
from tenants.incoming.rules.lists.headings import Column, columns_of, unknown_headings, words_of_list
from tenants.incoming.rules.shapes import (
    FactKind,
    IncomingDropped,
    IncomingEnd,
    IncomingFact,
    IncomingFile,
    IncomingPatient,
    IncomingProblem,
    Shape,
    as_line,
)
from tenants.roster.rules.files.reader import OpenRoster, open_roster
from tenants.roster.rules.identifiers import plain_words


def shapes(file: BinaryIO) -> Iterator[Shape]:
    """Everything the list says: a child where its first row stands, then its doses."""
    opened = open_roster(file, words_of_list)
    columns = columns_of(opened.headings)
    yield _facts(opened, columns)
    rows = list(opened.rows)
    days = day_reader(
        (cells[at] for _number, cells in rows for at in _day_columns(columns) if at < len(cells)),
        today=datetime.now(UTC).date(), epoch=opened.sheet.epoch,
    )  # fmt: skip
    known: dict[str, IncomingPatient] = {}
    for number, cells in rows:
        place = f"line {number}"
        try:
            yield from _row(Cells(cells, columns, days), place, known)
        except RowRefusedError as refused:
            yield IncomingProblem(
                place=place, resource="row", why=refused.why, detail=_heading(opened, columns, refused.column)
            )
    for one in opened.dropped.as_json():
        yield IncomingDropped(kind=str(one["kind"]), count=int(one["values"]))
    yield IncomingEnd(records=len(rows))


def _row(row: Cells, place: str, known: dict[str, IncomingPatient]) -> Iterator[Shape]:
    """The row's child, once for each way it is told, and its dose. Everything is read before anything is said."""
    patient = row.patient(place)
    (code, text), given_on, refused = row.vaccine(), row.day(Column.GIVEN_ON), row.was_refused()
    holder = patient.identifiers[0][1] if patient.identifiers else patient.key
    told = f"{holder}|{code or plain_words(text)}|{given_on}|{refused}"
    before = known.get(patient.key)
    if before is None or _said(before) != _said(patient):
        known[patient.key] = patient
        yield patient
    yield IncomingFact(
        kind=FactKind.IMMUNIZATION, patient=patient.key,
        key="row/" + sha256(told.encode("utf-8", "replace")).hexdigest()[:32], place=place,
        effective_on=given_on, code=code, code_system=CVX if code else "", text=text,
        dose_number=row.dose_number(), amount=row.joined(Column.AMOUNT, Column.UNIT, by=" ")[:60],
        given_at=row.joined(Column.ROUTE, Column.SITE)[:120], was_refused=refused,
        refusal_reason=row.text(Column.REFUSAL_REASON)[:120] if refused else "",
    )  # fmt: skip


def _said(patient: IncomingPatient) -> tuple[Any, ...]:
    return patient.identifiers, patient.given_name, patient.family_name, patient.birth_date, patient.sex


def _facts(opened: OpenRoster, columns: dict[Column, int]) -> IncomingFile:
    sheet = opened.sheet
    read = ", ".join(opened.headings[at] for at in sorted(columns.values()))
    details = {"kind": sheet.kind, "encoding": sheet.encoding, "delimiter": sheet.delimiter, "columns": read}
    left_out = ", ".join(unknown_headings(opened.headings))
    return IncomingFile(format="immunization_list", details={**details, "left_out": left_out})


def _day_columns(columns: dict[Column, int]) -> list[int]:
    return [columns[one] for one in (Column.GIVEN_ON, Column.BIRTH_DATE) if one in columns]


def _heading(opened: OpenRoster, columns: dict[Column, int], column: Column) -> str:
    at = columns.get(column)
    return opened.headings[at] if at is not None else column.value


def list_lines(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """The list's shapes as lines."""
    for shape in shapes(file):
        yield as_line(shape)


if __name__ == "__main__":
    serve(list_lines)
