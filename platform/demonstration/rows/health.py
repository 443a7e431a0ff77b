"""What a record holds besides history: vaccines by age, screenings, the principal diagnosis, allergies asked for."""

from collections.abc import Iterator
from datetime import date, timedelta

from nestwork.changes.services import mark_since
from nestwork.practices.models import Practice
from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Immunization,
    NoKnownAllergies,
    PrincipalDiagnosis,
    Screening,
)
from tenants.clinical.rules import VACCINES, ScreeningResult
from tenants.patients.models import Child

SOURCE = "made up for the demonstration"
# (CVX, dose, age in days): a schedule of the demonstration, not advice
SCHEDULE = (
    ("08", 1, 1), ("08", 2, 61), ("20", 1, 61), ("49", 1, 61), ("10", 1, 61), ("216", 1, 61), ("20", 2, 122),
    ("10", 2, 122), ("216", 2, 122), ("20", 3, 184), ("08", 3, 184), ("216", 3, 184), ("03", 1, 370), ("21", 1, 370),
    ("83", 1, 372), ("20", 4, 470), ("83", 2, 560), ("03", 2, 1500), ("21", 2, 1500), ("20", 5, 1500), ("115", 1, 4050),
    ("165", 1, 4050), ("165", 2, 4240),
)  # fmt: skip
SCREENS = (
    ("Hearing", 2, ScreeningResult.NEGATIVE),
    ("Lead", 370, ScreeningResult.NEGATIVE),
    ("Development", 550, ScreeningResult.POSITIVE),
    ("Autism", 560, ScreeningResult.NEGATIVE),
    ("Vision", 1480, ScreeningResult.NEGATIVE),
)
REFUSES, MISSES, ASKED = 11, 6, 3  # one child of so many


def write_health(practice: Practice, today: date) -> None:
    """Write the facts of a practice's children once."""
    if Immunization.objects.exists():
        return
    children = list(Child.objects.not_merged().order_by("created", "record_number", "pk"))
    facts: list[ClinicalFact] = []
    for place, child in enumerate(children):
        facts += [*_vaccines(child, place, today), *_screens(child, place, today)]
    facts += [*_principals(children), *_asked(children, today)]
    for model in {type(fact) for fact in facts}:
        rows: list[ClinicalFact] = [fact for fact in facts if type(fact) is model]
        objects = model.objects
        objects.bulk_create(rows)
    mark_since(first=min((fact.effective_on for fact in facts), default=today), room="clinical")


def _vaccines(child: Child, place: int, today: date) -> Iterator[Immunization]:
    for at, (code, dose, days) in enumerate(SCHEDULE):
        on = child.birth_date + timedelta(days=days + (place * 3 + at) % 9)
        if on > today or (place % MISSES == 1 and at > 9):
            continue
        yield Immunization(
            child=child, code=code, text=VACCINES[code], dose_number=dose, effective_on=on, source=SOURCE
        )
    if place % REFUSES == 4:
        on = max(child.birth_date, today - timedelta(days=40))
        yield Immunization(
            child=child, code="140", text=VACCINES["140"], effective_on=on, source="mother",
            was_refused=True, refusal_reason="The parents decided against it",
        )  # fmt: skip


def _screens(child: Child, place: int, today: date) -> Iterator[Screening]:
    for at, (name, days, result) in enumerate(SCREENS):
        on = child.birth_date + timedelta(days=days)
        if on <= today:
            found = result if (place + at) % 4 == 0 else ScreeningResult.NEGATIVE
            yield Screening(child=child, instrument=name, result=found, effective_on=on, source=SOURCE)


def _principals(children: list[Child]) -> Iterator[PrincipalDiagnosis]:
    """The condition a child has had longest."""
    ours = {child.pk for child in children}
    first: dict[object, Condition] = {}
    standing = Condition.objects.filter(replaced_by__isnull=True, is_struck=False, ended_on__isnull=True)
    for row in standing.order_by("effective_on", "pk"):
        if row.child_id in ours:
            first.setdefault(row.child_id, row)
    for row in first.values():
        yield PrincipalDiagnosis(
            child_id=row.child_id, condition=row, label=row.label, effective_on=row.effective_on, source=SOURCE,
            recorded_by_id=row.recorded_by_id,
        )  # fmt: skip


def _asked(children: list[Child], today: date) -> Iterator[NoKnownAllergies]:
    """Of two children in three without an allergy somebody asked."""
    allergic = set(Allergy.objects.values_list("child_id", flat=True))
    for place, child in enumerate(one for one in children if one.pk not in allergic):
        if place % ASKED:
            on = max(child.birth_date, today - timedelta(days=30 + place % 200))
            yield NoKnownAllergies(child=child, effective_on=on, source="family")
