"""The life of a version of a standard, and the steps of it that are kept for good. Plain Python."""

from enum import StrEnum


class State(StrEnum):
    """Where a version stands. A draft that was set aside is retired too, but was never published."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RETIRED = "retired"


OPEN = (State.DRAFT, State.REVIEW)


class Step(StrEnum):
    """What somebody did with a version."""

    DRAFTED = "drafted"
    CHANGED = "changed"
    SENT = "sent"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    SET_ASIDE = "set_aside"


class Verification(StrEnum):
    """How far somebody checked the content against its source (domain-facts: every seeded rule row says so)."""

    UNVERIFIED = "unverified"
    READ = "read"
    TESTED = "tested"
