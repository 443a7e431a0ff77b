"""Many facts at once, in a handful of statements: what an import needs."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record_many
from nestwork.changes.services import mark_each
from nestwork.practices import clock
from tenants.clinical.models import ClinicalFact
from tenants.clinical.services.recording import check_fact


def write_many(*, by: Reader, facts: Sequence[ClinicalFact]) -> None:
    """Write all of these unsaved rows, or none: the same rows, audit lines and dirty marks as one by one.

    Rows of every kind may be mixed; one that `replaces` another is a correction, or with `is_struck` a strike. Raises
    ValidationError for what cannot be, IntegrityError when a row was replaced meanwhile. A condition that replaces
    another does not carry a principal diagnosis along: correct those one by one.
    """
    by.require(Permission.EDIT_CHILDREN)
    now = clock.now()
    kinds: defaultdict[tuple[type[ClinicalFact], str], list[ClinicalFact]] = defaultdict(list)
    for fact in facts:
        fact.recorded_at, fact.recorded_by_id = now, by.person_id
        check_fact(fact)
        action = "strike" if fact.is_struck else "correct" if fact.replaces_id else "record"
        kinds[type(fact), action].append(fact)
    with transaction.atomic():
        for (model, action), rows in kinds.items():
            objects: Any = model.objects
            objects.bulk_create(rows)
            name = model._meta.model_name or ""
            told = [(row.pk, row.child_id) for row in rows]
            record_many(by=by, action=f"{name}.{action}", subject=name, rows=told)
        mark_each(periods=[fact.effective_on for fact in facts], room="clinical")
