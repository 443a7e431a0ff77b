"""Values that FHIR builds from several parts: days, concepts, quantities, names, telephones, addresses."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from nestwork.uploads.faults import Fault
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.shapes import Precision

_DAY = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?",
    re.ASCII,
)
_DIGITS = 20
SYSTEMS = {
    "http://hl7.org/fhir/sid/icd-10-cm": "icd-10-cm",
    "urn:oid:2.16.840.1.113883.6.90": "icd-10-cm",
    "http://snomed.info/sct": "snomed",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "rxnorm",
    "http://hl7.org/fhir/sid/cvx": "cvx",
    "urn:oid:2.16.840.1.113883.12.292": "cvx",
    "http://loinc.org": "loinc",
    "http://hl7.org/fhir/sid/ndc": "ndc",
    "http://hl7.org/fhir/sid/icd-9-cm": "icd-9-cm",
    "http://terminology.hl7.org/CodeSystem/v2-0203": "v2-0203",
    "http://terminology.hl7.org/CodeSystem/v2-0131": "v2-0131",
    "http://terminology.hl7.org/CodeSystem/v3-RoleCode": "v3-RoleCode",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode": "v3-ActCode",
    "http://terminology.hl7.org/CodeSystem/v3-Confidentiality": "v3-Confidentiality",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the source tells it, in its own zone. A year or a month stands under its first day.

    A moment told in UTC says nothing of the source's own zone: `at` keeps it for whoever knows the practice's.
    """

    on: str = ""
    precision: str = Precision.DAY
    at: str = ""

    def __bool__(self) -> bool:
        return bool(self.on)


NEVER = Day()
_UTC = ("Z", "+00:00", "-00:00")  # midnight in UTC is how many systems write a day without a time


@dataclass(frozen=True, slots=True)
class Concept:
    """A coded thing: every coding as (system, code, display), and words for it."""

    codings: tuple[tuple[str, str, str], ...] = ()
    text: str = ""

    def code_of(self, *systems: str) -> str:
        """The code in the first of these systems that has one."""
        return next(
            (code for system in systems for name, code, _words in self.codings if name == system and code), ""
        )

    @property
    def codes(self) -> frozenset[tuple[str, str]]:
        """Every (system, code)."""
        return frozenset((system, code) for system, code, _words in self.codings)


def day(node: Node, name: str) -> Day:
    """A date or dateTime; a file with an impossible one is refused."""
    written = node.text(name)
    if not written:
        return NEVER
    found = _DAY.fullmatch(written)
    if not found:
        node.refuse(Fault.NO_SUCH_DAY, name)
    numbers = (int(part) if part else None for part in found.groups()[:6])
    year, month, of_month, hour, minute, second = numbers
    try:
        told = date(year or 0, month or 1, of_month or 1)
        if hour is not None:  # 24:00 and a leap second are not in use; 23:59:60 is let through as FHIR does
            datetime(told.year, told.month, told.day, hour, minute or 0, min(second or 0, 59))  # noqa: DTZ001 - only checked
            _no_61st(second)
    except ValueError:
        node.refuse(Fault.NO_SUCH_DAY, name)
    precision = Precision.DAY if of_month else Precision.MONTH if month else Precision.YEAR
    at = f"{written[:16]}+00:00" if found[7] in _UTC and (hour or minute) else ""
    return Day(told.isoformat(), precision, at)


def _no_61st(second: int | None) -> None:
    if second is not None and second > 60:
        raise ValueError(second)


def first_day(node: Node, *names: str) -> Day:
    """The first of these that is said; "onsetPeriod.start" looks into a part."""
    for name in names:
        holder, _dot, last = name.rpartition(".")
        part = node.node(holder) if holder else node
        told = day(part, last) if part is not None else NEVER
        if told:
            return told
    return NEVER


def concept(node: Node | None) -> Concept:
    """A CodeableConcept."""
    if node is None:
        return Concept()
    codings = tuple(coding(one) for one in node.nodes("coding"))
    words = node.text("text") or next((display for _system, _code, display in codings if display), "")
    return Concept(codings, words)


def coding(node: Node) -> tuple[str, str, str]:
    """A Coding as (system in our word for it, code, display)."""
    system = node.text("system")
    return SYSTEMS.get(system, system), node.text("code"), node.text("display")


def concepts(node: Node, name: str) -> list[Concept]:
    """A list of CodeableConcepts."""
    return [concept(one) for one in node.nodes(name)]


def closed(node: Node, name: str, allowed: frozenset[str]) -> str:
    """The code of a CodeableConcept with a required value set; a file with another one is refused."""
    part = node.node(name)
    if part is None:
        return ""
    codes = [code for _system, code, _words in concept(part).codings if code]
    if any(code not in allowed for code in codes):
        part.refuse(Fault.UNKNOWN_CODE, "coding")
    return codes[0] if codes else ""


def quantity(node: Node | None) -> str:
    """A quantity in words, as "0.5 mL"."""
    if node is None:
        return ""
    value = node.number("value")
    if value is None:
        return ""
    # 1e999999 written out would be a million digits
    said = f"{value:f}" if abs(value.adjusted()) <= _DIGITS else str(value)
    return f"{said} {node.text('unit') or node.text('code')}".strip()


def reference(node: Node, name: str) -> str:
    """What a Reference points to, without a version."""
    part = node.node(name)
    return part.text("reference").partition("/_history/")[0] if part is not None else ""


def shorten(text: str, most: int) -> str:
    """The text, or its beginning and a mark that there is more."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
