"""Verbs of referrals: start, take a step, note that nobody was reached, cancel, undo, set a limit."""

from tenants.referrals.services.limits import seed_limits, set_limit
from tenants.referrals.services.starting import (
    DuplicateError,
    Order,
    ServiceGoneError,
    Started,
    start,
)
from tenants.referrals.services.stepping import (
    AlreadyEndedError,
    Report,
    StaleStepError,
    cancel,
    has_tried_enough,
    not_reached,
    take_step,
)
from tenants.referrals.services.undoing import CannotUndoError, may_be_undone, undo

__all__ = [
    "AlreadyEndedError",
    "CannotUndoError",
    "DuplicateError",
    "Order",
    "Report",
    "ServiceGoneError",
    "StaleStepError",
    "Started",
    "cancel",
    "has_tried_enough",
    "may_be_undone",
    "not_reached",
    "seed_limits",
    "set_limit",
    "start",
    "take_step",
    "undo",
]
