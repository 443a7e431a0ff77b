"""What a made-up practice consists of: plain values, before any of it becomes rows."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class MadeContact:
    """A grown-up in a child's life."""

    key: str
    given_name: str
    family_name: str
    relationship: str  # mother, father, grandmother, foster_parent, caseworker, home_staff
    phone: str
    language: str
    needs_interpreter: bool
    is_guardian: bool
    may_decide: bool
    lives_with: bool
    voicemail_ok: bool
    text_ok: bool
    hours_from: int  # preferred hours, local clock
    hours_until: int
    hide_address: bool = False


@dataclass(slots=True)
class MadeHousehold:
    """One roof: a family, a second home, a foster family or a group home."""

    key: str
    kind: str  # family, foster, group_home
    name: str
    address: str
    town: str
    zip_code: str
    phone: str


@dataclass(slots=True)
class MadeFact:
    """A dated clinical fact of any kind; `values` are the fields of its kind."""

    kind: str  # condition, medicine, allergy, encounter, immunization, screening, measurement, equipment
    on: date
    values: dict[str, str]
    label: str = "general"


@dataclass(slots=True)
class MadeCall:
    """A contact with the family that was logged."""

    on: date
    hour: int
    outcome: str  # talked, left_message, no_answer, call_back
    minutes: int
    note: str
    kind: str = "call"


@dataclass(slots=True)
class MadeItem:
    """Something still to do."""

    kind: str  # needed_contact, pre_visit_call, follow_up
    title: str
    why: str
    due: date
    owner: int = 0  # index among the coordinators
    urgent: bool = False


@dataclass(slots=True)
class MadeVisit:
    """An appointment, past or coming."""

    on: date
    hour: int
    minutes: int
    kind: str
    reason: str
    state: str  # booked, kept, could_not_go


@dataclass(slots=True)
class MadeLevel:
    """A need level that held from a day on."""

    level: int
    on: date
    reason: str


@dataclass(slots=True)
class MadeChild:
    """One child with everything that happened in eighteen months."""

    key: str
    given_name: str
    family_name: str
    birth_date: date
    sex: str
    language: str
    needs_interpreter: bool
    record_number: str
    payer_kind: str
    zip_code: str
    school: str
    entered_on: date
    entry_reason: str
    homes: list[tuple[str, bool]] = field(default_factory=list)  # household key, is the main one
    contacts: list[MadeContact] = field(default_factory=list)
    facts: list[MadeFact] = field(default_factory=list)
    calls: list[MadeCall] = field(default_factory=list)
    visits: list[MadeVisit] = field(default_factory=list)
    items: list[MadeItem] = field(default_factory=list)
    levels: list[MadeLevel] = field(default_factory=list)
    is_confidential: bool = False
    clinician: int = 0
    coordinator: int = 0


@dataclass(slots=True)
class MadePractice:
    """One practice of the demonstration network."""

    name: str
    slug: str
    children: list[MadeChild]
    households: list[MadeHousehold]
