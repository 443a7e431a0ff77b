"""Plain words of clinical facts."""

from enum import StrEnum


class EncounterKind(StrEnum):
    """Where a child was seen."""

    OFFICE = "office"
    WELL_VISIT = "well_visit"
    EMERGENCY = "emergency"
    HOSPITAL = "hospital"
    SPECIALIST = "specialist"
    TELEHEALTH = "telehealth"
    HOME = "home"
    OTHER = "other"


class Severity(StrEnum):
    """How badly a child reacts."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    UNKNOWN = "unknown"


class ScreeningResult(StrEnum):
    """What a screen found."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    UNFINISHED = "unfinished"


ICD_10_CM = "icd-10-cm"
RXNORM = "rxnorm"
CVX = "cvx"
LOINC = "loinc"
OWN = "nestwork"  # our own keys where no verified code may be shipped
