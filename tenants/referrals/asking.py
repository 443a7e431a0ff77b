"""Tells the shared directory for whom a search is: what stands on the child's own record, inside the practice."""

import uuid

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.web.days import age, months_between
from network_resources.community.asking import Asker
from tenants.patients.models import Child
from tenants.patients.selectors import child_for


def asker_for(reader: Reader, child_id: uuid.UUID) -> Asker | None:
    """The child as a search needs one; None for one the reader may not open, or who has died."""
    try:
        child = child_for(reader, child_id)
    except Child.DoesNotExist:
        return None
    if child.has_died:
        return None
    today = clock.today()
    return Asker(
        child_id=child.pk,
        name=child.name_used or child.given_name,
        line=f"{child.display_name}, {age(child.birth_date, today)}",
        age_months=max(0, months_between(child.birth_date, today)),
        language=child.language,
        zip_code=child.zip_code,
    )
