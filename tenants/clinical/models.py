"""Dated clinical facts with their source; append-only, a correction names the row it replaces."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models

from tenants.clinical import rules
from tenants.patients.facts import ChildFact, ChildFactQuerySet


class ClinicalQuerySet[M: models.Model](ChildFactQuerySet[M]):
    """Clinical facts as they stand."""

    def standing(self) -> Self:
        """Facts that no later row corrects or strikes out."""
        return self.filter(replaced_by__isnull=True, is_struck=False)


class ClinicalFact(ChildFact):
    """A clinical fact. A row that replaces another corrects it, or with `is_struck` says it was never so.

    `note` belongs to the fact and goes on with it; `replaced_because` says why this row took the place of the one
    before. A day told only as a year or a month stands under its first day, with its precision beside it.
    """

    effective_precision = models.CharField(max_length=10, default=rules.Precision.DAY)
    ended_on = models.DateField(null=True, blank=True)
    ended_precision = models.CharField(max_length=10, default=rules.Precision.DAY)
    note = models.CharField(max_length=500, blank=True)
    replaced_because = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    is_struck = models.BooleanField(default=False)
    replaces_id: UUID | None

    objects: ClassVar[Any] = ClinicalQuerySet.as_manager()

    class Meta(ChildFact.Meta):
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"


class Condition(ClinicalFact):
    """A diagnosis or lasting condition."""

    code = models.CharField(max_length=30, blank=True)
    code_system = models.CharField(max_length=40, default=rules.ICD_10_CM)
    code_release = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=200)
    is_lasting = models.BooleanField(default=True)


class PrincipalDiagnosis(ClinicalFact):
    """Since this day the condition is the child's principal diagnosis, until a later one is or this one ends.

    The one named latest counts. Correcting or striking the condition carries it along as a new row (services).
    """

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")


class Medicine(ClinicalFact):
    """A medicine the child takes."""

    code = models.CharField(max_length=30, blank=True)
    code_system = models.CharField(max_length=40, default=rules.RXNORM)
    text = models.CharField(max_length=200)
    dose = models.CharField(max_length=120, blank=True)
    given_at = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)


class Allergy(ClinicalFact):
    """What the child must not meet, and what happens then."""

    text = models.CharField(max_length=200)
    reaction = models.CharField(max_length=200, blank=True)
    severity = models.CharField(max_length=20, default=rules.Severity.UNKNOWN)


class NoKnownAllergies(ClinicalFact):
    """Somebody asked on this day, and the child has no allergy anybody knows of: not the same as an empty list.

    It counts while no allergy stands; striking an allergy that was entered by mistake brings it back.
    """


class Encounter(ClinicalFact):
    """The child was seen somewhere; `effective_on` is the day it began."""

    kind = models.CharField(max_length=20, default=rules.EncounterKind.OFFICE)
    text = models.CharField(max_length=200)
    place = models.CharField(max_length=150, blank=True)
    clinician_id = models.UUIDField(null=True, blank=True)


class Immunization(ClinicalFact):
    """A vaccine given, or refused."""

    code = models.CharField(max_length=30, blank=True)
    code_system = models.CharField(max_length=40, default=rules.CVX)
    text = models.CharField(max_length=200)
    dose_number = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = models.CharField(max_length=60, blank=True)  # with its unit, as in 0.5 mL
    given_at = models.CharField(max_length=120, blank=True)  # route and site
    was_refused = models.BooleanField(default=False)
    refusal_reason = models.CharField(max_length=120, blank=True)


class Screening(ClinicalFact):
    """A screen done: which, its score and what it found."""

    instrument = models.CharField(max_length=60)
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    result = models.CharField(max_length=20, default=rules.ScreeningResult.UNFINISHED)


class Measurement(ClinicalFact):
    """A number with its unit (UCUM): weight, height, blood lead."""

    code = models.CharField(max_length=30)
    code_system = models.CharField(max_length=40, default=rules.LOINC)
    text = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    unit = models.CharField(max_length=30)


class Equipment(ClinicalFact):
    """A device or supply the child needs."""

    text = models.CharField(max_length=200)
    supplier = models.CharField(max_length=150, blank=True)
    reorder_every_days = models.PositiveSmallIntegerField(null=True, blank=True)


# The kinds as addresses and the API name them, in the order a page shows them.
KINDS: dict[str, type[ClinicalFact]] = {
    "conditions": Condition,
    "principal-diagnoses": PrincipalDiagnosis,
    "medicines": Medicine,
    "allergies": Allergy,
    "no-known-allergies": NoKnownAllergies,
    "immunizations": Immunization,
    "measurements": Measurement,
    "screenings": Screening,
    "equipment": Equipment,
    "encounters": Encounter,
}


def kind_of(fact: ClinicalFact) -> str:
    """The kind's word in an address."""
    return next(name for name, model in KINDS.items() if isinstance(fact, model))
