"""The kept lines of a file, in the order they are taken in: people, their contacts, their facts."""

from typing import Any

from tenants.incoming.models import RecordBatch, RecordFile
from tenants.incoming.rules.shapes import IncomingPatient, as_shape
from tenants.incoming.rules.states import Batch

_ORDER = {kind: at for at, kind in enumerate(Batch)}


def batch_names(file: RecordFile) -> list[tuple[Batch, int]]:
    """Kind and number of every batch."""
    rows = file.batches.values_list("kind", "number")
    return sorted(((Batch(kind), number) for kind, number in rows), key=lambda one: (_ORDER[one[0]], one[1]))


def lines_of(file: RecordFile, number: int) -> list[dict[str, Any]]:
    """The lines of one batch as the reader said them."""
    lines: list[dict[str, Any]] = RecordBatch.objects.get(file=file, number=number).lines
    return lines


def patients_in(file: RecordFile, number: int) -> list[IncomingPatient]:
    """The patients of one batch."""
    shapes = (as_shape(line) for line in lines_of(file, number))
    return [shape for shape in shapes if isinstance(shape, IncomingPatient)]
