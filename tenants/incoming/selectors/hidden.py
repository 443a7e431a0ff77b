"""Children whose existence a count must not tell whoever reads it."""

import uuid

from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.patients.selectors import children_visible_to


def hidden_from(reader: Reader) -> frozenset[uuid.UUID]:
    """The children that the reader may not open: confidential without a grant, or blocked."""
    visible = children_visible_to(reader).values("pk")
    hidden = Child.objects.not_merged().exclude(pk__in=visible)
    return frozenset(hidden.values_list("pk", flat=True))
