"""Numbers of a patient: which are kept, which never enter (Social Security, driver's license, passport)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from tenants.patients.rules import plain
from tenants.roster.rules.identifiers import Identifier, without_identifiers

_TYPES = {
    "SS": Identifier.SSN,
    "SB": Identifier.SSN,
    "DL": Identifier.LICENCE,
    "PPN": Identifier.PASSPORT,
}  # HL7 table 0203
_SYSTEMS = (
    (re.compile(r"us-ssn|2\.16\.840\.1\.113883\.4\.1$|/ssn\b"), Identifier.SSN),
    (re.compile(r"2\.16\.840\.1\.113883\.4\.3(\.|$)|driver|licen[cs]e"), Identifier.LICENCE),
    (re.compile(r"passport|2\.16\.840\.1\.113883\.4\.330"), Identifier.PASSPORT),
)
OF_THE_SOURCE = "source"  # the authority of a number in a list: whoever sends the list
RECORD_NUMBER = ("MR", "MRN", "PI", "PT")  # a practice's or hospital's own numbers


@dataclass(slots=True)
class Drops:
    """How many numbers were left out, by kind. Never the numbers."""

    counts: Counter[str] = field(default_factory=Counter)

    def text(self, text: str) -> str:
        """The text without such numbers in it."""
        clean, found = without_identifiers(text)
        for kind in found:
            self.counts[kind.value] += 1
        return clean

    def add(self, kind: Identifier) -> None:
        """One number of this kind was left out."""
        self.counts[kind.value] += 1


def identity_of(given: str, family: str, birth_date: str) -> str:
    """Name and birth date as a short word: part of a key where a number alone does not make it the same person."""
    told = f"{plain(given)}|{plain(family)}|{birth_date}"
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def closed_kind(system: str, kind: str, value: str) -> Identifier | None:
    """The kind of a number that never enters, by its type, its system or its shape."""
    if kind in _TYPES:
        return _TYPES[kind]
    for pattern, found in _SYSTEMS:
        if pattern.search(system.casefold()):
            return found
    _clean, shaped = without_identifiers(value)
    return shaped[0] if shaped else None
