"""The second factor: who must have one, and how long giving it counts."""

from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

STEP_UP_MINUTES = 10  # rulings 4: second factor within ten minutes
STEPPED_UP_UNTIL = "stepped_up_until"  # in a practice host's session, as ISO time
RELAXED_MODULE = "nestwork.settings.demo"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def second_factor_required() -> bool:
    """Whether TOTP or a passkey is asked for: always, but in the demonstration's own settings module."""
    relaxed = getattr(settings, "DEMONSTRATION", False)
    return not (relaxed and settings.SETTINGS_MODULE == RELAXED_MODULE)


def must_enroll(request: HttpRequest) -> bool:
    """Whether the signed-in person still lacks a second factor that is required."""
    return second_factor_required() and not is_mfa_enabled(request.user, FACTORS)


def stepped_up_until(request: HttpRequest) -> datetime | None:
    """Until when the person's last second factor counts for verbs under step-up; None when it never did."""
    if getattr(request, "practice", None) is not None:
        stored = request.session.get(STEPPED_UP_UNTIL)
        return datetime.fromisoformat(stored) if stored else None
    given = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa" or not second_factor_required()
    ]
    return datetime.fromtimestamp(max(given), UTC) + timedelta(minutes=STEP_UP_MINUTES) if given else None
