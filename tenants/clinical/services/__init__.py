"""Verbs on clinical facts. Rows are never changed: what follows on a row is a new one."""

from tenants.clinical.services.adding import add
from tenants.clinical.services.many import write_many
from tenants.clinical.services.recording import (
    name_principal,
    record_allergy,
    record_condition,
    record_encounter,
    record_equipment,
    record_immunization,
    record_measurement,
    record_medicine,
    record_no_known_allergies,
    record_screening,
)
from tenants.clinical.services.replacing import CorrectedAlreadyError, correct, end, strike

__all__ = [
    "CorrectedAlreadyError",
    "add",
    "correct",
    "end",
    "name_principal",
    "record_allergy",
    "record_condition",
    "record_encounter",
    "record_equipment",
    "record_immunization",
    "record_measurement",
    "record_medicine",
    "record_no_known_allergies",
    "record_screening",
    "strike",
    "write_many",
]
