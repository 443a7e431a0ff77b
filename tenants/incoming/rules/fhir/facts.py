"""What every kind of fact shares: about whom, under which key, private how, and what its status means."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nestwork.uploads.faults import Fault
from tenants.incoming.rules.fhir.index import Index, key_of
from tenants.incoming.rules.fhir.labels import label_of
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.stream import Entry
from tenants.incoming.rules.fhir.values import Concept, Day, reference, shorten
from tenants.incoming.rules.identifiers import Drops
from tenants.incoming.rules.shapes import (
    IncomingFact,
    IncomingProblem,
    IncomingSkipped,
    Precision,
    Shape,
    Why,
)

ERROR = "entered-in-error"


@dataclass(frozen=True, slots=True)
class Reading:
    """One resource being read, with what is known of the file."""

    entry: Entry
    index: Index
    drops: Drops

    @property
    def node(self) -> Node:
        """The resource."""
        return self.entry.node

    def fact(
        self,
        kind: str,
        *,
        of: str,
        about: Concept,
        on: Day,
        ended: Day | None = None,
        is_struck: bool = False,
    ) -> IncomingFact:
        """The parts every fact has. `of` names the reference to the patient, `about` is the code it is filed under."""
        pointed = reference(self.node, of)
        if not pointed:
            self.node.refuse(Fault.MISSING_VALUE, of)
        return IncomingFact(
            kind=kind,
            patient=self.index.patient(pointed, self.entry),
            key=f"{self.entry.kind}/{key_of(self.entry)}",
            place=self.node.place,
            effective_on=on.on,
            precision=on.precision if on else Precision.UNKNOWN,
            effective_at=on.at,
            ended_on=ended.on if ended is not None else "",
            ended_at=ended.at if ended is not None else "",
            ended_precision=ended.precision if ended is not None else Precision.DAY,
            is_struck=is_struck,
            label=label_of(self.node, about),
        )

    def words(self, text: str, most: int = 200) -> str:
        """Words for a page, without numbers that never enter."""
        return shorten(self.drops.text(text), most)

    def skip(self, why: Why, more: str = "") -> IncomingSkipped:
        """This resource is not kept, and that is no problem of the file."""
        return IncomingSkipped(resource=f"{self.entry.kind} {more}".strip(), why=why, count=1)

    def problem(self, why: Why, name: str = "", patient: str = "") -> IncomingProblem:
        """This resource could not be kept."""
        return IncomingProblem(
            place=self.node.place, resource=self.entry.kind, why=why, detail=name, patient=patient
        )


def named(concept: Concept, *systems: str) -> tuple[str, str]:
    """Code and system in the best of these systems, else the first coding there is."""
    for system in systems:
        if code := concept.code_of(system):
            return code[:30], system
    for system, code, _words in concept.codings:
        if code and len(code) <= 30:
            return code, system[:40]
    return "", ""


def over(begun: Day, stated: Day, *, is_over: bool) -> Day | None:
    """The end that is stated; what is over without a day ends under the day it began, its precision unknown."""
    if stated:
        return Day(begun.on, stated.precision) if begun and stated.on < begun.on else stated
    return Day(begun.on, Precision.UNKNOWN) if is_over else None


def checked(fact: IncomingFact, reading: Reading) -> Iterator[Shape]:
    """The fact, or why it is none: without words there is nothing to show. A struck one needs no words."""
    if not (fact.text or fact.instrument or fact.is_struck):
        yield reading.problem(Why.NO_TEXT, "code", fact.patient)
        return
    yield fact if fact.text or fact.instrument else replace(fact, text=fact.code)
