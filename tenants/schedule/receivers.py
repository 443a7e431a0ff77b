"""What the schedule does when something happens to a child."""

from typing import Any

from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.schedule.services import cancel_planned_for


def stop_everything(sender: object, *, child: Child, by: Reader, **rest: Any) -> None:
    """A child has died: no visit stays planned."""
    cancel_planned_for(child=child, by=by)
