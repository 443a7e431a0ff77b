"""What every format becomes: one importer takes these shapes, whoever read them (FHIR, HL7 v2, a list).

A reading program (`nestwork.uploads.child.serve`) says them as JSON lines: `as_line(shape)`, the kind under "t"; the
importer turns them back with `as_shape`. Order: one `IncomingFile`, then shapes where a patient stands before its
contacts and facts (a patient may be said again, the last one counts), one `IncomingEnd` at the end. Days are ISO text
("2019-04-30"), empty when not said. Whatever was left out is said as a problem, a skip or a drop, never silently.
A file that cannot be taken at all is refused with `BrokenFileError`; nothing of it stays.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


class FactKind(StrEnum):
    """The clinical fact a line becomes, named as the models of tenants.clinical."""

    CONDITION = "condition"
    ALLERGY = "allergy"
    MEDICINE = "medicine"
    ENCOUNTER = "encounter"
    IMMUNIZATION = "immunization"
    SCREENING = "screening"
    MEASUREMENT = "measurement"
    NO_KNOWN_ALLERGIES = "noknownallergies"  # somebody asked, and there is none


class Precision(StrEnum):
    """How exactly the source told a day. Years and months are kept under their first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"  # the source says that it was, or ended, but not when


class Why(StrEnum):
    """Why something was not taken."""

    UNUSED_TYPE = "unused_type"  # a kind of record we do not keep
    HELPER = "helper"  # read for a name that others point to; not kept itself
    UNUSED_OBSERVATION = "unused_observation"  # neither growth, lead nor a screening we know
    NOT_TRUE_YET = "not_true_yet"  # planned, proposed, draft, on hold, cancelled
    NO_DATE = "no_date"  # a fact without any day
    FUTURE = "future"
    NO_TEXT = "no_text"  # neither a code nor words
    NO_VALUE = "no_value"
    NO_NAME = "no_name"  # a person without given or family name
    PART_OF_BIRTH_DATE = "part_of_birth_date"  # a patient born "2019": a whole day is needed
    NO_DAY_OF_DEATH = "no_day_of_death"  # has died, not said when; kept under the day the file came
    NOT_CONFIRMED = "not_confirmed"  # a diagnosis that is only suspected
    NEGATED = "negated"  # "no known drug allergy": says that something is not
    BEFORE_BIRTH = "before_birth"
    NO_PATIENT = "no_patient"  # about a patient who is neither in the file nor known here
    PATIENT_REFUSED = "patient_refused"  # about a patient of this file who was not taken
    TOO_OLD = "too_old"  # older than 26 years
    NOT_HERE = "not_here"  # about a child not known here, whom nobody asked to take in
    OTHER_PERSON = "other_person"  # the source gave this id to somebody else before
    OTHER_CHILD = "other_child"  # the source gave this id to another fact of another child before
    UNKNOWN_WORD = "unknown_word"  # a code of a closed list that we do not know
    NOT_UNDERSTOOD = "not_understood"  # a value that could not be read; the rest was taken
    NOT_SAVED = "not_saved"  # the practice's own rules refused it
    RACE_ETHNICITY = "race_ethnicity"  # the record has no place for it


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFile:
    """Said first: what the file is. `format` is a key of `readers.READERS`; `details` are facts for the page."""

    format: str
    details: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPatient:
    """A patient. `key` is its id in the source, the same in every file of it; facts name it as `patient`."""

    key: str
    place: str  # JSON path, or "line 12"
    # [system or assigning authority, value, HL7 table 0203 code]; SSN, licence and passport never get here
    identifiers: tuple[tuple[str, str, str], ...] = ()
    # a list without any id: the one child of this name and birth date is meant, never so for a record with an id
    is_only_named: bool = False
    given_name: str = ""
    middle_name: str = ""
    family_name: str = ""
    name_used: str = ""
    birth_date: str = ""  # always a whole day
    sex: str = ""  # tenants.patients.rules.Sex; empty: not said
    language: str = ""  # ISO 639, lower case
    needs_interpreter: bool | None = None
    phones: tuple[str, ...] = ()
    email: str = ""
    address_line: str = ""
    town: str = ""
    state: str = ""
    zip_code: str = ""
    has_died: bool = False
    deceased_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingContact:
    """Somebody around a patient. `key` is unique within the source."""

    key: str
    patient: str
    place: str
    name: str
    relationship: str = "other"  # tenants.patients.rules.Relationship
    phones: tuple[str, ...] = ()
    email: str = ""
    language: str = ""
    address_line: str = ""
    town: str = ""
    state: str = ""
    zip_code: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFact:
    """A dated fact about a patient. `key` is the record's id in the source: the same fact keeps it in every file.

    Fields that a kind does not have stay empty. `is_struck` is "entered in error": the fact was never so.
    """

    kind: str  # FactKind
    patient: str
    key: str
    place: str
    # empty only for what a child has or takes (condition, allergy, medicine): the importer puts the day the file came
    # there, with precision "unknown"
    effective_on: str = ""
    precision: str = Precision.DAY
    effective_at: str = ""  # the moment, where it was told in UTC: the day is then the practice's
    ended_on: str = ""
    ended_at: str = ""
    ended_precision: str = Precision.DAY  # "unknown" alone says that it is over
    is_struck: bool = False
    label: str = "general"  # tenants.patients.rules.Sensitivity
    code: str = ""
    code_system: str = ""  # tenants.clinical.rules, "snomed", or the source's own address
    text: str = ""
    dose: str = ""  # medicine: how much, in words
    given_at: str = ""  # medicine: when, in words; immunization: route and site
    reason: str = ""  # medicine
    reaction: str = ""  # allergy
    severity: str = ""  # allergy: tenants.clinical.rules.Severity
    encounter_kind: str = ""  # tenants.clinical.rules.EncounterKind
    care_place: str = ""  # encounter
    dose_number: int | None = None  # immunization
    amount: str = ""  # immunization, with its unit
    was_refused: bool = False  # immunization
    refusal_reason: str = ""  # immunization
    is_lasting: bool = True  # condition
    instrument: str = ""  # screening
    score: str = ""  # screening, a decimal as text
    result: str = ""  # screening: tenants.clinical.rules.ScreeningResult
    value: str = ""  # measurement, a decimal as text
    unit: str = ""  # measurement, UCUM


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingProblem:
    """One record, or one value of it, that was not taken while the rest of the file was."""

    place: str
    resource: str  # "Immunization", "PID", "row"
    why: str  # Why
    detail: str = ""  # a path or a field; never a name, date or number of a person
    patient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSkipped:
    """So many records of a type that is not kept."""

    resource: str  # "Claim", "Observation 8302-2"
    why: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingDropped:
    """So many identifiers of a kind that never enters: "ssn", "licence", "passport"."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEnd:
    """Said last: how many records the file held in all (resources, messages, rows)."""

    records: int


type Shape = (
    IncomingFile
    | IncomingPatient
    | IncomingContact
    | IncomingFact
    | IncomingProblem
    | IncomingSkipped
    | IncomingDropped
    | IncomingEnd
)

_KINDS: dict[str, type[Any]] = {
    "file": IncomingFile,
    "patient": IncomingPatient,
    "contact": IncomingContact,
    "fact": IncomingFact,
    "problem": IncomingProblem,
    "skipped": IncomingSkipped,
    "dropped": IncomingDropped,
    "end": IncomingEnd,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_DEFAULTS = {kind: {one.name: one.default for one in fields(kind)} for kind in _NAMES}


def as_line(shape: Shape) -> dict[str, Any]:
    """The shape as a line of the limited process; what stands at its default is left out."""
    kind = type(shape)
    defaults = _DEFAULTS[kind]
    said = ((name, getattr(shape, name)) for name in defaults)
    return {"t": _NAMES[kind], **{name: value for name, value in said if value != defaults[name]}}


def as_shape(line: dict[str, Any]) -> Shape:
    """The line as a shape again; raises KeyError or TypeError for a line that is none."""
    told = {name: value for name, value in line.items() if name != "t"}
    for name in ("phones", "identifiers"):
        if name in told:
            told[name] = tuple(tuple(one) if isinstance(one, list) else one for one in told[name])
    made: Shape = _KINDS[line["t"]](**told)
    return made
