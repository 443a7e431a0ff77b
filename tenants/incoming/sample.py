"""A made-up file that a person may download, look into and send: two children, and something of everything."""

import json
import uuid
from datetime import date
from typing import Any

_SPACE = uuid.UUID("6f7d7a0e-6b1c-4f5a-9a51-2f0a3e0d7c11")
_TERMS = "http://terminology.hl7.org/CodeSystem"


def sample_bundle(today: date) -> bytes:
    """A FHIR R4 bundle. Its ids never change: sent twice, it changes nothing the second time."""
    ana = _patient(
        "ana", "Ana Luz", "Sample-Rivera", f"{today.year - 9}-04-30", "female", "es", "401-555-0110"
    )
    theo = _patient(
        "theo", "Théo", "Sample-Baptiste", f"{today.year - 3}-11-02", "male", "ht", "401-555-0111"
    )
    found = [ana, theo, *_of_ana(today.year), *_of_theo(today.year), _claim()]
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in found]
    made = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _of_ana(year: int) -> list[dict[str, Any]]:
    return [
        {
            "resourceType": "RelatedPerson",
            "id": _id("rosa"),
            "patient": _to("ana"),
            "relationship": [_coded(f"{_TERMS}/v3-RoleCode", "MTH", "mother")],
            "name": [{"given": ["Rosa"], "family": "Sample-Rivera"}],
            "telecom": [{"system": "phone", "value": "401-555-0110"}],
        },
        {
            "resourceType": "Condition",
            "id": _id("asthma"),
            "clinicalStatus": _coded(f"{_TERMS}/condition-clinical", "active"),
            "verificationStatus": _coded(f"{_TERMS}/condition-ver-status", "confirmed"),
            "code": _coded("http://hl7.org/fhir/sid/icd-10-cm", "J45.40", "Moderate persistent asthma"),
            "subject": _to("ana"),
            "onsetDateTime": f"{year - 4}",
        },
        {
            "resourceType": "AllergyIntolerance",
            "id": _id("peanut"),
            "code": {"text": "Peanut"},
            "reaction": [{"manifestation": [{"text": "Hives"}], "severity": "moderate"}],
            "patient": _to("ana"),
            "recordedDate": f"{year - 5}-06-01",
        },
        {
            "resourceType": "MedicationRequest",
            "id": _id("albuterol"),
            "status": "active",
            "intent": "order",
            "medicationCodeableConcept": {"text": "Albuterol 90 mcg inhaler"},
            "subject": _to("ana"),
            "authoredOn": f"{year - 1}-02-10",
            "dosageInstruction": [{"text": "2 puffs every 4 hours when needed"}],
        },
        {
            "resourceType": "Encounter",
            "id": _id("emergency"),
            "status": "finished",
            "class": {"system": f"{_TERMS}/v3-ActCode", "code": "EMER"},
            "type": [{"text": "Wheezing"}],
            "subject": _to("ana"),
            "period": {"start": f"{year - 1}-02-09", "end": f"{year - 1}-02-10"},
        },
        _measured("ana", "29463-7", "Body weight", 27.4, "kg", f"{year - 1}-05-12"),
        _measured("ana", "8302-2", "Body height", 131, "cm", f"{year - 1}-05-12"),
    ]


def _of_theo(year: int) -> list[dict[str, Any]]:
    given = [("08", "Hepatitis B", "11-03"), ("20", "DTaP", "12-30"), ("10", "Polio", "12-30")]
    vaccines = [
        {
            "resourceType": "Immunization",
            "id": _id(f"vaccine-{code}"),
            "status": "completed",
            "vaccineCode": _coded("http://hl7.org/fhir/sid/cvx", code, text),
            "patient": _to("theo"),
            "occurrenceDateTime": f"{year - 3}-{day}",
        }
        for code, text, day in given
    ]
    return [*vaccines, _measured("theo", "5671-3", "Lead in blood", 2.1, "ug/dL", f"{year - 1}-01-20")]


def _claim() -> dict[str, Any]:
    """What is not kept here: the preview says so."""
    return {"resourceType": "Claim", "id": _id("claim"), "status": "active", "patient": _to("ana")}


def _patient(
    key: str, given: str, family: str, born: str, sex: str, language: str, phone: str
) -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "id": _id(key),
        "name": [{"use": "official", "given": given.split(), "family": family}],
        "birthDate": born,
        "gender": sex,
        "telecom": [{"system": "phone", "value": phone}],
        "address": [
            {"line": ["1 Example Street"], "city": "Pawtucket", "state": "RI", "postalCode": "02860"}
        ],
        "communication": [{"language": _coded("urn:ietf:bcp:47", language), "preferred": True}],
    }


def _measured(of: str, code: str, text: str, value: float, unit: str, on: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": _id(f"{of}-{code}"),
        "status": "final",
        "code": _coded("http://loinc.org", code, text),
        "subject": _to(of),
        "effectiveDateTime": on,
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
    }


def _coded(system: str, code: str, text: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}], **({"text": text} if text else {})}


def _to(key: str) -> dict[str, str]:
    return {"reference": f"urn:uuid:{_id(key)}"}


def _id(key: str) -> str:
    return str(uuid.uuid5(_SPACE, key))
