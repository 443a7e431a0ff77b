"""What a person may see of her own account. Runs at the door."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils import timezone

from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.access.selectors import place
from nestwork.accounts.models import Invitation, PersonalToken, Session, User
from nestwork.accounts.rules import hashed
from nestwork.practices.models import Practice


def sessions_of(user_id: UUID) -> QuerySet[Session]:
    """The person's live sessions on every host, the latest used first."""
    now = timezone.now()
    return Session.objects.filter(user_id=user_id, idle_until__gt=now, absolute_until__gt=now).order_by(
        "-seen_at"
    )


def practices_of(user_id: UUID) -> QuerySet[Practice]:
    """Open practices the person may enter, by name."""
    mine = Membership.objects.filter(user_id=user_id, is_active=True, practice__isnull=False)
    found: QuerySet[Practice] = Practice.objects.filter(pk__in=mine.values("practice_id"))
    found = found.filter(state=Practice.State.OPEN)
    return found.order_by("name")


def tokens_of(user_id: UUID, practice_id: UUID | None) -> QuerySet[PersonalToken]:
    """The person's tokens for this practice, or for the network, that still work."""
    return PersonalToken.objects.filter(
        place(practice_id), user_id=user_id, revoked_at=None, expires_at__gt=timezone.now()
    ).order_by("-created_at")


def token_for(secret: str) -> PersonalToken | None:
    """The live token with this secret, with its person; None for anything else."""
    return (
        PersonalToken.objects.select_related("user")
        .filter(
            token_hash=hashed(secret), revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True
        )
        .first()
    )


def invitation_for(secret: str) -> Invitation | None:
    """The open invitation behind a link, with its practice; None when it is spent, withdrawn or over."""
    return (
        Invitation.objects.select_related("practice")
        .filter(token_hash=hashed(secret), accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        .first()
    )


def has_factor(user_id: UUID, kind: Authenticator.Type) -> bool:
    """Whether the person has enrolled this kind of second factor."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=kind).exists())


def user_of(email: str) -> User | None:
    """The person who signs in with this address."""
    return User.objects.filter(email=email.strip().lower()).first()


def user_with(user_id: UUID) -> User:
    """The person with this id; raises User.DoesNotExist."""
    return User.objects.get(pk=user_id)


def may_trust_device(user_id: UUID) -> bool:
    """Whether the person is a physician somewhere (rulings 4: a trusted device for physicians)."""
    return Membership.objects.filter(user_id=user_id, is_active=True, role=Role.PHYSICIAN).exists()
