"""Saved views: a name for a set of filters, one's own or the practice's."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from tenants.registry.filters import only_allowed
from tenants.registry.models import SavedView


def save_view(
    *, by: Reader, name: str, filters: Mapping[str, object], for_practice: bool = False
) -> SavedView:
    """Keep the filters under a name; the same name again replaces them. Keys that are no filters are dropped.

    A view of the practice stays its first maker's, who alone may change it or take it away.
    """
    by.require(Permission.SEE_CHILDREN)
    if not name.strip():
        raise ValidationError({"name": _("Give the view a name.")})
    owner = None if for_practice else by.person_id
    kept = {"filters": only_allowed(filters)}
    with transaction.atomic():
        taken = (
            SavedView.objects.filter(name=name.strip()[:60], owner_id=None).first() if for_practice else None
        )
        if taken is not None and taken.created_by_id != by.person_id:
            raise ValidationError(
                {"name": _("A colleague keeps a view of this name for the practice. Choose another name.")}
            )
        view, _made = SavedView.objects.update_or_create(
            name=name.strip()[:60],
            owner_id=owner,
            defaults=kept,
            create_defaults={**kept, "created_by_id": by.person_id},
        )
        record(by=by, action="registry.view_saved", subject="registry.view", subject_id=view.id)
    return view


def delete_view(*, view: SavedView, by: Reader) -> None:
    """Take a view away: one's own, or the practice's by whoever made it."""
    by.require(Permission.SEE_CHILDREN)
    if by.person_id not in (view.owner_id, view.created_by_id):
        raise PermissionDenied("somebody else's view")
    with transaction.atomic():
        record(by=by, action="registry.view_deleted", subject="registry.view", subject_id=view.id)
        view.delete()
