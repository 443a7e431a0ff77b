"""Carry out decisions: rows, provenance and history of a batch in a handful of statements."""

from collections.abc import Sequence
from typing import Any

from nestwork.practices import clock
from network_resources.community.models import (
    DirectoryChange,
    DirectoryRecord,
    DirectorySource,
    DirectoryUpload,
)
from network_resources.community.rules.states import Act
from network_resources.community.services.history import Author, write
from network_resources.community.services.importing.quarantining import settle_lines
from network_resources.community.services.importing.rows import MODELS, as_json, attribute_name, stored
from network_resources.community.services.importing.told import Decision

BATCH = 1000


def carry_out(
    *,
    table: str,
    decisions: Sequence[Decision],
    source: DirectorySource,
    upload: DirectoryUpload,
    author: Author,
    act: Act = Act.IMPORTED,
) -> None:
    """Write everything the decisions say, in the caller's transaction."""
    _add(table, [one for one in decisions if one.act == "new"], source, upload, author)
    _change(table, [one for one in decisions if one.act == "changed"], upload, author, act)
    _note_digests(one for one in decisions if one.act == "unchanged")
    settle_lines(decisions, source, upload)


def _add(
    table: str, added: list[Decision], source: DirectorySource, upload: DirectoryUpload, author: Author
) -> None:
    model, lines, records, rows = MODELS[table], [], [], []
    for one in added:
        if one.row_id is None:
            raise RuntimeError("a new row without an id")
        values = {
            attribute_name(table, name): stored(table, name, value)
            for name, value in one.checked.values.items()
        }
        rows.append(model(id=one.row_id, **values))
        records.append(
            DirectoryRecord(
                source=source,
                table=table,
                source_key=one.told.key,
                row_id=one.row_id,
                digest="" if one.deferred else one.told.digest,
                values=_kept(one),
                upload=upload,
            )
        )
        lines.append(author.line(Act.ADDED, table, one.row_id))
    model._default_manager.bulk_create(rows, batch_size=BATCH)
    DirectoryRecord.objects.bulk_create(records, batch_size=BATCH)
    write(lines)


def _change(table: str, changed: list[Decision], upload: DirectoryUpload, author: Author, act: Act) -> None:
    if not changed:
        return
    model = MODELS[table]
    rows = model._default_manager.in_bulk([one.row_id for one in changed if one.row_id])
    lines: list[DirectoryChange] = []
    fields: set[str] = {"withdrawn_at"}
    for one in changed:
        if one.row_id is None or one.record is None:
            raise RuntimeError("a changed row without a record")
        row = rows[one.row_id]
        told = dict(one.changed)
        if one.returns:
            row.withdrawn_at = one.record.withdrawn_at = None
            lines.append(author.line(Act.RETURNED, table, one.row_id))
            told |= {"status": one.checked.values["status"]} if "status" in one.checked.values else {}
        for name, value in told.items():
            attribute = attribute_name(table, name)
            old, new = as_json(getattr(row, attribute)), as_json(value)
            setattr(row, attribute, stored(table, name, value))
            fields.add(attribute.removesuffix("_id") if _is_key(model, attribute) else attribute)
            if old != new:
                lines.append(author.line(act, table, one.row_id, name, old, new))
        _renew(one, upload)
    model._default_manager.bulk_update(rows.values(), sorted(fields), batch_size=BATCH // 4)
    records = [one.record for one in changed if one.record is not None]
    DirectoryRecord.objects.bulk_update(
        records, ["digest", "values", "upload", "changed_at", "withdrawn_at"], batch_size=BATCH // 4
    )
    write(lines)


def _renew(one: Decision, upload: DirectoryUpload) -> None:
    record = one.record
    if record is not None:
        record.digest = "" if one.deferred else one.told.digest
        record.values = {**record.values, **_kept(one)}
        record.upload, record.changed_at = upload, clock.now()


def _note_digests(decisions: Any) -> None:
    """A row written otherwise with the same meaning: only its digest is kept anew."""
    other = [one for one in decisions if one.record is not None and one.checked.values]
    renamed = [one for one in other if one.record.digest != one.told.digest and not one.deferred]
    for one in renamed:
        one.record.digest = one.told.digest
    DirectoryRecord.objects.bulk_update([one.record for one in renamed], ["digest"], batch_size=BATCH)


def _kept(one: Decision) -> dict[str, Any]:
    return {name: as_json(value) for name, value in one.checked.values.items()}


def _is_key(model: Any, attribute: str) -> bool:
    return any(field.attname == attribute and field.is_relation for field in model._meta.concrete_fields)
