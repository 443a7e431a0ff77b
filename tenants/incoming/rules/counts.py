"""What a file would do, or did, in numbers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tenants.incoming.rules.problems import Problems

_STRANGERS = 200  # named of a file; the count goes on


@dataclass(slots=True)
class Counts:
    """Patients by what they led to, contacts and facts by what became of them, and what was not taken."""

    patients: Counter[str] = field(default_factory=Counter)
    alike: int = 0  # new children that look like one on record
    contacts: Counter[str] = field(default_factory=Counter)
    facts: dict[str, Counter[str]] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    strangers: list[list[str]] = field(default_factory=list)  # name and birth date of children not known here
    theirs: int = 0  # facts and contacts that would come in with them

    def fact(self, kind: str, did: str) -> None:
        """One more fact."""
        self.facts.setdefault(kind, Counter())[did] += 1

    def stranger(self, name: str, birth_date: str) -> None:
        """A child not known here, as the file names it; only the practice's own page shows it."""
        if len(self.strangers) < _STRANGERS:
            self.strangers.append([name, birth_date])

    def as_json(self) -> dict[str, Any]:
        """For the file and for a checkpoint."""
        return {
            "patients": dict(self.patients),
            "alike": self.alike,
            "contacts": dict(self.contacts),
            "facts": {kind: dict(counted) for kind, counted in sorted(self.facts.items())},
            "problems": self.problems.as_json(),
            "problem_count": self.problems.count,
            "strangers": self.strangers,
            "theirs": self.theirs,
        }

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> "Counts":
        """As they stood at the last checkpoint."""
        problems = Problems.of_json(told.get("problems", []))
        problems.count = told.get("problem_count", 0)
        return cls(
            Counter(told.get("patients", {})),
            told.get("alike", 0),
            Counter(told.get("contacts", {})),
            {kind: Counter(counted) for kind, counted in told.get("facts", {}).items()},
            problems,
            told.get("strangers", []),
            told.get("theirs", 0),
        )
