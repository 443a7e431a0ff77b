"""What two children are compared by."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """One side of a comparison. Empty text is unknown; `key` is whatever the caller calls the child."""

    key: str
    given: str
    family: str
    birth_date: str  # ISO
    middle: str = ""
    name_used: str = ""
    sex: str = ""
    record_number: str = ""
    phones: frozenset[str] = field(default_factory=frozenset)
    street: str = ""
    zip_code: str = ""
