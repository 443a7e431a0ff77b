"""The lists of the tab Health: which stand there, in which order, and their rows in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.clinical import rules, selectors, words
from tenants.clinical.models import (
    KINDS,
    Allergy,
    ClinicalFact,
    Condition,
    Encounter,
    Immunization,
    Medicine,
    NoKnownAllergies,
    Screening,
)
from tenants.clinical.web import presenters
from tenants.patients.models import Child
from tenants.patients.words import SENSITIVITY, word

SHOWN = 12  # rows of a list before "show all"
MOST = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    name: str
    told: str
    since: str
    until: str
    source: str
    by: str
    at: datetime
    url: str
    correct_url: str
    end_url: str
    end_word: str
    principal_url: str
    tags: list[tuple[str, str, str]]  # kind, text, icon


@dataclass(frozen=True, slots=True)
class Section:
    """One list with its heading and what can be added."""

    key: str
    title: str | Promise
    day: str | Promise
    empty: str | Promise
    rows: list[Row]
    add: list[tuple[str, str]]  # words, address
    all_url: str  # where every row stands, when some are left out
    note: str = ""


def of(child: Child, reader: Reader, staff: Mapping[str, str], *, whole: str = "") -> list[Section]:
    """Every list of the tab, one statement each; `whole` names the one that shows all its rows."""
    head = selectors.principal(child, reader)
    desk = _Desk(child, reader, staff, whole, head.condition_id if head else None)
    asked = selectors.none_known(child, reader).first()
    allergies = desk.section(
        "allergies", selectors.present(Allergy, child, reader), extra="no-known-allergies"
    )
    return [
        desk.section("principal-diagnoses", [head] if head else []),
        desk.section("conditions", selectors.present(Condition, child, reader)),
        desk.section("medicines", selectors.present(Medicine, child, reader)),
        allergies if allergies.rows or not asked else desk.none_known(allergies, asked),
        desk.section("immunizations", selectors.standing(Immunization, child, reader)),
        desk.section("measurements", selectors.standing(KINDS["measurements"], child, reader)),
        desk.section("screenings", selectors.standing(Screening, child, reader)),
        desk.section("equipment", selectors.present(KINDS["equipment"], child, reader)),
        desk.history(),
    ]


@dataclass(frozen=True, slots=True)
class _Desk:
    child: Child
    reader: Reader
    staff: Mapping[str, str]
    whole: str
    principal_id: Any

    def section(
        self,
        key: str,
        found: QuerySet[Any, Any] | list[Any],
        extra: str = "",
        note: str = "",
        *,
        has_more: bool = False,
    ) -> Section:
        """A list, cut where it grows long."""
        said = words.KINDS[key]
        most = MOST if self.whole == key else SHOWN
        facts = list(found[: most + 1])
        tab = reverse("child_health", kwargs={"child_id": self.child.pk})
        kinds = [key, extra] if extra and not facts else [key]
        return Section(
            key, said.title, said.day, said.empty, [self.row(fact) for fact in facts[:most]],
            [(str(words.KINDS[kind].add), self.add_url(kind)) for kind in kinds] if self.may_edit() else [],
            f"{tab}?all={key}#{key}" if len(facts) > most or has_more else "", note,
        )  # fmt: skip

    def may_edit(self) -> bool:
        """Whether the reader may add and correct."""
        return self.reader.may(Permission.EDIT_CHILDREN)

    def add_url(self, kind: str) -> str:
        """The form that adds a fact of the kind."""
        return reverse("fact_new", kwargs={"child_id": self.child.pk, "kind": kind})

    def none_known(self, section: Section, asked: NoKnownAllergies) -> Section:
        """The list of allergies of a child of whom somebody asked, and none is known."""
        plain = self.section(section.key, [], note=_("No known allergies"))
        return Section(
            plain.key, plain.title, words.KINDS["no-known-allergies"].day, plain.empty, [self.row(asked)],
            plain.add, "", plain.note,
        )  # fmt: skip

    def history(self) -> Section:
        """What is over, and stays, procedures and emergencies; every other visit when all are asked for."""
        kinds = (Condition, Medicine, Allergy, KINDS["equipment"])
        facts: list[ClinicalFact] = [
            fact for kind in kinds for fact in selectors.over(kind, self.child, self.reader)[:MOST]
        ]
        seen = list(selectors.standing(Encounter, self.child, self.reader)[:MOST])
        first = [one for one in seen if one.kind in rules.STAYS_AND_PROCEDURES]
        facts += seen if self.whole == "encounters" else first
        facts.sort(key=lambda fact: (fact.ended_on or fact.effective_on, fact.recorded_at), reverse=True)
        has_more = self.whole != "encounters" and len(first) < len(seen)
        return self.section("encounters", facts, has_more=has_more)

    def row(self, fact: ClinicalFact) -> Row:
        """A fact as a line of its list."""
        kind = presenters.kind_of(fact)
        can_end = self.may_edit() and bool(words.KINDS[kind].end) and not fact.ended_on
        is_other = isinstance(fact, Condition) and fact.pk != self.principal_id and not fact.ended_on
        naming = f"{self.add_url('principal-diagnoses')}?condition={fact.pk}"
        return Row(
            presenters.named(fact), presenters.told(fact),
            presenters.since(fact.effective_on, fact.effective_precision),
            presenters.since(fact.ended_on, fact.ended_precision), fact.source,
            self.staff.get(str(fact.recorded_by_id), ""), fact.recorded_at,
            presenters.address(fact, self.child),
            presenters.address(fact, self.child, "correct") if self.may_edit() else "",
            presenters.address(fact, self.child, "end") if can_end else "",
            str(words.KINDS[kind].end), naming if is_other and self.may_edit() else "",
            list(self.tags(fact)),
        )  # fmt: skip

    def tags(self, fact: ClinicalFact) -> Iterable[tuple[str, str, str]]:
        """What must not be overlooked: severe, refused, restricted, over."""
        if isinstance(fact, Allergy) and fact.severity == rules.Severity.SEVERE:
            yield "late", _("Severe"), "triangle-alert"
        if isinstance(fact, Immunization) and fact.was_refused:
            yield "soon", _("Refused"), "ban"
        if isinstance(fact, Screening) and fact.result == rules.ScreeningResult.POSITIVE:
            yield "soon", _("Look closer"), ""
        if isinstance(fact, Condition) and fact.pk == self.principal_id:
            yield "info", _("Principal diagnosis"), "star"
        if fact.ended_on and not isinstance(fact, Encounter):
            yield "plain", _("Over"), ""
        if fact.label != "general":
            yield "info", word(SENSITIVITY, fact.label), "lock"
