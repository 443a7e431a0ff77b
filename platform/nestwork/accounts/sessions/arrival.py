"""Begin a session on a practice host for somebody who signed in on the network host."""

from dataclasses import asdict
from datetime import datetime

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from nestwork.access.step_up import STEPPED_UP_UNTIL
from nestwork.accounts.models import User
from nestwork.accounts.sessions.store import FIRST_SIGN_IN
from nestwork.web import preferences

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def begin_session(
    request: HttpRequest, *, user: User, signed_in_at: datetime, stepped_up_until: datetime | None
) -> None:
    """Start over under a new session key; the absolute limit counts from the sign-in on the network host."""
    request.session.flush()
    request.session[SESSION_KEY] = str(user.pk)
    request.session[BACKEND_SESSION_KEY] = BACKEND
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    request.session[FIRST_SIGN_IN] = signed_in_at.isoformat()
    request.session[preferences.SESSION_KEY] = asdict(user.preferences)
    if stepped_up_until is not None:
        request.session[STEPPED_UP_UNTIL] = stepped_up_until.isoformat()
    rotate_token(request)
