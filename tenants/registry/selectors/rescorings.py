"""What came of scoring stored inputs by another version: exact numbers, for the practice's own eyes."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q

from nestwork.access.readers import Reader
from tenants.registry.models import NeedLevel, Rescoring
from tenants.registry.rules import Decision
from tenants.registry.selectors.listing import needs_new_scoring


@dataclass(frozen=True, slots=True)
class Rescored:
    """How many proposals a version made and what physicians said, of children the reader may see.

    `unscored` counts the children whose inputs do not answer the method in force, or who were never scored.
    """

    version_id: uuid.UUID
    proposed: int
    waiting: int
    confirmed: int
    declined: int
    unscored: int
    last: Rescoring


def rescored(reader: Reader, version_id: uuid.UUID) -> Rescored | None:
    """The numbers of every run by this version; None when it never ran."""
    last = Rescoring.objects.filter(version_id=version_id).first()
    if last is None:
        return None
    rows = NeedLevel.objects.visible_to(reader).filter(
        scoring__version_id=version_id, scoring__rescoring__isnull=False, undone_by=None
    )
    waits = Q(decision=Decision.PROPOSED, answered_by=None)
    numbers = rows.aggregate(
        proposed=Count("scoring_id", distinct=True),
        waiting=Count("scoring_id", distinct=True, filter=waits),
        confirmed=Count("scoring_id", distinct=True, filter=Q(decision=Decision.CONFIRMED)),
        declined=Count("scoring_id", distinct=True, filter=Q(decision=Decision.DECLINED)),
    )
    return Rescored(version_id=version_id, unscored=needs_new_scoring(reader).count(), last=last, **numbers)


def rescoring_of_job(job_id: uuid.UUID) -> Rescoring:
    """The run of a job; raises Rescoring.DoesNotExist."""
    found: Rescoring = Rescoring.objects.get(job_id=job_id)
    return found
