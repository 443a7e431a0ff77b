"""Carry out the plans of facts: new rows in one go, a changed one as a correction, entered in error as a strike."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.clinical import services as clinical
from tenants.clinical.models import ClinicalFact
from tenants.incoming.models import PatientOutcome, RecordFile, SourceFact
from tenants.incoming.rules.shapes import Why
from tenants.incoming.rules.states import Came, Did
from tenants.incoming.services.fact_rows import MODELS, fields_of
from tenants.incoming.services.planning_facts import FactPlan, Who

_NEWS = (Did.ADDED, Did.CORRECTED, Did.STRUCK)
_REFUSED = (ValidationError, IntegrityError, DataError, ValueError, InvalidOperation, KeyError)


def carry_out(plans: Sequence[FactPlan], *, file: RecordFile, by: Reader) -> None:
    """Do what the plans say; what the record itself refuses becomes a refused plan."""
    new = [plan for plan in plans if plan.did is Did.ADDED]
    try:
        with transaction.atomic():
            _add(new, file, by)
    except _REFUSED:
        for plan in new:
            _alone(plan, None, file, by)
    for plan in plans:
        if plan.did is Did.KEPT:
            _keep(plan)
    again = [plan for plan in plans if plan.did in (Did.CORRECTED, Did.STRUCK)]
    standing = _standing(again)
    for plan in again:
        _alone(plan, standing.get(_known(plan).fact_id), file, by)
    _tell(plans, file)


def _tell(plans: Sequence[FactPlan], file: RecordFile) -> None:
    """Note of each child how many facts of a kind were new, corrected or struck out, so that somebody reads them."""
    told: defaultdict[uuid.UUID, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for plan in plans:
        if plan.did in _NEWS:
            told[_head(plan.who)][plan.fact.kind][plan.did] += 1
    PatientOutcome.objects.bulk_create(
        PatientOutcome(file=file, child_id=child_id, outcome=Came.NEWS, detail={"facts": kinds})
        for child_id, kinds in told.items()
    )


def _alone(plan: FactPlan, current: ClinicalFact | None, file: RecordFile, by: Reader) -> None:
    try:
        with transaction.atomic():
            if plan.did is Did.ADDED:
                _add([plan], file, by)
            elif current is None:
                _keep(plan)
            else:
                _replace(plan, current, file, by)
    except clinical.CorrectedAlreadyError:
        _keep(plan)
    except _REFUSED:
        plan.did, plan.why = Did.REFUSED, Why.NOT_SAVED


def _keep(plan: FactPlan) -> None:
    """Somebody here corrected or struck the fact since: that stands, and the same word again is no news."""
    plan.did, known = Did.KEPT, _known(plan)
    if known.digest != plan.digest:
        known.digest = plan.digest
        known.save(update_fields=["digest"])


def _add(plans: Sequence[FactPlan], file: RecordFile, by: Reader) -> None:
    if not plans:
        return
    rows = [_row(plan, file) for plan in plans]
    clinical.write_many(by=by, facts=rows)
    SourceFact.objects.bulk_create(
        SourceFact(
            source=file.source,
            kind=plan.fact.kind,
            key=plan.fact.key,
            child_id=row.child_id,
            fact_id=row.pk,
            digest=plan.digest,
        )
        for plan, row in zip(plans, rows, strict=True)
    )


def _row(plan: FactPlan, file: RecordFile) -> ClinicalFact:
    fields = fields_of(plan.fact, on=clock.today())
    return MODELS[plan.fact.kind](child_id=_head(plan.who), source=file.source.name, **fields)


def _replace(plan: FactPlan, current: ClinicalFact, file: RecordFile, by: Reader) -> None:
    known, reason = _known(plan), _("Records came in")
    if plan.did is Did.STRUCK:
        row = clinical.strike(fact=current, by=by, reason=reason)
    elif current.is_struck or current.child.head_id != _head(plan.who):
        row = _write_instead(plan, current, file, by, reason)
    else:
        fields = fields_of(plan.fact, on=current.effective_on)
        row = clinical.correct(fact=current, by=by, reason=reason, changes=fields)
    known.fact_id, known.digest, known.child_id = row.pk, plan.digest, row.child_id
    known.save(update_fields=["fact_id", "digest", "child"])


def _write_instead(
    plan: FactPlan, current: ClinicalFact, file: RecordFile, by: Reader, reason: str
) -> ClinicalFact:
    """The source takes its own strike back, or says that the fact was about another child: then it is struck there."""
    row = _row(plan, file)
    if current.child.head_id != _head(plan.who):
        if not current.is_struck:
            clinical.strike(fact=current, by=by, reason=reason)
    else:
        row.replaces_id, row.replaced_because = current.pk, reason
    clinical.write_many(by=by, facts=[row])
    return row


def _standing(plans: Sequence[FactPlan]) -> dict[uuid.UUID, ClinicalFact]:
    """The rows as the source left them: those that nobody replaced since."""
    wanted: defaultdict[str, list[uuid.UUID]] = defaultdict(list)
    for plan in plans:
        wanted[plan.fact.kind].append(_known(plan).fact_id)
    found: dict[uuid.UUID, ClinicalFact] = {}
    for kind, ids in wanted.items():
        objects: Any = MODELS[kind].objects
        rows = objects.filter(pk__in=ids, replaced_by__isnull=True).select_related("child")
        found |= {row.pk: row for row in rows}
    return found


def _known(plan: FactPlan) -> SourceFact:
    if plan.known is None:
        raise ValueError("a correction needs a fact on record")
    return plan.known


def _head(who: Who | None) -> uuid.UUID:
    if who is None or who.head_id is None:
        raise ValueError("a fact needs a child on record")
    return who.head_id
