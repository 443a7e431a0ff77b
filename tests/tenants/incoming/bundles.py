"""Invented records: a family with everything that FHIR can say of it, each part changeable by a story."""

import copy
import json
from typing import Any

LOINC, SNOMED, RXNORM = (
    "http://loinc.org",
    "http://snomed.info/sct",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
)
CVX, ICD = "http://hl7.org/fhir/sid/cvx", "http://hl7.org/fhir/sid/icd-10-cm"
_TERMS = "http://terminology.hl7.org/CodeSystem"
type Resource = dict[str, Any]


def coded(system: str, code: str, text: str = "") -> Resource:
    """A CodeableConcept."""
    return {"coding": [{"system": system, "code": code}], **({"text": text} if text else {})}


def to(patient: str) -> Resource:
    """A reference inside the bundle."""
    return {"reference": f"urn:uuid:{patient}"}


def patient(key: str = "p1", **changes: Any) -> Resource:
    """A child of eight, Spanish-speaking, with two phones, a nickname and a Social Security number."""
    return {
        "resourceType": "Patient",
        "id": key,
        "text": {"status": "generated", "div": "<div>Never taken</div>"},
        "identifier": [
            {"type": coded(f"{_TERMS}/v2-0203", "MR"), "system": "urn:oid:2.999.1", "value": f"MR-{key}"},
            {"type": coded(f"{_TERMS}/v2-0203", "SS"), "system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-12-3456"},
        ],
        "name": [
            {"use": "nickname", "given": ["Lucha"]},
            {"use": "official", "given": ["Luz", "Marina"], "family": "Sample-Ortega"},
        ],
        "birthDate": "2018-02-11",
        "gender": "female",
        "telecom": [{"system": "phone", "value": "401-555-0142", "use": "mobile"}],
        "address": [
            {"use": "home", "line": ["4 Example Street"], "city": "Pawtucket", "state": "Rhode Island", "postalCode": "02860"}
        ],
        "communication": [{"language": coded("urn:ietf:bcp:47", "es-US"), "preferred": True}],
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired", "valueBoolean": True}
        ],
        **changes,
    }  # fmt: skip


def condition(key: str = "c1", of: str = "p1", **changes: Any) -> Resource:
    """Asthma since a year that is all the source knows."""
    return {
        "resourceType": "Condition",
        "id": key,
        "clinicalStatus": coded(f"{_TERMS}/condition-clinical", "active"),
        "verificationStatus": coded(f"{_TERMS}/condition-ver-status", "confirmed"),
        "code": coded(ICD, "J45.40", "Moderate persistent asthma"),
        "subject": to(of),
        "onsetDateTime": "2021",
        **changes,
    }


def allergy(key: str = "a1", of: str = "p1", **changes: Any) -> Resource:
    """Peanut, with hives, of high criticality, without any day."""
    return {
        "resourceType": "AllergyIntolerance",
        "id": key,
        "code": coded(SNOMED, "91935009", "Peanut"),
        "criticality": "high",
        "reaction": [{"manifestation": [coded(SNOMED, "247472004", "Hives")]}],
        "patient": to(of),
        **changes,
    }


def request(key: str = "m1", of: str = "p1", **changes: Any) -> Resource:
    """Albuterol, its name in a Medication that comes later in the file."""
    return {
        "resourceType": "MedicationRequest",
        "id": key,
        "status": "active",
        "intent": "order",
        "medicationReference": {"reference": "urn:uuid:albuterol"},
        "subject": to(of),
        "authoredOn": "2024-05",
        "dosageInstruction": [{"text": "2 puffs when needed"}],
        **changes,
    }


def medication() -> Resource:
    """What the request points to."""
    return {
        "resourceType": "Medication",
        "id": "albuterol",
        "code": coded(RXNORM, "745679", "Albuterol 90 mcg inhaler"),
    }


def encounter(key: str = "e1", of: str = "p1", **changes: Any) -> Resource:
    """An emergency visit."""
    return {
        "resourceType": "Encounter",
        "id": key,
        "status": "finished",
        "class": {"system": f"{_TERMS}/v3-ActCode", "code": "EMER"},
        "type": [{"text": "Wheezing at night"}],
        "subject": to(of),
        "period": {"start": "2024-11-02T23:10:00-05:00", "end": "2024-11-03T04:00:00-05:00"},
        "serviceProvider": {"reference": "Organization/o1"},
        **changes,
    }


def organization() -> Resource:
    """Where the visit was."""
    return {"resourceType": "Organization", "id": "o1", "name": "Example Emergency Department"}


def immunization(key: str = "i1", of: str = "p1", **changes: Any) -> Resource:
    """A vaccine given."""
    return {
        "resourceType": "Immunization",
        "id": key,
        "status": "completed",
        "vaccineCode": coded(CVX, "3", "MMR"),
        "patient": to(of),
        "occurrenceDateTime": "2019-03-01",
        "protocolApplied": [{"doseNumberPositiveInt": 1}],
        **changes,
    }


def observation(
    code: str, value: Any, key: str = "w1", of: str = "p1", unit: str = "kg", **changes: Any
) -> Resource:
    """A measurement."""
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "code": coded(LOINC, code, f"Observation {code}"),
        "subject": to(of),
        "effectiveDateTime": "2025-01-15",
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
        **changes,
    }


def related(key: str = "r1", of: str = "p1", **changes: Any) -> Resource:
    """The child's mother."""
    return {
        "resourceType": "RelatedPerson",
        "id": key,
        "patient": to(of),
        "relationship": [coded(f"{_TERMS}/v3-RoleCode", "MTH")],
        "name": [{"given": ["Rosa"], "family": "Sample-Ortega"}],
        "telecom": [{"system": "phone", "value": "(401) 555-0142"}],
        **changes,
    }


def family() -> list[Resource]:
    """One child with a fact of every kind; what is pointed to stands behind what points to it."""
    return [
        immunization(),
        condition(),
        allergy(),
        request(),
        encounter(),
        observation("29463-7", 24.5),
        observation("44261-6", 11, key="s1", unit="{score}"),
        observation("8480-6", 100, key="b1", unit="mm[Hg]"),
        {"resourceType": "Claim", "id": "x1"},
        patient(),
        related(),
        medication(),
        organization(),
    ]


def bundle(resources: list[Resource], kind: str = "transaction") -> bytes:
    """The resources as a bundle, each under an address of its own."""
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in copy.deepcopy(resources)]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries}).encode()


def without(resource: Resource, name: str) -> Resource:
    """The resource without one of its values."""
    return {key: value for key, value in resource.items() if key != name}
