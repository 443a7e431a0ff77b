"""Children enter and leave the registry."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry import selectors
from tenants.registry.models import Enrollment
from tenants.registry.rules import Move
from tenants.registry.services.contacts import ensure_next_contact, ensure_next_contacts
from tenants.registry.services.locks import locked
from tenants.registry.services.trail import told, told_many
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs


def enroll(
    *, child: Child, by: Reader, reason: str, effective_on: dt.date | None = None, source: str = ""
) -> Enrollment:
    """Put the child on the registry and ask for the first contact; a child already on it stays as it is.

    Raises ValidationError for a day to come, for one before the child last left, and for a child who has died.
    """
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        if locked(child).has_died:
            raise ValidationError(_("A death is recorded for this child. Nothing is planned any more."))
        standing = selectors.standing_of(child)
        if standing is not None and standing.move == Move.ENTERED:
            return standing
        row = _stand(child, Move.ENTERED, by, reason, effective_on, source)
        ensure_next_contact(child=child, by=by)
    return row


def enroll_many(*, children: Iterable[Child], by: Reader, reason: str, source: str = "") -> int:
    """The same for many children in a handful of statements; returns how many came onto the registry."""
    by.require(Permission.LOG_WORK)
    asked = {child.head_id: child for child in children}
    coming = [asked[head] for head in sorted(asked.keys() - selectors.on_registry(asked))]
    if not coming:
        return 0
    with transaction.atomic():
        rows = Enrollment.objects.bulk_create(
            Enrollment(
                child=child,
                move=Move.ENTERED,
                reason=reason,
                effective_on=clock.today(),
                recorded_by_id=by.person_id,
                source=source,
            )
            for child in coming
        )
        told_many(
            [(row.id, row.child_id) for row in rows], f"registry.{Move.ENTERED}", by, since=clock.today()
        )
        ensure_next_contacts(children=coming, by=by)
    return len(coming)


def leave(
    *, child: Child, by: Reader, reason: str, effective_on: dt.date | None = None, source: str = ""
) -> Enrollment | None:
    """Take the child off the registry and its needed contact off the list; None when it was not on it.

    Raises ValidationError for a day to come and for one before the child entered.
    """
    by.require(Permission.LOG_WORK)
    with transaction.atomic():
        locked(child)
        if not selectors.is_on_registry(child):
            return None
        row = _stand(child, Move.LEFT, by, reason, effective_on, source)
        for contact in worklist.needed_contacts_of(child):
            worklist_verbs.cancel(item=contact, by=by, reason="left the registry")
    return row


def _stand(
    child: Child, move: Move, by: Reader, reason: str, effective_on: dt.date | None, source: str
) -> Enrollment:
    day = effective_on or clock.today()
    if day > clock.today():  # nobody would ask for the contact, or take it off, on the day itself
        raise ValidationError({"effective_on": _("Choose today or an earlier day.")})
    standing = selectors.standing_of(child)
    if standing is not None and day < standing.effective_on:  # the later row would go on to stand
        raise ValidationError(
            {"effective_on": _("The day lies before the last change on the registry. Choose a later day.")}
        )
    row: Enrollment = Enrollment.objects.create(
        child=child,
        move=move,
        reason=reason,
        effective_on=day,
        recorded_by_id=by.person_id,
        source=source,
    )
    told(child, f"registry.{move}", by, row.id, since=day)
    return row
