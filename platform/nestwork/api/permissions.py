"""Who may call an API view: the permission it names for the method, and nobody when it names none."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from nestwork.access.permissions import STEP_UP, Permission
from nestwork.access.readers import Reader


def reader_of(request: Request) -> Reader | None:
    """The reader that the gate or the token authentication set, None for a stranger or a person without a role."""
    return getattr(request._request, "reader", None)


class StepUpNeeded(PermissionDenied):
    """The verb needs the second factor given within ten minutes, or a token made for it."""

    default_detail = _(
        "This needs the second factor again, or a token made for this one act. Nothing was changed."
    )
    default_code = "step_up_needed"


class SignedIn(BasePermission):
    """Anybody with a role on this host."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether a reader stands behind the request."""
        return reader_of(request) is not None


class NamedPermission(BasePermission):
    """Reads `view.needs`: a method maps to a Permission, or to None for anybody with a role here.

    A method that is not in it, and a view without `needs`, are refused.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the reader holds the permission; raises StepUpNeeded where the second factor is asked again."""
        reader = reader_of(request)
        needs: dict[str, Permission | None] = getattr(view, "needs", {})
        method = {"HEAD": "GET", "OPTIONS": next(iter(needs), "")}.get(
            str(request.method), str(request.method)
        )
        if reader is None or method not in needs:
            return False
        permission = needs[method]
        if permission is None:
            return True
        if not reader.may(permission):
            return False
        if permission in STEP_UP and not reader.is_stepped_up:
            raise StepUpNeeded
        return True
