"""PID and NK1: the patient and the people around it."""

from collections.abc import Iterator
from hashlib import sha256

from tenants.incoming.rules.fhir.telecom import Address
from tenants.incoming.rules.hl7.parts import Part, Segment, UnreadableMessageError, day
from tenants.incoming.rules.identifiers import RECORD_NUMBER, Drops, closed_kind, identity_of
from tenants.incoming.rules.places import state_code
from tenants.incoming.rules.relations import ROLES
from tenants.incoming.rules.shapes import (
    IncomingContact,
    IncomingPatient,
    IncomingProblem,
    IncomingSkipped,
    Precision,
    Shape,
    Why,
)
from tenants.patients.rules import Relationship, is_phone, phone_key
from tenants.roster.rules.identifiers import Identifier
from tenants.roster.rules.values.phones import read_email
from tenants.roster.rules.values.refusal import ValueRefusedError
from tenants.roster.rules.values.words import read_language, read_relationship

_SEX = {"F": "female", "M": "male", "O": "other", "A": "other", "N": "other", "U": "unknown"}  # table 0001
_NUMBERS = {19: Identifier.SSN, 20: Identifier.LICENCE}  # PID-19 and PID-20 never enter
_NOT_NOW = frozenset({"A", "M", "S", "TEMP"})  # alias, maiden, coded, temporary (table 0200)
_BAD_ADDRESS = frozenset({"BA", "F", "BDL", "N", "RH"})  # bad, country of origin, birth place (table 0190)


def read_patient(pid: Segment, place: str, drops: Drops) -> Iterator[Shape]:
    """The patient and what of it was left out. Raises UnreadableMessageError without a number to know it by."""
    numbers = tuple(_numbers(pid, drops))
    for at, kind in _NUMBERS.items():
        if pid.text(at):
            drops.add(kind)
    if not numbers:
        raise UnreadableMessageError("PID-3", pid.at)
    born, (legal, used) = day(pid.text(7)), _names(pid)
    key = f"{number_of(numbers)}|{identity_of(legal[2], legal[1], born.on)}"
    if pid.text(7) and (not born or born.precision != Precision.DAY):
        yield IncomingProblem(
            place=place, resource="PID", why=Why.NOT_UNDERSTOOD, detail="PID-7", patient=key
        )
    for field, name in ((10, "PID-10 race"), (22, "PID-22 ethnicity")):
        if pid.text(field):
            yield IncomingSkipped(resource=name, why=Why.RACE_ETHNICITY, count=1)
    died = day(pid.text(29))
    yield IncomingPatient(
        key=key, place=place, identifiers=numbers,
        given_name=legal[2][:100], middle_name=legal[3][:100], family_name=legal[1][:100], name_used=used[:100],
        birth_date=born.on if born.precision == Precision.DAY else "",
        sex=_SEX.get(pid.text(8).upper(), ""), language=_language(pid.part(15)),
        phones=tuple(_phones(pid, 13)), email=_email(pid, 13),
        has_died=pid.text(30).upper() == "Y" or bool(died),
        deceased_on=died.on if died.precision == Precision.DAY else "",
        **_address(pid, 11),
    )  # fmt: skip


def number_of(numbers: tuple[tuple[str, str, str], ...]) -> str:
    """The number the sender knows the patient by: a record number before any other, with who gave it.

    It is not the patient's whole key: a number that comes with another name and another birth date must not be taken
    for the child of before (see the importer, which matches number and name or birth date).
    """
    ordered = sorted(numbers, key=lambda one: one[2] not in RECORD_NUMBER)
    return f"{ordered[0][0]}|{ordered[0][1]}"


def read_contacts(segments: Iterator[Segment], patient: str, number: str, place: str) -> Iterator[Shape]:
    """NK1: who is around the patient. One without a name is listed."""
    for one in segments:
        named = one.part(2)
        name = " ".join(part for part in (named[2], named[3], named[1]) if part)[:150]
        if not name:
            yield IncomingProblem(
                place=place, resource="NK1", why=Why.NO_NAME, detail="NK1-2", patient=patient
            )
            continue
        relationship = _relationship(one.part(3))
        told = sha256(f"{name.casefold()}|{relationship}".encode("utf-8", "replace")).hexdigest()
        yield IncomingContact(
            key=f"{number}/NK1/{told[:16]}", patient=patient, place=place, name=name,
            relationship=relationship, phones=tuple(_phones(one, 5)), email=_email(one, 5),
            language=_language(one.part(20)), **_address(one, 4),
        )  # fmt: skip


def _numbers(pid: Segment, drops: Drops) -> Iterator[tuple[str, str, str]]:
    """PID-3: (assigning authority, number, kind), then what version 2.3 wrote into PID-2 and PID-4."""
    for field in (3, 2, 4):
        found = False
        for part in pid.parts(field):
            # an authority is a name, or an object identifier behind it
            value, system, kind = part[1], part[4].split("&")[0], part[5].upper()
            if closed := closed_kind(system, kind, value):
                drops.add(closed)
            elif value and len(value) <= 200 and len(system) <= 200:
                found = True
                yield system, value, kind
        if found:
            return


def _names(pid: Segment) -> tuple[Part, str]:
    """The legal name, and the name the child goes by."""
    parts = pid.parts(5)
    now = [part for part in parts if part[7] not in _NOT_NOW]
    legal = next((part for part in now if part[7] == "L"), now[0] if now else Part([]))
    used = next((part[2] for part in parts if part[7] in ("D", "N") and part is not legal), "")
    return legal, used if used.casefold() != legal[2].casefold() else ""


def _phones(segment: Segment, field: int) -> Iterator[str]:
    """Numbers that can be dialled: XTN-1 of old messages, or area code and number of newer ones."""
    seen = set()
    for part in segment.parts(field):
        if part[3] in ("Internet", "X.400", "FX"):
            continue
        written = part[1] or "".join((part[6], part[7])) or part[12]
        number = phone_key(f"{written} ext. {part[8]}" if part[8] and written else written)[:40]
        if written and is_phone(number) and number not in seen:
            seen.add(number)
            yield number


def _email(segment: Segment, field: int) -> str:
    for part in segment.parts(field):
        try:
            return read_email(part[4])
        except ValueRefusedError:
            continue
    return ""


def _address(segment: Segment, field: int) -> Address:
    part = next((one for one in segment.parts(field) if one[7] not in _BAD_ADDRESS), Part([]))
    line = ", ".join(text for text in (part[1], part[2]) if text)
    return Address(
        address_line=line[:200], town=part[3][:100], state=state_code(part[4]), zip_code=part[5][:10]
    )


def _language(part: Part) -> str:
    for word in (part[1], part[2], part[4], part[5]):
        try:
            return read_language(word)
        except ValueRefusedError:
            continue
    return ""


def _relationship(part: Part) -> str:
    if part[1].upper() in ROLES:
        return ROLES[part[1].upper()]
    try:
        return read_relationship(part[2])
    except ValueRefusedError:
        return Relationship.OTHER
