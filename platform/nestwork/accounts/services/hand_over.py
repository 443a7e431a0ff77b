"""Carry a sign-in from the network host to a practice host."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nestwork.access.selectors import active_roles
from nestwork.accounts.models import HandOver, User
from nestwork.accounts.rules import HAND_OVER_LIFE, hashed, new_secret
from nestwork.audit.network.services import record
from nestwork.practices.models import Practice


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who arrived on a practice host with a sign-in from the network host."""

    user: User
    stepped_up_until: datetime | None
    signed_in_at: datetime


def hand_over(
    *,
    user_id: UUID,
    practice: Practice,
    challenge: str,
    signed_in_at: datetime,
    stepped_up_until: datetime | None = None,
) -> str:
    """Make a token that signs the person in at the practice whose host holds the nonce behind `challenge`.

    Valid for thirty seconds and for one use. Membership is the caller's to check, and is checked again on arrival.
    """
    token = new_secret()
    HandOver.objects.filter(user_id=user_id, expires_at__lt=timezone.now()).delete()
    HandOver.objects.create(
        token_hash=hashed(token),
        challenge=challenge,
        user_id=user_id,
        practice=practice,
        stepped_up_until=stepped_up_until,
        signed_in_at=signed_in_at,
        expires_at=timezone.now() + HAND_OVER_LIFE,
    )
    return token


def arrive(*, token: str, nonce: str, practice: Practice) -> Arrival | None:
    """Use the token up; return who arrived, or None when anything about it is not as it was bound.

    The token is spent by the first try, also by one from the wrong host or with the wrong nonce.
    """
    now = timezone.now()
    with transaction.atomic():
        spent = HandOver.objects.filter(token_hash=hashed(token), used_at=None).update(used_at=now)
        if not spent:
            return None
        paper = HandOver.objects.select_related("user").get(token_hash=hashed(token))
        if not _fits(paper, nonce, practice, now):
            return None
        record(person_id=paper.user_id, action="enter practice", practice_id=practice.pk)
    return Arrival(paper.user, paper.stepped_up_until, paper.signed_in_at)


def _fits(paper: HandOver, nonce: str, practice: Practice, now: datetime) -> bool:
    return (
        paper.expires_at > now
        and paper.practice_id == practice.pk
        and hmac.compare_digest(paper.challenge, hashed(nonce))
        and paper.user.is_active
        and bool(active_roles(paper.user_id, practice.pk))
    )
