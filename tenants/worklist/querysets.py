"""Reads of items that always go through the child's visibility."""

from typing import TYPE_CHECKING, Self

from tenants.patients.facts import ChildFactQuerySet
from tenants.worklist.rules import State

if TYPE_CHECKING:
    from tenants.worklist.models import Item  # noqa: F401 - named in the string below, where ruff does not look


class ItemQuerySet(ChildFactQuerySet["Item"]):
    """Items, narrowed by who reads (child and label), by day and by owner."""

    def open(self) -> Self:
        """Items somebody still has to do."""
        return self.filter(state=State.OPEN)
