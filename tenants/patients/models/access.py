"""Who may open a child: grants, blocks and broken glass."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from guardian.models import UserObjectPermissionBase

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class ChildUserObjectPermission(PracticeRow, UserObjectPermissionBase):
    """A person's grant to open one confidential child (django-guardian's direct pair for Child).

    The keys to people and permissions have no database constraint: no foreign key leaves a practice schema.
    """

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    content_object = models.ForeignKey("patients.Child", on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    permission = models.ForeignKey(
        Permission, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        default_permissions = ()
        unique_together = [["user", "permission", "content_object"]]


class BlockQuerySet(models.QuerySet["Block"]):
    """Blocks in force."""

    def standing(self) -> "BlockQuerySet":
        """Blocks that were not lifted."""
        return self.filter(lifted_at__isnull=True)


class Block(PracticeRow):
    """A person who may not know that this child is here: a conflict of interest. It wins over everything."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    child = models.ForeignKey("patients.Child", on_delete=models.PROTECT, related_name="blocks")
    person_id = models.UUIDField(db_index=True)
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by_id = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.UUIDField(null=True)
    lift_reason = models.CharField(max_length=300, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "person_id"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_standing_block",
            )
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"


class BreakGlass(PracticeRow):
    """A confidential child opened without a grant: who, why, and until when."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    child = models.ForeignKey("patients.Child", on_delete=models.PROTECT, related_name="broken_glass")
    person_id = models.UUIDField()
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    open_until = models.DateTimeField()
    review_due_on = models.DateField()

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["person_id", "open_until"], name="glass_person_until")]

    def __str__(self) -> str:
        return f"broken glass {self.pk}"


class BreakGlassReview(PracticeRow):
    """The administrator's judgement on one broken glass."""

    table_kind: ClassVar[TableKind] = TableKind.FACT

    opening = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="review")
    was_right = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by_id = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"review of {self.opening_id}"
