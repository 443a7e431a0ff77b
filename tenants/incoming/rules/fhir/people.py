"""Patients and the people around them."""

from collections.abc import Iterator
from hashlib import sha256

from nestwork.uploads.faults import Fault
from tenants.incoming.rules.fhir.index import Index, key_of
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.numbers import identifiers
from tenants.incoming.rules.fhir.stream import Entry
from tenants.incoming.rules.fhir.telecom import address, email, phones
from tenants.incoming.rules.fhir.values import Concept, concept, concepts, day, reference
from tenants.incoming.rules.identifiers import Drops
from tenants.incoming.rules.relations import relation_of
from tenants.incoming.rules.shapes import (
    IncomingContact,
    IncomingPatient,
    IncomingProblem,
    IncomingSkipped,
    Precision,
    Shape,
    Why,
)
from tenants.roster.rules.values.refusal import ValueRefusedError
from tenants.roster.rules.values.words import read_language

_GENDERS = frozenset({"male", "female", "other", "unknown"})
_NAME_USES = frozenset({"usual", "official", "temp", "nickname", "anonymous", "old", "maiden"})
_NOT_NOW = frozenset({"temp", "anonymous", "old", "maiden"})
_INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
_INTERPRETER_NEEDED = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed"
_YES, _NO = "373066001", "373067005"  # SNOMED CT, as US Core's answer list gives them
_NO_PLACE = ("us-core-race", "us-core-ethnicity")


def read_patient(entry: Entry, index: Index, drops: Drops) -> Iterator[Shape]:
    """The patient with the contacts that stand in the resource, and what was left out."""
    node, key = entry.node, index.key_of_patient(entry)
    born = day(node, "birthDate")
    legal, used = _names(node)
    sex = node.code("gender", _GENDERS)
    if not born:
        node.refuse(Fault.MISSING_VALUE, "birthDate")
    yield from _without_place(node)
    if born.precision != Precision.DAY:
        yield _problem(node, Why.PART_OF_BIRTH_DATE, "birthDate", key)
        return
    if not (legal[0] and legal[2]):
        yield _problem(node, Why.NO_NAME, "name", key)
        return
    language, unknown = _language(node)
    if unknown:
        yield _problem(node, Why.UNKNOWN_WORD, "communication.language", key)
    died = day(node, "deceasedDateTime")
    contacts = list(_contacts(node, key))
    taken = {number for one in contacts for number in one.phones} | index.phones_of(entry)
    own = tuple(number for number in phones(node) if number not in taken)
    yield IncomingPatient(
        key=key,
        place=node.place,
        identifiers=identifiers(node, drops),
        given_name=legal[0],
        middle_name=legal[1],
        family_name=legal[2],
        name_used=used,
        birth_date=born.on,
        sex=sex,
        language=language,
        needs_interpreter=_interpreter(node),
        phones=own,
        email=email(node),
        has_died=bool(died) or bool(node.flag("deceasedBoolean")),
        deceased_on=died.on if died.precision == Precision.DAY else "",
        **address(node),
    )
    yield from contacts


def read_related(entry: Entry, index: Index) -> Iterator[Shape]:
    """A RelatedPerson as a contact."""
    node = entry.node
    pointed = reference(node, "patient")
    if not pointed:
        node.refuse(Fault.MISSING_VALUE, "patient")
    name = _whole_name(node.nodes("name"))
    patient = index.patient(pointed, entry)
    if not name:
        yield _problem(node, Why.NO_NAME, "name", patient)
        return
    spoken = node.first("communication")
    yield IncomingContact(
        key=f"RelatedPerson/{key_of(entry)}",
        patient=patient,
        place=node.place,
        name=name,
        relationship=_relation(concepts(node, "relationship")),
        phones=phones(node),
        email=email(node),
        language=_language_of(concept(spoken.node("language")))[0] if spoken is not None else "",
        is_struck=node.flag("active") is False,
        **address(node),
    )


def _contacts(node: Node, patient: str) -> Iterator[IncomingContact]:
    for one in node.nodes("contact"):
        named = one.node("name")
        name = _whole_name([named]) if named is not None else ""
        if not name:
            continue
        relation = _relation(concepts(one, "relationship"))
        told = sha256(f"{name.casefold()}|{relation}".encode("utf-8", "replace")).hexdigest()
        yield IncomingContact(
            key=f"{patient}/contact/{told[:16]}",
            patient=patient,
            place=one.place,
            name=name,
            relationship=relation,
            phones=phones(one),
            email=email(one),
            **address(one, many=False),
        )


def _relation(said: list[Concept]) -> str:
    codes = [code for one in said for _system, code, _words in one.codings]
    words = [
        word for one in said for word in (one.text, *(display for _system, _code, display in one.codings))
    ]
    return relation_of(codes, filter(None, words))


def _names(node: Node) -> tuple[tuple[str, str, str], str]:
    """Legal given, middle and family name, and the name the child is called by."""
    named = [(one.code("use", _NAME_USES), _parts(one)) for one in node.nodes("name")]
    if not any(any(parts) for _use, parts in named):
        node.refuse(Fault.MISSING_VALUE, "name")
    order = {"official": 0, "": 1, "usual": 2, "nickname": 3}
    now = sorted(
        (pair for pair in named if pair[0] not in _NOT_NOW and any(pair[1])), key=lambda pair: order[pair[0]]
    )
    legal = (now or [pair for pair in named if any(pair[1])])[0][1]
    called = next(
        (parts[0] for use in ("nickname", "usual") for said, parts in now if said == use and parts[0]), ""
    )
    return legal, called if called.casefold() != legal[0].casefold() else ""


def _parts(name: Node) -> tuple[str, str, str]:
    given, family = name.texts("given"), name.text("family")
    if not given and not family and " " in name.text("text"):
        first, _space, family = name.text("text").rpartition(" ")
        given = first.split(" ", 1)
    return given[0][:100] if given else "", " ".join(given[1:])[:100], family[:100]


def _whole_name(names: list[Node]) -> str:
    for one in names:
        given, middle, family = _parts(one)
        if whole := " ".join(part for part in (given, middle, family) if part) or one.text("text"):
            return whole[:150]
    return ""


def _language(node: Node) -> tuple[str, bool]:
    spoken = node.nodes("communication")
    first = next((one for one in spoken if one.flag("preferred")), spoken[0] if spoken else None)
    return _language_of(concept(first.node("language"))) if first is not None else ("", False)


def _language_of(said: Concept) -> tuple[str, bool]:
    """The language's code, and whether something was said that we do not know."""
    words = [code for _system, code, _display in said.codings] + [said.text]
    for word in filter(None, words):
        try:
            return read_language(word), False
        except ValueRefusedError:
            continue
    return "", any(words)


def _interpreter(node: Node) -> bool | None:
    for extension in node.nodes("extension"):
        if extension.text("url") == _INTERPRETER:
            return extension.flag("valueBoolean")
        if extension.text("url") == _INTERPRETER_NEEDED:
            answer = extension.node("valueCoding")
            code = answer.text("code") if answer is not None else ""
            return True if code == _YES else False if code == _NO else None
    return None


def _without_place(node: Node) -> Iterator[Shape]:
    urls = [extension.text("url") for extension in node.nodes("extension")]
    for name in _NO_PLACE:
        if any(url.endswith(f"/{name}") for url in urls):
            yield IncomingSkipped(resource=f"Patient {name}", why=Why.RACE_ETHNICITY, count=1)


def _problem(node: Node, why: Why, name: str, patient: str) -> IncomingProblem:
    return IncomingProblem(
        place=node.place, resource=node.text("resourceType"), why=why, detail=name, patient=patient
    )
