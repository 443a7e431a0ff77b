"""What the sealed connection refuses, in words."""

import psycopg


class StatementRefusedError(psycopg.ProgrammingError):
    """The statement's first word is not on the list of what an application may send."""


class RoomRefusedError(psycopg.OperationalError):
    """PostgreSQL did not let this login take the role of the practice: it is closed, or was never granted."""


class TwoPracticesError(RuntimeError):
    """One transaction reached for two practices; no request, task or transaction may hold both."""


class UnsafeLoginError(RuntimeError):
    """The login of this process could pass every seal (superuser, BYPASSRLS), or the server is too old."""
