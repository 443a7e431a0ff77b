"""A child to begin with, and what the audit says of one."""

from datetime import date

from nestwork.access.readers import Reader
from nestwork.audit.models import AuditEvent
from tenants.patients import services
from tenants.patients.models import Child


def acts(child: Child) -> list[str]:
    return list(AuditEvent.objects.filter(child_id=child.pk).order_by("at").values_list("action", flat=True))


def added(by: Reader, **fields: object) -> Child:
    given = {"given_name": "Zoë", "family_name": "Núñez", "birth_date": date(2019, 3, 2), **fields}
    return services.add_child(by=by, **given)  # type: ignore[arg-type]  # the test says which fields
