"""The directory's own rows under the standard's field names: from values, to values, as kept in history."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from network_resources.community import models as tables
from network_resources.community.rules.hsds import TABLES

MODELS: dict[str, type[tables.DirectoryRow]] = {
    model.hsds_table: model
    for name in tables.__all__
    if isinstance(model := getattr(tables, name), type)
    and issubclass(model, tables.DirectoryRow)
    and model is not tables.DirectoryRow
}
_RENAMED = {("taxonomy_term", "taxonomy"): "taxonomy_name"}  # Python's name where the standard's is taken


def attribute_name(table: str, name: str) -> str:
    """The model's attribute that holds a field of the standard."""
    return _RENAMED.get((table, name), name)


def stored(table: str, name: str, value: Any) -> Any:
    """What the model keeps for a value; a field of words keeps an empty text for nothing."""
    if value is not None:
        return value
    field = MODELS[table]._meta.get_field(attribute_name(table, name))
    if isinstance(field, models.CharField | models.TextField):
        return ""
    return False if isinstance(field, models.BooleanField) else None


def as_json(value: Any) -> Any:
    """A value as history keeps it: text that is the same for the same value."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def values_of(row: tables.DirectoryRow) -> dict[str, Any]:
    """Every field of a row as history keeps it."""
    return {
        name: as_json(getattr(row, attribute_name(row.hsds_table, name)))
        for name in TABLES[row.hsds_table].fields
    }
