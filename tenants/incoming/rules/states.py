"""The states a file goes through, and what its people and facts lead to."""

from enum import StrEnum


class FileState(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"  # kept sealed until a worker reads it
    REFUSED = "refused"  # broken; nothing of it was taken
    CHECKED = "checked"  # the dry run is there to look at
    IMPORTING = "importing"
    DONE = "done"
    SET_ASIDE = "set_aside"  # a person decided not to import it


class Batch(StrEnum):
    """What the lines of a kept batch are, in the order they are taken in."""

    PEOPLE = "people"
    CONTACTS = "contacts"
    FACTS = "facts"


class Came(StrEnum):
    """What a patient of a file led to."""

    NEW = "new"
    CHANGED = "changed"
    NEWS = "news"  # known here before, and something about the child is new, corrected or struck out
    UNCHANGED = "unchanged"
    NOT_HERE = "not_here"  # not known here, and nobody asked to take it in
    REFUSED = "refused"


class Did(StrEnum):
    """What a fact or a contact of a file led to."""

    ADDED = "added"
    CORRECTED = "corrected"
    STRUCK = "struck"  # the source says it was never so
    UNCHANGED = "unchanged"
    KEPT = "kept"  # somebody here corrected it since; that stands
    REFUSED = "refused"


WORKING = frozenset({FileState.WAITING, FileState.IMPORTING})
