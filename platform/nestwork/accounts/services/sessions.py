"""End sign-ins."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nestwork.accounts.models import HandOver, Invitation, PersonalToken, Session
from nestwork.audit.network.services import record
from nestwork.practices.hosts import practice_host
from nestwork.practices.models import Practice


@transaction.atomic
def sign_out_everywhere(*, user_id: UUID, keep: str = "") -> int:
    """End the person's sessions on every host and unused hand-overs; `keep` is the key hash of one to spare.

    Returns how many sessions ended.
    """
    ended, _details = Session.objects.filter(user_id=user_id).exclude(key_hash=keep).delete()
    HandOver.objects.filter(user_id=user_id, used_at=None).update(used_at=timezone.now())
    record(person_id=user_id, action="sign out everywhere", detail={"sessions": ended})
    return ended


@transaction.atomic
def end_session(*, user_id: UUID, key_hash: str) -> bool:
    """End one of the person's own sessions; False when it was already gone."""
    ended, _details = Session.objects.filter(user_id=user_id, key_hash=key_hash).delete()
    if ended:
        record(person_id=user_id, action="end session")
    return bool(ended)


def leave_practice(*, user_id: UUID, practice_id: UUID) -> None:
    """Write that the person signed out of one practice; the caller flushes the session."""
    record(person_id=user_id, action="leave practice", practice_id=practice_id)


def close_place(*, practice: Practice) -> None:
    """End every session, hand-over, token and open invitation of a practice; runs as the owner."""
    now = timezone.now()
    Session.objects.filter(host=practice_host(practice.slug)).delete()
    HandOver.objects.filter(practice=practice).delete()
    PersonalToken.objects.filter(practice=practice, revoked_at=None).update(revoked_at=now)
    Invitation.objects.filter(practice=practice, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
