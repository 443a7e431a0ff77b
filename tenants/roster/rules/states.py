"""The states a file, a row and a pair go through."""

from enum import StrEnum


class Mode(StrEnum):
    """What a file of this source means."""

    WHOLE = "whole"  # everybody on the roster: who is missing has left it
    ADDITIONS = "additions"  # new and changed children only: nobody leaves


class UploadState(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"  # kept sealed until a worker reads it
    REFUSED = "refused"  # broken; nothing of it was taken
    COLUMNS = "columns"  # read; a person says what the columns hold
    CHECKING = "checking"  # the dry run is under way
    CHECKED = "checked"  # the dry run is there to look at
    IMPORTING = "importing"
    DONE = "done"
    SET_ASIDE = "set_aside"  # a person decided not to import it


class RowState(StrEnum):
    """Where a quarantined row stands."""

    WAITING = "waiting"
    MENDED = "mended"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What a row led to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    DROPPED = "dropped"  # a person dropped the same row before
    LEFT = "left"
    BACK = "back"  # had left the roster, is named again


class MatchState(StrEnum):
    """Where a pair stands."""

    WAITING = "waiting"
    MERGED = "merged"
    APART = "apart"


class MergeKind(StrEnum):
    """A merge or its undoing."""

    MERGE = "merge"
    UNMERGE = "unmerge"


# A file's states in which a person may still change how it is read.
OPEN_TO_COLUMNS = frozenset({UploadState.COLUMNS, UploadState.CHECKED})
