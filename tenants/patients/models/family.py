"""Households, the people around a child, and what they may know and decide."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow
from tenants.patients import rules
from tenants.patients.models.child import Child


class Household(PracticeRow):
    """A place where children live: a family, a foster home, a group home. A child may have two."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, default=rules.HouseholdKind.FAMILY)
    address_line = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    agency = models.CharField(max_length=150, blank=True)
    do_not_disclose_address = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"household {self.pk}"


class Residence(PracticeRow):
    """A child lives in a household from a day until a day; two open rows are two homes."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="residences")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="residences")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_main = models.BooleanField(default=True)
    when_there = models.CharField(max_length=120, blank=True)  # "weekends", "school days"

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="residence_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"residence {self.pk}"


class Contact(PracticeRow):
    """A person around children: how, when and in which language to reach them, and what to leave unsaid."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    name = models.CharField(max_length=150)
    organization = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_kind = models.CharField(max_length=10, default=rules.PhoneKind.MOBILE)
    second_phone = models.CharField(max_length=40, blank=True)
    second_phone_kind = models.CharField(max_length=10, default=rules.PhoneKind.HOME)
    phone_digits = models.CharField(max_length=80, blank=True, editable=False)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=12, default="en")
    needs_interpreter = models.BooleanField(default=False)
    preferred_days = models.CharField(max_length=7, blank=True)  # ISO weekdays as digits; empty: any day
    preferred_from = models.TimeField(null=True, blank=True)
    preferred_until = models.TimeField(null=True, blank=True)
    preferred_note = models.CharField(max_length=120, blank=True)
    voicemail_ok = models.BooleanField(default=False)
    text_ok = models.BooleanField(default=False)
    do_not_contact = models.BooleanField(default=False)
    do_not_contact_reason = models.CharField(max_length=200, blank=True)
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    works_in_household = models.BooleanField(default=False)  # staff of a group home
    address_line = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    do_not_disclose_address = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"contact {self.pk}"

    def save(
        self,
        *,
        force_insert: bool | tuple[models.base.ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Keep the digits a search compares in step with the numbers."""
        self.prepare()
        if update_fields is not None:
            update_fields = {*update_fields, "phone_digits"}
        super().save(
            force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
        )

    def prepare(self) -> None:
        """Fill what is derived; callers of bulk_create call it themselves."""
        self.phone_digits = " ".join(filter(None, map(rules.digits, (self.phone, self.second_phone))))


class ChildContact(PracticeRow):
    """What a contact is to one child, and what the contact may decide and be told."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="child_links")
    relationship = models.CharField(max_length=20, default=rules.Relationship.OTHER)
    role_note = models.CharField(max_length=120, blank=True)  # "feeding therapy"
    is_legal_guardian = models.BooleanField(default=False)
    may_decide = models.BooleanField(default=False)
    may_receive_information = models.BooleanField(default=False)
    lives_with = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=1)  # 1 is called first
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "contact"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_link_per_contact",
            )
        ]

    def __str__(self) -> str:
        return f"contact of child {self.child_id}"
