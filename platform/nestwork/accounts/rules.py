"""Plain rules of sign-in: lifetimes, and how a secret is made and stored."""

import hashlib
import secrets
from datetime import timedelta

HAND_OVER_SECONDS = 30  # rulings 4
TOKEN_DAYS = (30, 90, 365)
VERB_TOKEN_MINUTES = 10  # rulings 2: a token for one verb under step-up
HAND_OVER_LIFE = timedelta(seconds=HAND_OVER_SECONDS)
VERB_TOKEN_LIFE = timedelta(minutes=VERB_TOKEN_MINUTES)
TOKEN_PREFIX = "nw_"  # noqa: S105 - the mark by which a leaked token is recognised, not a secret


def new_secret() -> str:
    """256 random bits as text for a URL, a cookie or a header."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """The form in which a random secret is stored: SHA-256, as it has nothing a dictionary could guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
