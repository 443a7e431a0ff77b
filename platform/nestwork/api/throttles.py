"""How often a person, and an address that fails to sign in, may call."""

import logging
from typing import Any

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from nestwork.api.permissions import reader_of

logger = logging.getLogger(__name__)


class _Throttle(SimpleRateThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether the call is within the rate; a cache that is away stops nobody's work."""
        try:
            return bool(super().allow_request(request, view))
        except RedisError as error:
            logger.warning("Calls are not counted: the cache does not answer (%s)", type(error).__name__)
            return True


class PersonThrottle(_Throttle):
    """Calls of one person on one host."""

    scope = "person"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """The person; None leaves a stranger to StrangerThrottle."""
        reader = reader_of(request)
        return self.cache_format % {"scope": self.scope, "ident": reader.person_id} if reader else None


class StrangerThrottle(_Throttle):
    """Calls from one address without a valid sign-in."""

    scope = "stranger"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """The address; None once a reader stands behind the request."""
        if reader_of(request) is not None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
