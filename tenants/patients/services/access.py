"""Verbs on who may open a child: confidentiality, grants, blocks, broken glass and its review."""

import uuid
from datetime import timedelta

from django.contrib.auth.models import Permission as StoredPermission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from nestwork.staff.selectors import active_staff
from tenants.patients import rules
from tenants.patients.business_days import business_day_after
from tenants.patients.models import Block, BreakGlass, BreakGlassReview, Child, ChildUserObjectPermission
from tenants.patients.models.child import OPEN_CHILD, person_of
from tenants.patients.services.history import apply, keep
from tenants.patients.signals import glass_broken

REASON_IN_AUDIT = 200  # letters of a reason that fit on an audit line; the opening keeps all of it


def set_confidential(*, child: Child, by: Reader, is_confidential: bool, reason: str) -> Child:
    """Close the child to everybody without a grant, or open it again.

    The person who closes it, the child's physician and coordinator are let in at once.
    """
    by.require(Permission.GRANT_CHILD)
    _wants_reason(reason)
    with transaction.atomic():
        locked = Child.objects.select_for_update().get(pk=child.pk)
        before, after = apply(locked, {"is_confidential": is_confidential})
        if not after:
            return locked
        locked.save(update_fields=list(after))
        keep(
            by=by,
            subject="child",
            subject_id=locked.pk,
            child=locked,
            before=before,
            after=after,
            reason=reason,
        )
        if is_confidential:
            for person_id in {by.person_id, locked.primary_clinician_id, locked.coordinator_id} - {None}:
                _let_in(locked, person_id, by)
    return locked


def grant_child(*, child: Child, person_id: uuid.UUID, by: Reader) -> None:
    """Let a member of the practice open this confidential child. A block still wins. Twice is once."""
    by.require(Permission.GRANT_CHILD)
    _wants_member(person_id)
    with transaction.atomic():
        _let_in(child, person_id, by)


def revoke_grant(*, child: Child, person_id: uuid.UUID, by: Reader) -> None:
    """Take the grant back, also one that came with a record merged into this child."""
    by.require(Permission.GRANT_CHILD)
    with transaction.atomic():
        gone, _rows = ChildUserObjectPermission.objects.filter(
            content_object__head_id=child.head_id, user_id=person_id
        ).delete()
        if gone:
            _said(by, "grant.revoke", child, person_id)


def block_person(*, child: Child, person_id: uuid.UUID, by: Reader, reason: str) -> Block:
    """Hide the child from a person with a conflict of interest, everywhere and at once. Twice is once."""
    by.require(Permission.GRANT_CHILD)
    _wants_reason(reason)
    _wants_member(person_id)
    with transaction.atomic():
        block, is_new = Block.objects.get_or_create(
            child=child,
            person_id=person_id,
            lifted_at=None,
            defaults={"reason": reason.strip(), "set_at": clock.now(), "set_by_id": by.person_id},
        )
        if is_new:
            _said(by, "block.set", child, person_id)
    return block


def lift_block(*, block: Block, by: Reader, reason: str) -> Block:
    """End a block; the row is kept with who ended it and why."""
    by.require(Permission.GRANT_CHILD)
    _wants_reason(reason)
    with transaction.atomic():
        locked = Block.objects.select_for_update().get(pk=block.pk)
        if locked.lifted_at is None:
            locked.lifted_at, locked.lifted_by_id = clock.now(), by.person_id
            locked.lift_reason = reason.strip()
            locked.save(update_fields=["lifted_at", "lifted_by_id", "lift_reason"])
            _said(by, "block.lift", locked.child, locked.person_id)
    return locked


def break_glass(*, child: Child, by: Reader, reason: str) -> BreakGlass:
    """Open a confidential child for sixty minutes. Administrators are told and review it within two business days.

    Raises Child.DoesNotExist for a child the person is blocked from or that needs no breaking.
    """
    by.require(Permission.BREAK_GLASS)
    sealed = Child.objects.sealed_to(by).get(pk=child.pk)
    if len(reason.strip()) < rules.BREAK_GLASS_REASON_LENGTH:
        raise ValidationError({"reason": _("Say in a few words why you must open this record now.")})
    now = clock.now()
    with transaction.atomic():
        opening = BreakGlass.objects.create(
            child=sealed,
            person_id=person_of(by),
            reason=reason.strip(),
            opened_at=now,
            open_until=now + timedelta(minutes=rules.BREAK_GLASS_MINUTES),
            review_due_on=business_day_after(clock.today(), rules.REVIEW_BUSINESS_DAYS),
        )
        record(
            by=by,
            action="glass.break",
            subject="break_glass",
            subject_id=opening.pk,
            child_id=sealed.pk,
            purpose=reason.strip()[:REASON_IN_AUDIT],
        )
        glass_broken.send(sender=BreakGlass, child=sealed, by=by, opening=opening)
    return opening


def review_opening(*, opening: BreakGlass, by: Reader, was_right: bool, note: str = "") -> BreakGlassReview:
    """Judge a broken glass, once. Nobody judges their own. Raises ValidationError when a colleague was first."""
    by.require(Permission.GRANT_CHILD)
    if opening.person_id == by.person_id:
        raise ValidationError(_("Somebody else must review what you opened."))
    if not was_right and not note.strip():
        raise ValidationError({"note": _("Say what was not right and what happens next.")})
    try:
        with transaction.atomic():
            review = BreakGlassReview.objects.create(
                opening=opening,
                was_right=was_right,
                note=note.strip(),
                reviewed_at=clock.now(),
                reviewed_by_id=by.person_id,
            )
            record(
                by=by,
                action="glass.review",
                subject="break_glass",
                subject_id=opening.pk,
                child_id=opening.child_id,
            )
    except IntegrityError as error:  # one judgement per opening is a constraint
        raise ValidationError(_("Somebody else decided this a moment ago.")) from error
    return review


def _let_in(child: Child, person_id: uuid.UUID | None, by: Reader) -> None:
    permission = StoredPermission.objects.get(codename=OPEN_CHILD, content_type__app_label="patients")
    _grant, is_new = ChildUserObjectPermission.objects.get_or_create(
        content_object=child, user_id=person_id, permission_id=permission.pk
    )
    if is_new and person_id is not None:
        _said(by, "grant.give", child, person_id)


def _said(by: Reader, action: str, child: Child, person_id: uuid.UUID) -> None:
    record(
        by=by,
        action=action,
        subject="child",
        subject_id=child.pk,
        child_id=child.pk,
        detail={"person": str(person_id)},
    )


def _wants_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})


def _wants_member(person_id: uuid.UUID) -> None:
    if person_id not in {member.pk for member in active_staff()}:
        raise ValidationError({"person": _("Choose somebody who works in this practice.")})
