"""The second belt at the cursor: which kinds of statement an application login may send at all.

The extended protocol carries one statement, so its first word decides. Nothing counts as sealed because of this
list; rights in PostgreSQL seal. It closes what has no right there: SET and RESET ROLE, LISTEN, DO, PREPARE.
"""

import re

from nestwork.sealing.backend.errors import StatementRefusedError

# PostgreSQL ends a line comment at either kind of line end; a looser reading would skip over a hidden statement.
_LEAD = re.compile(rb"(?:\s|--[^\n\r]*|/\*.*?\*/)*", re.DOTALL)
_ALLOWED = re.compile(
    rb"(?:select|insert|update|delete|with|values|merge|table|copy|explain|savepoint|release|declare|fetch|move"
    rb"|close|lock)\b|\(|rollback\s+to\b|set\s+constraints\b"
    rb"|set\s+local\s+(?:statement_timeout|lock_timeout)\b",
    re.IGNORECASE,
)
_ROLLBACK_TO = re.compile(rb"rollback\b", re.IGNORECASE)


def check(statement: bytes) -> bool:
    """Raise StatementRefusedError unless the statement may be sent; return whether it rolls back to a savepoint."""
    start = _LEAD.match(statement).end()  # type: ignore[union-attr]  # the pattern also matches nothing
    if not _ALLOWED.match(statement, start):
        raise StatementRefusedError("This kind of statement is not sent by Nestwork. Nothing was changed.")
    return _ROLLBACK_TO.match(statement, start) is not None
