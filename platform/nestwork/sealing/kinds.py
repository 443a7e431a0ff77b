"""What a practice may do with each of its tables. Every model of a practice declares its kind."""

from enum import StrEnum


class TableKind(StrEnum):
    """Kinds of practice tables; the seal grants the practice role exactly these rights.

    Source: rulings on kinds of practice tables; a table without its seal has no rights at all.
    """

    PLAIN = "plain"  # SELECT, INSERT, UPDATE, DELETE
    FACT = "fact"  # SELECT, INSERT: corrections, undo and unmerge are new rows
    AUDIT = "audit"  # SELECT, INSERT; the sealer reads it too
    READ = "read"  # SELECT: written by owner-made functions only
    SEAL = "seal"  # nothing for the practice: nw_sealer alone may SELECT and INSERT (audit_seal)
    CLOSED = "closed"  # no right: written by owner-made functions or other logins
    ROLLUP = "rollup"  # SELECT, INSERT: a release names the numbers it was made from; the release engine may SELECT
