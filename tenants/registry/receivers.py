"""What the registry does when work is done or a child has died."""

from typing import Any

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.services import ensure_next_contact, leave
from tenants.worklist.models import Item
from tenants.worklist.rules import Cause, Kind
from tenants.worklist.selectors import needed_contacts_of
from tenants.worklist.services import cancel


def ask_for_the_next(sender: object, *, item: Item, by: Reader, because: Cause | None, **rest: Any) -> None:
    """A needed contact was done: the next one stands on the list in the same transaction."""
    if item.kind == Kind.NEEDED_CONTACT:
        ensure_next_contact(child=item.child, by=by, after=clock.today(), because=because)


def take_off(sender: object, *, child: Child, by: Reader, **rest: Any) -> None:
    """A child has died: off the registry, with the day it was recorded."""
    leave(child=child, by=by, reason="died")


def keep_one_contact(sender: object, *, survivor: Child, by: Reader, **rest: Any) -> None:
    """Two rows turned out to be one child: of two needed contacts the sooner one stays."""
    for item in list(needed_contacts_of(survivor))[1:]:
        cancel(item=item, by=by, reason="merged with the same child")


def give_each_a_contact(sender: object, *, child: Child, survivor: Child, by: Reader, **rest: Any) -> None:
    """A merge was taken back: both children need a next contact of their own."""
    for one in (child, survivor):
        ensure_next_contact(child=one, by=by)
