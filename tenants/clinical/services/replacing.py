"""What follows on a recorded fact: a correction, an end, a strike. Each is a new row that names the one before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from nestwork.changes.services import mark
from tenants.clinical.models import ClinicalFact, Condition, PrincipalDiagnosis
from tenants.clinical.services.recording import write


class CorrectedAlreadyError(ValidationError):
    """Somebody else replaced the row first; nothing was written."""

    def __init__(self) -> None:
        """Say it in one sentence, for whoever stands at the form."""
        super().__init__(_("Somebody corrected this already. Look at it again."))


def correct[Fact: ClinicalFact](*, fact: Fact, by: Reader, reason: str, changes: Mapping[str, Any]) -> Fact:
    """Replace a fact by a corrected row; the old one stays. Raises CorrectedAlreadyError when that was done already.

    Where the fact is the principal diagnosis, the corrected row becomes it, with its label.
    """
    given = dict(changes)
    if isinstance(fact, PrincipalDiagnosis) and "condition" in given:
        given["label"] = given["condition"].label
    if given.get("ended_on", fact.ended_on) != fact.ended_on:
        given.setdefault("ended_precision", "day")
    return _replaced(fact, by, reason, given)


def end[Fact: ClinicalFact](*, fact: Fact, by: Reader, ended_on: date, reason: str = "") -> Fact:
    """Say on which day a fact stopped being so: the medicine was stopped, the condition is over.

    The row stays in health history. Raises ValidationError for a day before it began, or when it ended already.
    """
    if fact.ended_on:
        raise ValidationError(_("This has ended already. Correct it when the day is wrong."))
    changes = {"ended_on": ended_on, "ended_precision": "day"}
    return _replaced(fact, by, reason.strip() or _("Ended"), changes)


def strike[Fact: ClinicalFact](*, fact: Fact, by: Reader, reason: str) -> Fact:
    """Say that a fact was never so (entered for the wrong child): it leaves every page, the rows stay."""
    return _replaced(fact, by, reason, {"is_struck": True})


_OWN = frozenset(
    {"id", "child", "replaces", "recorded_at", "recorded_by_id", "replaced_because", "is_struck"}
)


def _replaced[Fact: ClinicalFact](fact: Fact, by: Reader, reason: str, changes: dict[str, Any]) -> Fact:
    taken = _OWN | changes.keys()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is corrected.")})
    if fact.is_struck:
        raise CorrectedAlreadyError
    fields = (field for field in fact._meta.concrete_fields if not {field.name, field.attname} & taken)
    kept = {field.attname: getattr(fact, field.attname) for field in fields}
    given = {**kept, **changes, "replaces": fact, "replaced_because": reason.strip()}
    try:
        with transaction.atomic():
            # the quarter it leaves, when the day is corrected
            mark(period=fact.effective_on, room="clinical")
            row = write(type(fact), fact.child, by, **given)
            if isinstance(row, Condition):
                _carry_principal(fact.pk, row, by, reason)
            return row
    except IntegrityError as error:  # one row may replace a row: a constraint
        raise CorrectedAlreadyError from error


def _carry_principal(old_id: Any, row: Condition, by: Reader, reason: str) -> None:
    """The principal diagnosis names a row: let it name the new one, or go with a struck one."""
    facts: Any = PrincipalDiagnosis.objects
    for named in facts.filter(condition_id=old_id).standing().select_related("child"):
        changes: dict[str, Any] = {
            "condition_id": row.pk,
            "label": row.label,
            "is_struck": row.is_struck,
        }
        if named.effective_on < row.effective_on:
            changes["effective_on"] = row.effective_on
        if row.ended_on and not named.ended_on:
            changes["ended_on"] = max(row.ended_on, changes.get("effective_on", named.effective_on))
        _replaced(named, by, reason, changes)
