"""One decision on a child at a time."""

from tenants.patients.models import Child


def locked(child: Child) -> Child:
    """The record that stands for the child, locked: two people deciding on one child wait for each other."""
    found: Child = Child.objects.select_for_update().get(pk=child.head_id)
    return found
