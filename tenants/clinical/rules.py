"""Plain rules of clinical facts: kinds, code systems, what a code looks like, what is measured in which unit."""

import re
from dataclasses import dataclass
from datetime import date
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
    PROCEDURE = "procedure"
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
    NOT_SAID = "not_said"  # done, with a score, and the source did not say what it means


class Precision(StrEnum):
    """How exactly a day was told."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"  # that it was, but not when


ICD_10_CM = "icd-10-cm"
RXNORM = "rxnorm"
CVX = "cvx"
LOINC = "loinc"
OWN = "nestwork"  # our own keys where no verified code may be shipped

# What belongs to health history though it is over the day it happened; the rest of the visits stands beside it.
STAYS_AND_PROCEDURES = frozenset({EncounterKind.HOSPITAL, EncounterKind.PROCEDURE, EncounterKind.EMERGENCY})

_ICD_10_CM = re.compile(r"([A-Z][0-9][0-9A-Z])\.?([0-9A-Z]{1,4})?")


def icd_10_cm(text: str) -> str:
    """The code in its written form ("j4540" is J45.40); raises ValueError for what cannot be one."""
    found = _ICD_10_CM.fullmatch("".join(text.split()).upper())
    if not found:
        raise ValueError(text)
    return ".".join(part for part in found.groups() if part)


def cvx(text: str) -> str:
    """A vaccine's CVX code with its leading zero ("3" is 03); raises ValueError for what cannot be one."""
    text = text.strip()
    if not re.fullmatch(r"[0-9]{1,3}", text, re.ASCII) or not int(text):
        raise ValueError(text)
    return f"{int(text):02d}"


# CVX is public domain (CDC). These are the vaccines of childhood; any other code is taken with the words that come
# with it. The names are short ones of our own.
VACCINES: dict[str, str] = {
    "08": "Hepatitis B",
    "116": "Rotavirus, 5 strains",
    "119": "Rotavirus, 1 strain",
    "20": "DTaP",
    "48": "Hib, PRP-T",
    "49": "Hib, PRP-OMP",
    "215": "Pneumococcal, 15 strains",
    "216": "Pneumococcal, 20 strains",
    "10": "Polio",
    "03": "MMR",
    "21": "Chickenpox",
    "94": "MMR and chickenpox",
    "83": "Hepatitis A, child",
    "115": "Tdap",
    "165": "HPV, 9 strains",
    "140": "Influenza, injected, no preservative",
    "150": "Influenza, injected, 4 strains",
    "88": "Influenza, kind not said",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A thing that is measured: LOINC code, and its units (UCUM) with the largest number that can be true in each."""

    code: str
    most: dict[str, int]


# LOINC codes of vital signs, as US Core names them; their names here are our own words.
MEASURES: dict[str, Measure] = {
    "weight": Measure("29463-7", {"kg": 400, "[lb_av]": 900, "g": 30_000}),
    "height": Measure("8302-2", {"cm": 250, "[in_i]": 100}),
    "head": Measure("9843-4", {"cm": 80, "[in_i]": 32}),
    "bmi": Measure("39156-5", {"kg/m2": 150}),
    "blood_lead": Measure("5671-3", {"ug/dL": 500}),
    "hemoglobin": Measure("718-7", {"g/dL": 40}),
    "oxygen": Measure("2708-6", {"%": 100}),
}


def measure_of(code: str) -> Measure | None:
    """The measure under a LOINC code, where it is one of ours."""
    return next((measure for measure in MEASURES.values() if measure.code == code), None)


def first_day(day: date, precision: str) -> date:
    """The day under which a month or a year is kept."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day
