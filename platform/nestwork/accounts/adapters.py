"""What sign-in means here: invited people only, local paths only, secrets encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from nestwork.access.paths import local_path
from nestwork.accounts.lockout import client_ip
from nestwork.accounts.models import User

__all__ = ["AccountAdapter", "SecondFactorAdapter", "record_authentication"]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closes sign-up and keeps every redirect on this host."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; people are invited."""
        return False

    def get_login_stages(self) -> list[str]:
        """allauth's steps, with our rule for whom a trusted device is offered to."""
        ours = {"allauth.mfa.stages.TrustStage": "nestwork.accounts.stages.PhysicianTrustStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_safe_url(self, url: str | None) -> bool:
        """Only a local path; allauth's own rule would let any host of ALLOWED_HOSTS through."""
        return bool(url) and local_path(url, default="") == url

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address as the lockout sees it."""
        return client_ip(request) or "unknown"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page the person comes to says what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Stores TOTP secrets and recovery seeds encrypted under the installation's secret key."""

    def encrypt(self, text: str) -> str:
        """Encrypt for the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read what `encrypt` wrote, also under an earlier secret key listed in SECRET_KEY_FALLBACKS."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element that can stand inside a page."""
        drawn = super().build_totp_svg(url)
        return str(drawn[drawn.index("<svg") :])

    def get_totp_label(self, user: User) -> str:
        """The address beside the code in the person's app."""
        return user.email


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    derived = [hashlib.sha256(b"nestwork second factor " + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
