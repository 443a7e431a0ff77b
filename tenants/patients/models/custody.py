"""Papers that say who decides for a child and who may be told."""

from typing import ClassVar

from django.db import models

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients.models.child import Child
from tenants.patients.models.family import Contact


class CustodyDocument(PracticeRow):
    """A court order, placement or guardianship in force from a day, perhaps until a day.

    Append-only: a new paper names the one it replaces.
    """

    table_kind: ClassVar[TableKind] = TableKind.FACT

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="custody_documents")
    kind = models.CharField(max_length=30)
    issued_by = models.CharField(max_length=150, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"custody document {self.pk}"


class CustodyRight(PracticeRow):
    """What one paper says about one contact; it wins over what the contact's link says."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    document = models.ForeignKey(CustodyDocument, on_delete=models.PROTECT, related_name="rights")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="custody_rights")
    may_decide = models.BooleanField(default=False)
    may_receive_information = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "contact"], name="one_right_per_contact_and_paper")
        ]

    def __str__(self) -> str:
        return f"custody right {self.pk}"
