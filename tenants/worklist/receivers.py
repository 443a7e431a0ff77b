"""What the worklist does when something happens to a child."""

from typing import Any

from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.worklist.services import cancel_all_for


def stop_everything(sender: object, *, child: Child, by: Reader, **rest: Any) -> None:
    """A child has died: no call, no reminder, at once and in the same transaction."""
    cancel_all_for(child=child, by=by, reason="the child has died")
