"""Two rows that are one child: one is pointed at the other and its facts are read under the survivor."""

from collections import deque
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Block, Child, ChildChange, ChildUserObjectPermission
from tenants.patients.services.history import apply, keep
from tenants.patients.signals import child_merged, child_unmerged


def point_at(*, child: Child, survivor: Child, by: Reader) -> Child:
    """Merge `child` into `survivor`: nothing moves, everything of it is read under the survivor from now on.

    A block on either counts for both. A confidential child makes the survivor confidential, and those who were
    let in to it stay let in. Raises ValidationError when either is merged already.
    """
    by.require(Permission.RESOLVE_MATCHES)
    with transaction.atomic():
        both = Child.objects.select_for_update().filter(pk__in=[child.pk, survivor.pk])
        locked = {
            row.pk: row for row in both.order_by("pk")
        }  # one order, or two merges could wait for each other
        lost, stands = locked[child.pk], locked[survivor.pk]
        if lost.pk == stands.pk or lost.merged_into_id or stands.merged_into_id:
            raise ValidationError(_("One of the two is already merged. Look at both again."))
        _carry_confidentiality(lost, stands, by)
        before, after = apply(lost, {"merged_into_id": stands.pk})
        lost.save(update_fields=["merged_into"])
        _set_heads(lost, stands.pk)
        keep(by=by, subject="child", subject_id=lost.pk, child=lost, before=before, after=after)
        child_merged.send(sender=Child, child=lost, survivor=stands, by=by)
    return stands


def stand_alone(*, child: Child, by: Reader) -> Child:
    """Undo a merge: the child and what was merged into it stand for themselves again.

    A block or confidentiality that was set on the survivor meanwhile was meant for this child too: both keep it.
    """
    by.require(Permission.RESOLVE_MATCHES)
    with transaction.atomic():
        lost = Child.objects.select_for_update().get(pk=child.pk)
        if lost.merged_into_id is None:
            raise ValidationError(_("This child is not merged into another."))
        survivor = Child.objects.get(pk=lost.merged_into_id)
        before, after = apply(lost, {"merged_into_id": None})
        if (
            Child.objects.not_merged()
            .filter(record_number=lost.record_number)
            .exclude(record_number="")
            .exists()
        ):
            before["record_number"], after["record_number"] = lost.record_number, ""
            lost.record_number = ""  # the survivor keeps the number; the history says which it was
        lost.save(update_fields=["merged_into", "record_number"])
        _set_heads(lost, lost.pk)
        _carry_protection(lost, survivor, by)
        keep(by=by, subject="child", subject_id=lost.pk, child=lost, before=before, after=after)
        child_unmerged.send(sender=Child, child=lost, survivor=survivor, by=by)
    return lost


def _carry_confidentiality(lost: Child, stands: Child, by: Reader) -> None:
    if not lost.is_confidential or stands.is_confidential:
        return
    before, after = apply(stands, {"is_confidential": True})
    stands.save(update_fields=["is_confidential"])
    keep(by=by, subject="child", subject_id=stands.pk, child=stands, before=before, after=after)
    _copy_grants(lost, stands)


def _copy_grants(given: Child, to: Child) -> None:
    for grant in ChildUserObjectPermission.objects.filter(content_object=given):
        ChildUserObjectPermission.objects.get_or_create(
            user_id=grant.user_id, permission_id=grant.permission_id, content_object=to
        )


def _carry_protection(lost: Child, survivor: Child, by: Reader) -> None:
    """Set on the record taken apart what was set on the survivor since the merge."""
    changes = ChildChange.objects.filter(subject="child")
    merge = changes.filter(subject_id=lost.pk, after__merged_into_id=str(survivor.pk)).order_by("at").last()
    if merge is None:
        return
    since = changes.filter(subject_id=survivor.pk, at__gt=merge.at, after__is_confidential=True)
    if survivor.is_confidential and not lost.is_confidential and since.exists():
        before, after = apply(lost, {"is_confidential": True})
        lost.save(update_fields=["is_confidential"])
        keep(by=by, subject="child", subject_id=lost.pk, child=lost, before=before, after=after)
        _copy_grants(survivor, lost)
    for block in Block.objects.standing().filter(child=survivor, set_at__gt=merge.at):
        Block.objects.get_or_create(
            child=lost,
            person_id=block.person_id,
            lifted_at=None,
            defaults={"reason": block.reason, "set_at": clock.now(), "set_by_id": block.set_by_id},
        )


def _set_heads(child: Child, head_id: UUID) -> None:
    """Gather the child and everything that was merged into it, however long ago, under one head."""
    family, waiting = [child.pk], deque([child.pk])
    while waiting:
        below = list(Child.objects.filter(merged_into_id=waiting.popleft()).values_list("pk", flat=True))
        family += below
        waiting += below
    Child.objects.filter(pk__in=family).update(head_id=head_id)
    child.head_id = head_id
