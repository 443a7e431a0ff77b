"""The session store: one row per browser and host in the shared schema, touched only at the door."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from nestwork.accounts.models import Session

IDLE_STEP = timedelta(
    minutes=1
)  # the idle clock moves at most this often: one write a minute, not one a page
FIRST_SIGN_IN = "first_sign_in_at"  # ISO time a sign-in began elsewhere; the absolute limit counts from it


def key_hash(session_key: str) -> str:
    """The form in which a cookie's value is stored."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(SessionBase):
    """A session of one host; a cookie shown on another host finds nothing."""

    def __init__(self, session_key: str | None = None, host: str = "", device: str = "") -> None:
        super().__init__(session_key)
        self.host = host
        self.device = device
        self.row: Session | None = None

    def load(self) -> dict[str, Any]:
        """Read the row of this cookie and host, unless one of its limits has passed."""
        now = timezone.now()
        self.row = Session.objects.filter(
            key_hash=key_hash(str(self.session_key)),
            host=self.host,
            idle_until__gt=now,
            absolute_until__gt=now,
        ).first()
        if self.row is None:
            self._session_key = None
            return {}
        return self.decode(self.row.data)

    def exists(self, session_key: str) -> bool:
        """Whether the key is taken; two random keys of 256 bits never meet, the insert would say so."""
        return False

    def _get_new_session_key(self) -> str:
        return secrets.token_urlsafe(32)

    def create(self) -> None:
        """Make a session under a new key and store it."""
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write the row; raises UpdateError when it was ended meanwhile, so an ended session stays ended."""
        if self.session_key is None:
            self.create()
            return
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # Django's own, not in the stubs
        now = timezone.now()
        values = {
            "user_id": UUID(data[SESSION_KEY]) if data.get(SESSION_KEY) else None,
            "data": self.encode(data),
            "seen_at": now,
            "idle_until": now + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        }
        if must_create:
            self._insert(data, values, now)
        elif not Session.objects.filter(key_hash=key_hash(str(self.session_key)), host=self.host).update(
            **values
        ):
            raise UpdateError

    def _insert(self, data: dict[str, Any], values: dict[str, Any], now: datetime) -> None:
        began = datetime.fromisoformat(data[FIRST_SIGN_IN]) if FIRST_SIGN_IN in data else now
        try:
            with transaction.atomic():
                self.row = Session.objects.create(
                    key_hash=key_hash(str(self.session_key)),
                    host=self.host,
                    device=self.device,
                    created_at=now,
                    absolute_until=began + timedelta(seconds=settings.SESSION_ABSOLUTE_AGE),
                    **values,
                )
        except IntegrityError as clash:
            raise CreateError from clash

    def delete(self, session_key: str | None = None) -> None:
        """End the session of the key, or this one."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=key_hash(key)).delete()

    def touch(self) -> None:
        """Move the idle clock of a loaded session, at most once a minute."""
        now = timezone.now()
        if self.row is None or self.session_key is None or self.row.seen_at > now - IDLE_STEP:
            return
        Session.objects.filter(key_hash=self.row.key_hash).update(
            seen_at=now, idle_until=now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        )

    @classmethod
    def clear_expired(cls) -> None:
        """Remove sessions that ended by themselves; one past its absolute limit soon passes the idle one too."""
        Session.objects.filter(idle_until__lt=timezone.now()).delete()
