"""What referrals do when an item is closed elsewhere, or a child has died."""

from typing import Any

from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.referrals.models import Referral
from tenants.referrals.rules.stages import CancelReason
from tenants.referrals.selectors import SOURCE
from tenants.referrals.services import cancel
from tenants.worklist.models import Item
from tenants.worklist.rules import Cause, DecideFirstError, Kind


def keep_the_loop(sender: object, *, item: Item, because: Cause | None, **rest: Any) -> None:
    """A referral's item is closed by its step and by nothing else: the refusal takes the closing back."""
    if item.kind == Kind.REFERRAL_STEP and (because is None or because.source != SOURCE):
        raise DecideFirstError(item.kind)


def stop_everything(sender: object, *, child: Child, by: Reader, **rest: Any) -> None:
    """A child has died: every open referral ends, at once and in the same transaction."""
    for referral in Referral.objects.of(child).open().select_related("child"):
        cancel(referral=referral, by=by, reason=CancelReason.CHILD_DIED)
