"""Verbs on the papers that say who decides."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import rules
from tenants.patients.models import Child, Contact, CustodyDocument, CustodyRight
from tenants.patients.services.history import one_of, told


def add_custody_document(
    *,
    by: Reader,
    child: Child,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    issued_by: str = "",
    reference: str = "",
    note: str = "",
    rights: Iterable[tuple[Contact, bool, bool]] = (),
    replaces: CustodyDocument | None = None,
) -> CustodyDocument:
    """Record a paper with its rights as (contact, may decide, may be told); it wins over the contacts' entries.

    A paper is never changed: a correction is a new paper that names the one it replaces.
    """
    by.require(Permission.EDIT_CHILDREN)
    one_of("kind", kind, rules.CustodyKind)
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Choose a day on or after the day it starts.")})
    with transaction.atomic():
        paper = CustodyDocument.objects.create(
            child=child,
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            issued_by=issued_by.strip(),
            reference=reference.strip(),
            note=note.strip(),
            replaces=replaces,
            recorded_at=clock.now(),
            recorded_by_id=by.person_id,
        )
        CustodyRight.objects.bulk_create(
            CustodyRight(document=paper, contact=contact, may_decide=decides, may_receive_information=told_of)
            for contact, decides, told_of in rights
        )
        told(by=by, action="custody.add", subject="custody", row_id=paper.pk, child=child)
    return paper
