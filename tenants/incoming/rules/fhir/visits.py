"""Encounter and Immunization."""

from collections.abc import Iterator
from dataclasses import replace

from nestwork.uploads.faults import Fault
from tenants.clinical.rules import EncounterKind, cvx
from tenants.incoming.rules.fhir.facts import ERROR, Reading, checked, named, over
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import (
    Concept,
    coding,
    concept,
    concepts,
    first_day,
    quantity,
    reference,
)
from tenants.incoming.rules.shapes import FactKind, Shape, Why

_VISIT = frozenset(
    {"planned", "arrived", "triaged", "in-progress", "onleave", "finished", "cancelled", ERROR, "unknown"}
)
_GIVEN = frozenset({"completed", ERROR, "not-done"})
# HL7 v3 ActCode, encounters.
_CLASSES = {
    "EMER": EncounterKind.EMERGENCY,
    "IMP": EncounterKind.HOSPITAL,
    "ACUTE": EncounterKind.HOSPITAL,
    "NONAC": EncounterKind.HOSPITAL,
    "OBSENC": EncounterKind.HOSPITAL,
    "HH": EncounterKind.HOME,
    "VR": EncounterKind.TELEHEALTH,
    "AMB": EncounterKind.OFFICE,
    "SS": EncounterKind.PROCEDURE,
}
# SNOMED CT: well child visit, encounter for check up, general examination; outpatient procedure.
_WELL = frozenset({"410620009", "185349003", "162673000"})
_PROCEDURES = frozenset({"371883000"})


def read_encounter(reading: Reading) -> Iterator[Shape]:
    """The child was seen. A planned one is not a visit yet; a cancelled one never was."""
    node = reading.node
    status = node.code("status", _VISIT, needed=True)
    group = node.node("class")
    if group is None:
        node.refuse(Fault.MISSING_VALUE, "class")
    if status == "planned":
        yield reading.skip(Why.NOT_TRUE_YET)
        return
    begun = first_day(node, "period.start")
    struck = status in ("cancelled", ERROR)
    kinds = concepts(node, "type")
    about = next((one for one in kinds if one.text), Concept())
    fact = reading.fact(
        FactKind.ENCOUNTER,
        of="subject",
        about=about,
        on=begun,
        ended=over(begun, first_day(node, "period.end"), is_over=False),
        is_struck=struck,
    )
    if not begun and not struck:
        yield reading.problem(Why.NO_DATE, "period.start", fact.patient)
        return
    _system, code, words = coding(group)
    reason = node.first("reasonCode")
    text = about.text or (concept(reason).text if reason is not None else "") or words or code
    yield from checked(
        replace(
            fact,
            text=reading.words(text),
            encounter_kind=_kind(code, kinds),
            care_place=reading.words(_place(reading), 150),
        ),
        reading,
    )


def _kind(group: str, kinds: list[Concept]) -> str:
    kind = _CLASSES.get(group, EncounterKind.OTHER)
    if kind is EncounterKind.OFFICE:
        codes = {code for one in kinds for system, code, _words in one.codings if system == "snomed"}
        if codes & _WELL:
            return EncounterKind.WELL_VISIT
        if codes & _PROCEDURES:
            return EncounterKind.PROCEDURE
    return kind


def _place(reading: Reading) -> str:
    """The organization that saw the child, else the place; by its words, else by its name in the file."""
    first = reading.node.first("location")
    for holder, name in ((reading.node, "serviceProvider"), (first, "location")):
        part = holder.node(name) if holder is not None else None
        if holder is None or part is None:
            continue
        if said := part.text("display") or reading.index.place(reference(holder, name)):
            return said
    return ""


def read_immunization(reading: Reading) -> Iterator[Shape]:
    """A vaccine given, or not given and why."""
    node = reading.node
    status = node.code("status", _GIVEN, needed=True)
    if node.node("vaccineCode") is None:
        node.refuse(Fault.MISSING_VALUE, "vaccineCode")
    said = concept(node.node("vaccineCode"))
    given = first_day(node, "occurrenceDateTime")
    fact = reading.fact(FactKind.IMMUNIZATION, of="patient", about=said, on=given, is_struck=status == ERROR)
    if not given and status != ERROR:
        yield reading.problem(Why.NO_DATE, "occurrenceDateTime", fact.patient)
        return
    code, system = named(said, "cvx", "ndc")
    yield from checked(
        replace(
            fact,
            code=_cvx(code) if system == "cvx" else code,
            code_system=system,
            text=reading.words(said.text or code),
            dose_number=_dose_number(node),
            amount=reading.words(quantity(node.node("doseQuantity")), 60),
            given_at=reading.words(_route(node), 120),
            was_refused=status == "not-done",
            refusal_reason=reading.words(concept(node.node("statusReason")).text, 120),
        ),
        reading,
    )


def _cvx(code: str) -> str:
    try:
        return cvx(code)
    except ValueError:
        return code


def _dose_number(node: Node) -> int | None:
    protocol = node.first("protocolApplied")
    number = protocol.number("doseNumberPositiveInt") if protocol is not None else None
    return int(number) if number is not None and 0 < number < 100 and number == int(number) else None


def _route(node: Node) -> str:
    return ", ".join(filter(None, (concept(node.node("route")).text, concept(node.node("site")).text)))
