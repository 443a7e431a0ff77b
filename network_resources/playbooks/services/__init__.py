"""Verbs of standards: facilitators write and publish (`writing`, `reviewing`), practices adopt (`adopting`)."""

from network_resources.playbooks.services.adopting import adopt, withdraw_adoption
from network_resources.playbooks.services.errors import (
    AuthorPublishesError,
    GuardError,
    KeyTakenError,
    NotNewerError,
    StaleDraftError,
    UnfinishedError,
    WrongStateError,
)
from network_resources.playbooks.services.reviewing import publish, retire, send_back
from network_resources.playbooks.services.writing import Words, change_draft, draft, send_for_review

__all__ = [
    "AuthorPublishesError",
    "GuardError",
    "KeyTakenError",
    "NotNewerError",
    "StaleDraftError",
    "UnfinishedError",
    "Words",
    "WrongStateError",
    "adopt",
    "change_draft",
    "draft",
    "publish",
    "retire",
    "send_back",
    "send_for_review",
    "withdraw_adoption",
]
