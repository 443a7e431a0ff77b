"""Verbs of the registry."""

from tenants.registry.services.answering import NoLevelStandsError, answer_request, undo_answer
from tenants.registry.services.asking import (
    AlreadyAskedError,
    NoAnswerNeededError,
    ask_physician_for,
    set_answer_limit,
    withdraw_all,
    withdraw_request,
)
from tenants.registry.services.bulk import (
    assign_coordinator,
    put_on_call_list,
    set_next_contacts,
    undo_bulk,
)
from tenants.registry.services.contacts import (
    ensure_next_contact,
    ensure_next_contacts,
    seed_cadence,
    set_cadence,
    set_next_contact,
)
from tenants.registry.services.enrollment import enroll, enroll_many, leave
from tenants.registry.services.levels import AlreadyDecidedError, confirm_level, decline_level, set_level
from tenants.registry.services.rescoring import start_rescoring
from tenants.registry.services.scoring import score_child
from tenants.registry.services.undoing import CannotUndoError, undo_decision
from tenants.registry.services.views import delete_view, save_view

__all__ = [
    "AlreadyAskedError",
    "AlreadyDecidedError",
    "CannotUndoError",
    "NoAnswerNeededError",
    "NoLevelStandsError",
    "answer_request",
    "ask_physician_for",
    "assign_coordinator",
    "confirm_level",
    "decline_level",
    "delete_view",
    "enroll",
    "enroll_many",
    "ensure_next_contact",
    "ensure_next_contacts",
    "leave",
    "put_on_call_list",
    "save_view",
    "score_child",
    "seed_cadence",
    "set_answer_limit",
    "set_cadence",
    "set_level",
    "set_next_contact",
    "set_next_contacts",
    "start_rescoring",
    "undo_answer",
    "undo_bulk",
    "undo_decision",
    "withdraw_all",
    "withdraw_request",
]
