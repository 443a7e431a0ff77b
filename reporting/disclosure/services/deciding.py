"""Let a protected table out, or keep it in. Of two administrators at once one decides, and the other is told."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from network_resources.guard import findings
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.rules.states import State, Step
from reporting.disclosure.services.errors import DecidedError, GuardedReasonError
from reporting.disclosure.services.steps import acting, told


def approve(*, by: Reader, release_id: UUID) -> FigureRelease:
    """Let the table out: from now on it stands for good, in the ledger too.

    Raises PermissionDenied without the second factor, DoesNotExist, DecidedError when it does not wait (any more).
    """
    by.require(Permission.APPROVE_RELEASES)
    if not by.is_stepped_up:
        raise PermissionDenied("a figure leaves under step-up")
    return _decide(by, release_id, State.APPROVED, Step.APPROVED)


def reject(*, by: Reader, release_id: UUID, reason: str) -> FigureRelease:
    """Keep the table in, with a reason; its place is free again. Raises ValueError without one, GuardedReasonError,
    DoesNotExist, DecidedError.
    """
    by.require(Permission.PREPARE_RELEASES)
    if not reason.strip():
        raise ValueError("say why")
    for finding in findings(reason):
        raise GuardedReasonError(finding)
    return _decide(by, release_id, State.REJECTED, Step.REJECTED, reason.strip())


def _decide(by: Reader, release_id: UUID, state: State, step: Step, reason: str = "") -> FigureRelease:
    with acting(by) as person_id:
        release = FigureRelease.objects.select_for_update().get(pk=release_id)
        if release.state != State.READY:
            raise DecidedError(release)
        release.state, release.reason = state, reason
        release.decided_by_id, release.decided_by_name = person_id, by.name
        release.decided_at = timezone.now()
        release.save(update_fields=["state", "reason", "decided_by_id", "decided_by_name", "decided_at"])
        told(release, step, by, said=reason)
    return release
