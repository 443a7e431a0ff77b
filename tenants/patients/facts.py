"""The root of every row about a child in any room: one place where rows are filtered by child and by label."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients import rules
from tenants.patients.models import Child
from tenants.patients.models.child import let_in


def labels_outright(reader: Reader) -> frozenset[rules.Sensitivity]:
    """The labels this reader reads in every child it may open; general alone without the named permission."""
    if reader.is_system:
        return frozenset(rules.Sensitivity)
    labels = rules.labels_read_by(reader.role)
    return labels if reader.may(Permission.SEE_RESTRICTED) else labels & {rules.Sensitivity.GENERAL}


class ChildRowQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows about children, filtered by the children a reader may open."""

    def of(self, child: Child) -> Self:
        """Rows of the child and of everything merged into it."""
        return self.filter(child__head_id=child.head_id)

    def visible_to(self, reader: Reader) -> Self:
        """Rows of children the reader may open."""
        if reader.is_system:
            return self
        return self.filter(child__head_id__in=Child.objects.visible_to(reader).values("pk"))


class ChildFactQuerySet[M: models.Model](ChildRowQuerySet[M]):
    """Facts about children, filtered by child and by sensitivity label."""

    def visible_to(self, reader: Reader) -> Self:
        """Facts of children the reader may open, under labels the reader may read, and the reader's own."""
        rows = super().visible_to(reader)
        if reader.is_system:
            return rows
        readable = Q(label__in=labels_outright(reader)) | Q(recorded_by_id=reader.person_id)
        when_let_in = rules.labels_read_when_let_in(reader.role)
        if when_let_in:
            readable |= Q(label__in=when_let_in) & let_in(reader, "child__head_id")
        return rows.filter(readable)


class ChildRow(PracticeRow):
    """A row about a child that may change (an appointment, a worklist item)."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ChildRowQuerySet.as_manager()

    class Meta:
        abstract = True


class ChildFact(PracticeRow):
    """A dated fact about a child: who said so, when it was written down, since when it holds, how private it is.

    Append-only: a correction or an undo is a new row.
    """

    table_kind: ClassVar[TableKind] = TableKind.FACT

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=30, default=rules.Sensitivity.GENERAL)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by_id = models.UUIDField(null=True, blank=True)
    effective_on = models.DateField()
    source = models.CharField(max_length=100, blank=True)

    objects: ClassVar[Any] = ChildFactQuerySet.as_manager()

    class Meta:
        abstract = True
