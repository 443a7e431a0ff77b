"""A signature to begin with, and the question whether facts may leave."""

from datetime import date

from nestwork.access.readers import Reader
from tenants.consent import selectors, services
from tenants.consent.models import Consent
from tenants.patients.models import Child

SIGNED = date(2026, 1, 5)


def signed(child: Child, by: Reader, **fields: object) -> Consent:
    form = {
        "kind": "release",
        "recipient_kind": "school",
        "recipient_name": "Slater Park Preschool",
        "labels": ["general"],
        "signed_on": SIGNED,
        "signed_by_name": "A parent",
        **fields,
    }
    return services.record_consent(by=by, child=child, **form)  # type: ignore[arg-type]  # the test says which


def may(child: Child, *labels: str, to: str = "school", day: date | None = None) -> bool:
    return selectors.may_disclose(child, recipient_kind=to, labels=labels, day=day)
