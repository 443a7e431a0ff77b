"""One DATABASES entry for each kind of process: every login sees only what its work needs.

Timeouts of statements, locks and idle transactions belong to the logins themselves (nestwork/sealing/sql/roles.sql).
"""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# The variable of a real installation that holds each login's address.
VARIABLES = {
    "owner": "DATABASE_URL",
    "web": "DATABASE_WEB_URL",
    "worker": "DATABASE_WORKER_URL",
    "release": "DATABASE_RELEASE_URL",
    "sealer": "DATABASE_SEALER_URL",
}
CONNECTION_SECONDS = 300  # how long a web connection is kept; it forgets its practice after each request


def entry(process: str, *, host: str, name: str, user: str, **more: Any) -> dict[str, Any]:
    """Return the DATABASES entry of a process that signs in as `user`."""
    return {
        "ENGINE": "nestwork.sealing.backend",
        "ROOMS": "owner" if process == "owner" else "sealed",
        "HOST": host,
        "NAME": name,
        "USER": user,
        "CONN_MAX_AGE": CONNECTION_SECONDS if process == "web" else 0,
        "CONN_HEALTH_CHECKS": False,  # it would add a trip to every request
        **more,
    }


def entry_from_url(process: str, url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?sslmode=...` into an entry."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or not parts.username:
        raise ImproperlyConfigured(
            f"{VARIABLES[process]} must look like postgresql://login:password@host:5432/database"
        )
    return entry(
        process,
        host=unquote(parts.hostname or ""),
        name=unquote(parts.path.strip("/")),
        user=unquote(parts.username),
        PASSWORD=unquote(parts.password or ""),
        PORT=str(parts.port or ""),
        OPTIONS=dict(parse_qsl(parts.query)),
    )


def given_addresses(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the names of the variables that point at real servers and are set."""
    return [name for name in (*VARIABLES.values(), "REDIS_URL") if environment.get(name)]
