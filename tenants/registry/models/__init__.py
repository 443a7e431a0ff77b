"""Facts of the registry: who is on it, at which need level, what physicians are asked; cadence and saved views."""

from tenants.registry.models.asking import AnswerLimit, PhysicianAnswer, PhysicianRequest
from tenants.registry.models.levels import Enrollment, NeedLevel, Rescoring, Scoring
from tenants.registry.models.work import BulkAct, ContactCadence, SavedView

__all__ = [
    "AnswerLimit",
    "BulkAct",
    "ContactCadence",
    "Enrollment",
    "NeedLevel",
    "PhysicianAnswer",
    "PhysicianRequest",
    "Rescoring",
    "SavedView",
    "Scoring",
]
