"""The program that reads a FHIR file in the limited process (`python -m`).

Three times through the file, none of it in memory: who is pointed to, then people, then facts.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from nestwork.uploads.child import serve
from tenants.incoming.rules.fhir.conditions import read_allergy, read_condition
from tenants.incoming.rules.fhir.facts import Reading
from tenants.incoming.rules.fhir.index import build
from tenants.incoming.rules.fhir.medicines import read_request, read_statement
from tenants.incoming.rules.fhir.observations import read_observation
from tenants.incoming.rules.fhir.people import read_patient, read_related
from tenants.incoming.rules.fhir.stream import check_entries, entries, open_fhir
from tenants.incoming.rules.fhir.visits import read_encounter, read_immunization
from tenants.incoming.rules.identifiers import Drops
from tenants.incoming.rules.readers import FHIR
from tenants.incoming.rules.shapes import (
    IncomingDropped,
    IncomingEnd,
    IncomingFile,
    IncomingSkipped,
    Shape,
    Why,
    as_line,
)

FACTS: dict[str, Callable[[Reading], Iterator[Shape]]] = {
    "Condition": read_condition,
    "AllergyIntolerance": read_allergy,
    "MedicationRequest": read_request,
    "MedicationStatement": read_statement,
    "Encounter": read_encounter,
    "Immunization": read_immunization,
    "Observation": read_observation,
}
# Read for what others point to: a medicine's name, a place's name.
HELPERS = frozenset({"Medication", "Organization", "Location"})
_PEOPLE = frozenset({"Patient", "RelatedPerson"})


def fhir_shapes(file: BinaryIO) -> Iterator[Shape]:
    """Everything a FHIR file says, as shapes; raises BrokenFileError for a file that is not taken."""
    opened = open_fhir(file)
    yield IncomingFile(format=FHIR, details={"kind": opened.kind, "bundle": opened.bundle})
    index = build(entries(file, opened))
    if not index.records:
        check_entries(file, opened)
    drops = Drops()
    skipped: Counter[tuple[str, str]] = Counter()
    for entry in entries(file, opened):
        if entry.kind == "Patient":
            yield from _counted(read_patient(entry, index, drops), skipped)
        elif entry.kind == "RelatedPerson":
            yield from read_related(entry, index)
    for entry in entries(file, opened):
        if entry.kind in FACTS:
            yield from _counted(FACTS[entry.kind](Reading(entry, index, drops)), skipped)
        elif entry.kind not in _PEOPLE:
            skipped[entry.kind[:60], Why.HELPER if entry.kind in HELPERS else Why.UNUSED_TYPE] += 1
    for (resource, why), count in sorted(skipped.items()):
        yield IncomingSkipped(resource=resource, why=why, count=count)
    for kind, count in sorted(drops.counts.items()):
        yield IncomingDropped(kind=kind, count=count)
    yield IncomingEnd(records=index.records)


def _counted(shapes: Iterator[Shape], skipped: Counter[tuple[str, str]]) -> Iterator[Shape]:
    """The shapes; what is only counted is summed up and said once at the end."""
    for shape in shapes:
        if isinstance(shape, IncomingSkipped):
            skipped[shape.resource, shape.why] += shape.count
        else:
            yield shape


def fhir_lines(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """The same as lines."""
    return map(as_line, fhir_shapes(file))


if __name__ == "__main__":
    serve(fhir_lines)
