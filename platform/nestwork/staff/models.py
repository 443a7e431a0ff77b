"""The people of a practice as its own table, so that no page needs the accounts after activation."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class StaffMember(PracticeRow):
    """A colleague: `id` is the person's id. Written only by the owner's functions that manage people."""

    table_kind: ClassVar[TableKind] = TableKind.READ

    display_name = models.CharField(_("Name"), max_length=120)
    credentials = models.CharField(_("Credentials"), max_length=40, blank=True)
    role = models.CharField(_("Role"), max_length=30)  # a nestwork.access.permissions.Role
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["display_name", "id"]

    def __str__(self) -> str:
        return f"{self.display_name}, {self.credentials}" if self.credentials else self.display_name
