"""The states of a file and of a quarantined row, and the kinds of change."""

from enum import StrEnum


class UploadState(StrEnum):
    """Where a file of a source is."""

    WAITING = "waiting"  # came in, a job will read it
    PROFILE = "profile"  # read, but nobody said yet what its columns mean
    PREVIEW = "preview"  # checked; a person looks at what would happen
    IMPORTING = "importing"
    DONE = "done"
    REFUSED = "refused"  # unreadable; nothing of it was taken
    CANCELLED = "cancelled"


class RowState(StrEnum):
    """Where a quarantined row is."""

    WAITING = "waiting"
    MENDED = "mended"
    DROPPED = "dropped"  # a person left it out, with a reason
    REPLACED = "replaced"  # the source sent the row again in other words
    ARRIVED = "arrived"  # what it waited for came


class Act(StrEnum):
    """How a change of a directory row came about."""

    ADDED = "added"
    IMPORTED = "imported"
    MENDED = "mended"
    EDITED = "edited"
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
