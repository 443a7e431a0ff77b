"""Reads of consents and disclosures, and the question whether something may leave."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.consent import rules
from tenants.consent.models import Consent, Disclosure
from tenants.patients.models import Child


def consents_of(child: Child, reader: Reader) -> QuerySet[Consent]:
    """Every signature of the child that the reader may see, latest first, with who signed and its withdrawal."""
    rows: QuerySet[Consent] = Consent.objects.of(child).visible_to(reader).signatures()
    return rows.select_related("signed_by", "withdrawn_by").order_by("-signed_on", "-recorded_at")


def consent_for(child: Child, reader: Reader, consent_id: uuid.UUID) -> Consent:
    """One signature of the child; Consent.DoesNotExist otherwise."""
    return consents_of(child, reader).get(pk=consent_id)


def disclosures_of(child: Child, reader: Reader) -> QuerySet[Disclosure]:
    """What left the practice about the child, latest first."""
    rows: QuerySet[Disclosure] = Disclosure.objects.of(child).visible_to(reader)
    return rows.order_by("-effective_on", "-recorded_at")


def consents_in_force(child: Child, reader: Reader) -> QuerySet[Consent]:
    """Signatures in force today that the reader may see."""
    rows: QuerySet[Consent] = Consent.objects.of(child).visible_to(reader).in_force(clock.today())
    return rows.order_by("-signed_on")


def standing_consents(child: Child, day: date) -> list[rules.Standing]:
    """The consents in force on a day, as the rules read them; not narrowed by who asks."""
    rows = Consent.objects.of(child).in_force(day)
    return [rules.Standing(row.kind, row.recipient_kind, frozenset(row.labels)) for row in rows]


def may_disclose(
    child: Child, *, recipient_kind: str, labels: Iterable[str], day: date | None = None
) -> bool:
    """Whether facts under all these labels may go to this kind of recipient today (or on the day).

    Decides what may leave, never who may see. No label at all is refused.
    """
    wanted = set(labels)
    consents = standing_consents(child, day or clock.today())
    return bool(wanted) and all(rules.may_leave(label, recipient_kind, consents) for label in wanted)
