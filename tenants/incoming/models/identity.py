"""What a source calls our children, contacts and facts: a later file of it finds them again under these keys."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.incoming.models.files import RecordFile, RecordSource
from tenants.patients.models import Child


class SourcePatient(PracticeRow):
    """A child under its id in one source, with the values that source gave last."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RecordSource, on_delete=models.PROTECT, related_name="patients")
    key = models.CharField(max_length=240)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    contact_id = models.UUIDField(null=True)  # the family's contact this source brought
    values = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="one_patient_per_key")
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"


class SourceNumber(PracticeRow):
    """A number that a source gives a patient, with the authority it belongs to."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    patient = models.ForeignKey(SourcePatient, on_delete=models.PROTECT, related_name="numbers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "system", "value"], name="one_number_per_patient")
        ]
        indexes: ClassVar = [models.Index(fields=["value", "system"], name="source_number_value")]

    def __str__(self) -> str:
        return f"number of {self.patient_id}"


class SourceContact(PracticeRow):
    """Somebody around a child under the id in one source."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RecordSource, on_delete=models.PROTECT, related_name="contacts")
    key = models.CharField(max_length=240)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    contact_id = models.UUIDField()
    values = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="one_contact_per_key")
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class SourceFact(PracticeRow):
    """A clinical fact under its id in one source: which row it became, and a digest of what was said last."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    source = models.ForeignKey(RecordSource, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=20)  # rules.shapes.FactKind
    key = models.CharField(max_length=240)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    fact_id = models.UUIDField()
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "kind", "key"], name="one_fact_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class PatientOutcome(PracticeRow):
    """That a file brought a child, changed what is said of it, or told something of it. One that changes nothing leaves none."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    file = models.ForeignKey(RecordFile, on_delete=models.PROTECT, related_name="outcomes")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)  # rules.states.Came
    detail = models.JSONField(
        default=dict
    )  # fields changed and kept, facts by kind and by what became of them; no values
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["file", "outcome"], name="patient_outcome_by_file")]

    def __str__(self) -> str:
        return f"{self.outcome} in {self.file_id}"
