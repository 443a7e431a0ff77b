"""Audit lines of signing in and of second factors, and what a new session starts with."""

from dataclasses import asdict
from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in, user_logged_out
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.dispatch import receiver
from django.http import HttpRequest

from nestwork.accounts.models import User
from nestwork.accounts.selectors.own import user_of
from nestwork.accounts.services.sessions import close_place, sign_out_everywhere
from nestwork.accounts.sessions.store import SessionStore
from nestwork.audit.network.services import record
from nestwork.practices.models import Practice
from nestwork.practices.signals import practice_closed
from nestwork.web import preferences


@receiver(user_logged_in)
def write_sign_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Write the sign-in, take the person's way of reading into the session, sweep sessions that are over."""
    request.session[preferences.SESSION_KEY] = asdict(user.preferences)
    record(person_id=user.pk, action="sign in")
    SessionStore.clear_expired()


@receiver(user_logged_out)
def write_sign_out(user: User | None, **_kwargs: Any) -> None:
    """Write the sign-out."""
    if user is not None:
        record(person_id=user.pk, action="sign out")


@receiver(user_locked_out)
def write_lockout(username: str | None, **_kwargs: Any) -> None:
    """Write that an address was locked out, when it is somebody's; a stranger's typing is not kept."""
    user = user_of(username or "")
    if user is not None:
        record(person_id=user.pk, action="locked out")


@receiver(password_changed)
@receiver(password_reset)
def write_new_password(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Write a new password and end every other session; the changed hash would refuse them anyway."""
    row = getattr(request.session, "row", None)
    sign_out_everywhere(user_id=user.pk, keep=row.key_hash if row else "")
    record(person_id=user.pk, action="new password")


@receiver(practice_closed)
def end_sign_ins_of_a_closed_practice(practice: Practice, **_kwargs: Any) -> None:
    """End sessions and tokens of a practice that is closed; runs as the owner in the same transaction."""
    close_place(practice=practice)


@receiver(authenticator_added)
@receiver(authenticator_removed)
@receiver(authenticator_reset)
def write_second_factor(user: User, authenticator: Any, signal: Any, **_kwargs: Any) -> None:
    """Write that a second factor was added, removed or renewed."""
    words = {
        id(authenticator_added): "add second factor",
        id(authenticator_removed): "remove second factor",
        id(authenticator_reset): "renew recovery codes",
    }
    record(person_id=user.pk, action=words[id(signal)], detail={"type": str(authenticator.type)})
