"""The server's catalogs, read as the owner, who changes nothing."""

from typing import Any

import psycopg

OWNER: list[psycopg.Connection[Any]] = []


def rows(query: str, parameters: list[Any] | None = None) -> list[Any]:
    """Ask the server as the owner."""
    return OWNER[0].execute(query, parameters).fetchall()
