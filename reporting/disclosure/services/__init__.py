"""Verbs of a release."""

from reporting.disclosure.services.deciding import approve, reject
from reporting.disclosure.services.errors import (
    DecidedError,
    GuardedReasonError,
    NotClosedError,
    PlaceTakenError,
)
from reporting.disclosure.services.requesting import request_release
from reporting.disclosure.services.viewing import note_download, note_view

__all__ = [
    "DecidedError",
    "GuardedReasonError",
    "NotClosedError",
    "PlaceTakenError",
    "approve",
    "note_download",
    "note_view",
    "reject",
    "request_release",
]
