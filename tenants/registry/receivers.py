"""What the registry does when work is done or a child has died."""

from typing import Any

from nestwork.access.readers import Reader
from nestwork.changes.services import mark_since
from nestwork.practices import clock
from network_resources.playbooks.models import PlaybookAdoption
from network_resources.playbooks.rules.method import KIND
from tenants.patients.models import Child
from tenants.registry.selectors import first_day_of, is_anybody_scored
from tenants.registry.services import ensure_next_contact, leave, start_rescoring, withdraw_all
from tenants.worklist.models import Item
from tenants.worklist.rules import Cause, Kind


def ask_for_the_next(sender: object, *, item: Item, by: Reader, because: Cause | None, **rest: Any) -> None:
    """A needed contact was done: the next one stands on the list in the same transaction."""
    if item.kind == Kind.NEEDED_CONTACT:
        ensure_next_contact(child=item.child, by=by, after=clock.today(), because=because)


def take_off(sender: object, *, child: Child, by: Reader, **rest: Any) -> None:
    """A child has died: off the registry, and nobody answers questions about it."""
    leave(child=child, by=by, reason="died")
    withdraw_all(child, by)


def count_again(sender: object, *, child: Child, survivor: Child | None = None, **rest: Any) -> None:
    """Merged, taken apart, another birth date or day of death: every quarter since the child's first fact changes."""
    first = first_day_of([child, survivor] if survivor else [child])
    if first is not None:
        mark_since(first=first, room="registry")


def score_again(sender: object, *, adoption: PlaybookAdoption, by: Reader, **rest: Any) -> None:
    """Another version was taken into use: from its day on, the stored inputs are scored by it."""
    is_later = adoption.effective_on > clock.today()
    if adoption.version.playbook.kind == KIND and (is_later or is_anybody_scored()):
        start_rescoring(by=by, version_id=adoption.version_id, on=adoption.effective_on)
