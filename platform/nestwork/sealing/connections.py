"""The sealed connection under its own type; Django's `connection` is typed as any backend's."""

from typing import TYPE_CHECKING, cast

from django.db import connections

if TYPE_CHECKING:
    from nestwork.sealing.backend.base import DatabaseWrapper


def sealed_connection() -> "DatabaseWrapper":
    """This thread's connection to the network's database."""
    return cast("DatabaseWrapper", connections["default"])
