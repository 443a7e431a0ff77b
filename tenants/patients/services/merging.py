"""Two rows that are one child: one is pointed at the other and its facts are read under the survivor."""

from collections import deque
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.patients.models import Child, ChildUserObjectPermission
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
    """Undo a merge: the child and what was merged into it stand for themselves again."""
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
        keep(by=by, subject="child", subject_id=lost.pk, child=lost, before=before, after=after)
        child_unmerged.send(sender=Child, child=lost, survivor=survivor, by=by)
    return lost


def _carry_confidentiality(lost: Child, stands: Child, by: Reader) -> None:
    if not lost.is_confidential or stands.is_confidential:
        return
    before, after = apply(stands, {"is_confidential": True})
    stands.save(update_fields=["is_confidential"])
    keep(by=by, subject="child", subject_id=stands.pk, child=stands, before=before, after=after)
    for grant in ChildUserObjectPermission.objects.filter(content_object=lost):
        ChildUserObjectPermission.objects.get_or_create(
            user_id=grant.user_id, permission_id=grant.permission_id, content_object=stands
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
