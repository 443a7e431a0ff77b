"""The child, and which children a reader may open."""

import uuid
from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients import rules
from tenants.patients.models.access import Block, BreakGlass, ChildUserObjectPermission

OPEN_CHILD = "open_child"


def person_of(reader: Reader) -> uuid.UUID:
    """The person behind the reader; a system task has neither grants nor blocks and must not come here."""
    if reader.person_id is None:
        raise ValueError("a system task holds no grant and stands under no block")
    return reader.person_id


def let_in(reader: Reader, field: str = "pk") -> Q:
    """The condition that `field` is a child the reader holds a grant for or has broken the glass for."""
    granted = ChildUserObjectPermission.objects.filter(
        user_id=person_of(reader), permission__codename=OPEN_CHILD
    ).values("content_object__head_id")
    broken = BreakGlass.objects.filter(person_id=person_of(reader), open_until__gt=timezone.now())
    return Q(**{f"{field}__in": granted}) | Q(**{f"{field}__in": broken.values("child__head_id")})


class ChildQuerySet(models.QuerySet["Child"]):
    """Children a reader may know about."""

    def visible_to(self, reader: Reader) -> Self:
        """Children the reader may open: member, no block, and not confidential unless let in.

        A block wins over a grant and over broken glass. A child merged into another is reached through the
        survivor only, and a block on either hides both. A listed system task sees every row.
        """
        if reader.is_system:
            return self
        if not reader.may(Permission.SEE_CHILDREN):
            return self.none()
        blocked = Block.objects.standing().filter(person_id=person_of(reader)).values("child__head_id")
        return self.filter(
            ~Q(pk__in=blocked),
            Q(is_confidential=False) | let_in(reader),
            merged_into__isnull=True,
        )

    def sealed_to(self, reader: Reader) -> Self:
        """Confidential children the reader may open only by breaking the glass (never blocked ones)."""
        if reader.is_system or not reader.may(Permission.BREAK_GLASS):
            return self.none()
        blocked = Block.objects.standing().filter(person_id=person_of(reader)).values("child__head_id")
        return self.filter(~Q(pk__in=blocked), is_confidential=True, merged_into__isnull=True).exclude(
            let_in(reader)
        )

    def deceased(self, *, of: Iterable["Child"]) -> Self:
        """Of the records that stand for these children, those with a death recorded by now.

        Asked of the database: an open page or a long import may hold a child as it was before, and a record that
        was merged away carries no date of its own.
        """
        return self.filter(pk__in={child.head_id for child in of}, deceased_on__isnull=False)

    def not_merged(self) -> Self:
        """Children that stand for themselves."""
        return self.filter(merged_into__isnull=True)


class Child(PracticeRow):
    """A child or young person of this practice."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN
    takes_object_grants: ClassVar[bool] = True

    given_name = models.CharField(max_length=100)
    middle_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100)
    name_used = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(db_index=True)
    sex = models.CharField(max_length=20, default=rules.Sex.UNKNOWN)
    pronouns = models.CharField(max_length=40, blank=True)
    record_number = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, default="en")
    needs_interpreter = models.BooleanField(default=False)
    payer_kind = models.CharField(max_length=20, default=rules.PayerKind.UNKNOWN)
    zip_code = models.CharField(max_length=10, blank=True)
    school = models.CharField(max_length=200, blank=True)
    strengths = models.CharField(max_length=500, blank=True)
    emergency_note = models.CharField(max_length=300, blank=True)
    primary_clinician_id = models.UUIDField(null=True, blank=True)
    coordinator_id = models.UUIDField(null=True, blank=True)
    is_confidential = models.BooleanField(default=False)
    deceased_on = models.DateField(null=True, blank=True)
    roster_state = models.CharField(max_length=10, default=rules.RosterState.ON)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # Own id, or the id of the child that stands for this one after merges: facts are gathered under it.
    head_id = models.UUIDField(db_index=True, editable=False)
    search_name = models.CharField(max_length=420, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = ChildQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions: ClassVar = [(OPEN_CHILD, "May open this child although it is confidential")]
        indexes: ClassVar = [models.Index(fields=["family_name", "given_name"], name="child_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_number"],
                condition=~Q(record_number="") & Q(merged_into__isnull=True),
                name="one_child_per_record_number",
            )
        ]

    def __str__(self) -> str:
        return f"child {self.pk}"

    @property
    def display_name(self) -> str:
        """The name the child uses with the family name, as the family writes them."""
        return f"{self.name_used or self.given_name} {self.family_name}"

    @property
    def legal_name(self) -> str:
        """Given, middle and family name, for records."""
        return " ".join(part for part in (self.given_name, self.middle_name, self.family_name) if part)

    @property
    def has_died(self) -> bool:
        """Whether a death is recorded; then nothing about this child may be asked of anybody."""
        return self.deceased_on is not None

    def save(
        self,
        *,
        force_insert: bool | tuple[models.base.ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Keep the search words and the head in step with the names and merges."""
        self.prepare()
        if update_fields is not None:
            update_fields = {*update_fields, "search_name", "head_id"}
        super().save(
            force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
        )

    def prepare(self) -> None:
        """Fill what is derived; callers of bulk_create call it themselves."""
        self.search_name = rules.search_key(
            self.given_name, self.middle_name, self.family_name, self.name_used
        )
        if self.head_id is None:
            self.head_id = self.pk or uuid.uuid4()
