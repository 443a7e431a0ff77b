"""What each fact and contact of a file would lead to."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from nestwork.practices import clock
from tenants.incoming.models import RecordSource, SourceContact, SourceFact, SourcePatient
from tenants.incoming.rules.digest import digest_of
from tenants.incoming.rules.shapes import IncomingContact, IncomingFact, Precision, Why, as_shape
from tenants.incoming.rules.states import Did
from tenants.incoming.services.fact_rows import MODELS

type Line = Mapping[str, Any]
_BEFORE_BIRTH = timedelta(days=1)  # a day written in another zone


@dataclass(frozen=True, slots=True)
class Who:
    """The child a source's patient stands for; `child_id` is None for one that is only about to be taken in.

    `told_as` is set for a child whom the reader of the counts may not open: empty for "as of a new one", else why
    a fact of a child not known here is not taken.
    """

    child_id: uuid.UUID | None
    head_id: uuid.UUID | None
    birth_date: date
    told_as: str | None = None


@dataclass(slots=True)
class FactPlan:
    """What one fact leads to."""

    fact: IncomingFact
    did: Did
    digest: str = ""
    why: str = ""
    who: Who | None = None
    known: SourceFact | None = None

    @property
    def told(self) -> tuple[Did, str]:
        """What it led to and why, for a count that somebody reads."""
        return _told(self, is_struck=self.fact.is_struck)


@dataclass(slots=True)
class ContactPlan:
    """What one contact leads to."""

    contact: IncomingContact
    did: Did
    why: str = ""
    who: Who | None = None
    known: SourceContact | None = None

    @property
    def told(self) -> tuple[Did, str]:
        """What it led to and why, for a count that somebody reads."""
        return _told(self, is_struck=self.contact.is_struck)


def _told(plan: FactPlan | ContactPlan, *, is_struck: bool) -> tuple[Did, str]:
    said = plan.who.told_as if plan.who else None
    if said:
        return Did.REFUSED, said
    if said is None or plan.did is Did.REFUSED:
        return plan.did, plan.why
    return (Did.UNCHANGED if is_struck else Did.ADDED), ""


@dataclass(frozen=True, slots=True)
class People:
    """Whom the keys of a file's patients stand for: those on record, those about to come, those left out.

    `seen` says of every patient of the file why it was not taken (empty: it was), `told_as` the same as whoever may
    not open the child is told, `coming` the birth dates of those a dry run would take in.
    """

    source: RecordSource
    seen: Mapping[str, str]
    coming: Mapping[str, date] = field(default_factory=dict)
    hidden: Collection[uuid.UUID] = frozenset()
    told_as: Mapping[str, str] = field(default_factory=dict)

    def of(self, keys: set[str]) -> dict[str, Who]:
        """Who these keys are."""
        meant = {key for key in keys if self.seen.get(key) != Why.OTHER_PERSON}
        rows = SourcePatient.objects.filter(source=self.source, key__in=meant)
        told = rows.values_list("key", "child_id", "child__head_id", "child__birth_date")
        found = {key: Who(None, None, self.coming[key]) for key in meant & self.coming.keys()}
        found |= {key: Who(child, head, born, self._told_as(key, head)) for key, child, head, born in told}
        return found

    def _told_as(self, key: str, head: uuid.UUID) -> str | None:
        if head not in self.hidden:
            return None
        if key not in self.told_as:
            return self.why_not(key)
        said = self.told_as[key]
        return Why.PATIENT_REFUSED if said == Why.NO_PATIENT else said

    def why_not(self, key: str) -> Why:
        """Why nobody is found under a key."""
        if self.seen.get(key) == Why.NOT_HERE:
            return Why.NOT_HERE
        return Why.PATIENT_REFUSED if key in self.seen else Why.NO_PATIENT


def plan_facts(lines: Sequence[Line], people: People) -> list[FactPlan]:
    """Plans in the order of the file; a fact said twice in one batch counts as said last."""
    last = {(line["kind"], line["key"]): line for line in lines}
    who = people.of({line["patient"] for line in last.values()})
    rows = SourceFact.objects.filter(source=people.source, key__in={key for _kind, key in last})
    known = {(row.kind, row.key): row for row in rows.select_related("child")}
    today = clock.today()
    plans = []
    for name, line in last.items():
        fact = as_shape(dict(line))
        if not isinstance(fact, IncomingFact):
            raise TypeError(line["t"])
        fact = _in_our_zone(fact)
        plans.append(_fact(fact, digest_of(line), who.get(fact.patient), known.get(name), people, today))
    _keep_what_stands(plans)
    return plans


def _in_our_zone(fact: IncomingFact) -> IncomingFact:
    """A moment told in UTC falls on the day that it was here: an evening visit is no visit of the next morning."""
    if not (fact.effective_at or fact.ended_at):
        return fact
    return replace(
        fact,
        effective_on=_day_here(fact.effective_at) or fact.effective_on,
        ended_on=_day_here(fact.ended_at) or fact.ended_on,
    )


def _day_here(moment: str) -> str:
    return clock.local(datetime.fromisoformat(moment)).date().isoformat() if moment else ""


def _keep_what_stands(plans: Sequence[FactPlan]) -> None:
    """A fact that somebody here corrected, ended or struck since stays as it is: the dry run says so as well."""
    again: defaultdict[str, list[FactPlan]] = defaultdict(list)
    for plan in plans:
        if plan.known is not None and plan.did in (Did.CORRECTED, Did.STRUCK):
            again[plan.fact.kind].append(plan)
    for kind, some in again.items():
        objects: Any = MODELS[kind].objects
        ids = [plan.known.fact_id for plan in some if plan.known]
        replaced = set(objects.filter(pk__in=ids, replaced_by__isnull=False).values_list("pk", flat=True))
        for plan in some:
            if plan.known and plan.known.fact_id in replaced:
                plan.did = Did.KEPT


def _fact(
    fact: IncomingFact, digest: str, who: Who | None, known: SourceFact | None, people: People, today: date
) -> FactPlan:
    if who is None:
        return FactPlan(fact, Did.REFUSED, why=people.why_not(fact.patient))
    if known is not None and known.digest == digest and known.child.head_id == who.head_id:
        return FactPlan(fact, Did.UNCHANGED, digest, who=who, known=known)
    if known is not None and known.digest != digest and known.child.head_id != who.head_id:
        return FactPlan(fact, Did.REFUSED, why=Why.OTHER_CHILD, who=who)
    if fact.is_struck:
        did = Did.STRUCK if known is not None else Did.UNCHANGED  # what never came in need not be struck
        return FactPlan(fact, did, digest, who=who, known=known)
    if why := _cannot_be(fact, who, today):
        return FactPlan(fact, Did.REFUSED, why=why, who=who)
    return FactPlan(fact, Did.CORRECTED if known is not None else Did.ADDED, digest, who=who, known=known)


def _cannot_be(fact: IncomingFact, who: Who, today: date) -> str:
    if not fact.effective_on:
        return ""
    on = date.fromisoformat(fact.effective_on)
    if on > today:
        return Why.FUTURE
    born = who.birth_date - _BEFORE_BIRTH
    if fact.precision == Precision.YEAR:
        born = born.replace(month=1, day=1)
    elif fact.precision == Precision.MONTH:
        born = born.replace(day=1)
    return Why.BEFORE_BIRTH if on < born else ""


def plan_contacts(lines: Sequence[Line], people: People) -> list[ContactPlan]:
    """Plans in the order of the file."""
    last = {line["key"]: line for line in lines}
    who = people.of({line["patient"] for line in last.values()})
    known = {row.key: row for row in SourceContact.objects.filter(source=people.source, key__in=last.keys())}
    plans = []
    for key, line in last.items():
        contact = as_shape(dict(line))
        if not isinstance(contact, IncomingContact):
            raise TypeError(line["t"])
        plans.append(_contact(contact, who.get(contact.patient), known.get(key), people))
    return plans


def _contact(
    contact: IncomingContact, who: Who | None, known: SourceContact | None, people: People
) -> ContactPlan:
    if who is None:
        return ContactPlan(contact, Did.REFUSED, people.why_not(contact.patient))
    if known is None:
        return ContactPlan(contact, Did.UNCHANGED if contact.is_struck else Did.ADDED, who=who)
    if known.values == contact_values(contact):
        return ContactPlan(contact, Did.UNCHANGED, who=who, known=known)
    did = Did.STRUCK if contact.is_struck else Did.CORRECTED
    return ContactPlan(contact, did, who=who, known=known)


def contact_values(contact: IncomingContact) -> dict[str, Any]:
    """What the source says about a contact, in the fields of the record."""
    phones = [*contact.phones, "", ""]
    return {
        "name": contact.name,
        "relationship": str(contact.relationship),
        "phone": phones[0],
        "second_phone": phones[1],
        "email": contact.email,
        "language": contact.language,
        "address_line": contact.address_line,
        "town": contact.town,
        "state": contact.state,
        "zip_code": contact.zip_code,
        "is_struck": contact.is_struck,
    }
