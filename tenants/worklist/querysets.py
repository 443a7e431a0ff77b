"""Reads of items that always go through the child's visibility."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from tenants.patients.facts import ChildFactQuerySet
from tenants.worklist.rules import State

if TYPE_CHECKING:
    from tenants.worklist.models import Item  # noqa: F401 - named in the string below, where ruff does not look


class ItemQuerySet(ChildFactQuerySet["Item"]):
    """Items, narrowed by who reads (child and label), by day and by owner."""

    def open(self) -> Self:
        """Items somebody still has to do."""
        return self.filter(state=State.OPEN)

    def due_by(self, day: dt.date) -> Self:
        """Items due on the day or before."""
        return self.filter(due_on__lte=day)

    def owned_by(self, person_id: uuid.UUID | None) -> Self:
        """The person's items and those nobody owns yet."""
        return self.filter(Q(owner_id=person_id) | Q(owner_id=None))
