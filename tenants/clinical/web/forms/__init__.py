"""Forms of clinical facts, one for each kind. They read what was typed; the services decide whether it holds."""

from tenants.clinical.web.forms.base import EndFactForm, FactForm, StrikeForm
from tenants.clinical.web.forms.done import ImmunizationForm, MeasurementForm, ScreeningForm
from tenants.clinical.web.forms.lists import (
    AllergyForm,
    ConditionForm,
    EncounterForm,
    EquipmentForm,
    MedicineForm,
    NoKnownAllergiesForm,
    PrincipalForm,
)

__all__ = ["FORMS", "EndFactForm", "FactForm", "StrikeForm"]

FORMS: dict[str, type[FactForm]] = {
    "conditions": ConditionForm,
    "principal-diagnoses": PrincipalForm,
    "medicines": MedicineForm,
    "allergies": AllergyForm,
    "no-known-allergies": NoKnownAllergiesForm,
    "immunizations": ImmunizationForm,
    "measurements": MeasurementForm,
    "screenings": ScreeningForm,
    "equipment": EquipmentForm,
    "encounters": EncounterForm,
}
