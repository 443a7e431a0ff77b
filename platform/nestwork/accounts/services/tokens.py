"""Make and revoke personal tokens."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nestwork.access.permissions import STEP_UP, Permission
from nestwork.access.readers import Reader
from nestwork.accounts.models import PersonalToken
from nestwork.accounts.rules import TOKEN_DAYS, TOKEN_PREFIX, VERB_TOKEN_LIFE, hashed, new_secret
from nestwork.accounts.trail import write_line
from nestwork.practices.active import door
from nestwork.practices.models import Practice


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token just made; `secret` is shown once and stored nowhere."""

    token: PersonalToken
    secret: str


@transaction.atomic
def make_token(
    *,
    by: Reader,
    practice: Practice | None,
    name: str,
    days: int = TOKEN_DAYS[0],
    may_write: bool = False,
    verb: Permission | None = None,
) -> MadeToken:
    """Make a token of `by` for the practice, or for the network. Raises PermissionDenied without step-up.

    With `verb`, one of the permissions under step-up, it opens that verb alone and lives ten minutes; without, it
    lives `days` and leaves every verb under step-up closed.
    """
    by.require(Permission.MAKE_TOKENS)
    if not by.is_stepped_up or by.person_id is None:
        raise PermissionDenied("a token is made under step-up")
    if verb is not None:
        by.require(verb)
        if verb not in STEP_UP:
            raise ValueError(f"{verb} needs no token of its own")
    elif days not in TOKEN_DAYS:
        raise ValueError(f"a token lives one of {TOKEN_DAYS} days")
    secret, now = TOKEN_PREFIX + new_secret(), timezone.now()
    with door():
        token = PersonalToken.objects.create(
            token_hash=hashed(secret),
            name=name,
            user_id=by.person_id,
            practice=practice,
            may_write=may_write or verb is not None,
            verb=verb or "",
            created_at=now,
            expires_at=now + (VERB_TOKEN_LIFE if verb else timedelta(days=days)),
        )
    write_line(by=by, practice=practice, action="make token", subject="token", subject_id=token.pk)
    return MadeToken(token, secret)


@transaction.atomic
def revoke_token(*, by: Reader, practice: Practice | None, token_id: UUID) -> bool:
    """Revoke one of the person's own tokens of this place; False when it was not there or already revoked."""
    with door():
        revoked = PersonalToken.objects.filter(
            pk=token_id, user=by.person_id, practice=practice, revoked_at=None
        ).update(revoked_at=timezone.now())
    if revoked:
        write_line(by=by, practice=practice, action="revoke token", subject="token", subject_id=token_id)
    return bool(revoked)


def note_use(*, token: PersonalToken) -> None:
    """Remember that the token was used, at most once a minute."""
    now = timezone.now()
    if token.used_at is None or token.used_at < now - timedelta(minutes=1):
        PersonalToken.objects.filter(pk=token.pk).update(used_at=now)
