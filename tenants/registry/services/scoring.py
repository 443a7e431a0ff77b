"""A child is scored by a published method; the level that comes out is proposed, or confirmed by a physician."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.playbooks.rules.scoring import Score, score
from network_resources.playbooks.selectors.practice import AdoptedMethod, method_of
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import CannotScoreError, why_not_scored
from tenants.registry.services.locks import locked
from tenants.registry.services.proposing import Wanted, put
from tenants.registry.services.trail import told


def score_child(
    *,
    child: Child,
    by: Reader,
    version_id: uuid.UUID,
    answers: Mapping[str, str],
    reason: str,
    effective_on: dt.date | None = None,
    plans_visits: bool | None = None,
) -> NeedLevel:
    """Score the child by a version of a method from a day on; returns the row of the level that comes out.

    The inputs are always kept. A physician's score is confirmed at once. Anybody else's is a proposal, except that a
    score which comes to the level a physician confirmed for that day is kept as it is and asks nobody; `plans_visits`
    that says something new asks too. Raises CannotScoreError (dead, 22 or older, a day to come or before birth),
    AnswersError of the playbooks' rules for answers that are missing or unknown, and ValidationError without a reason.
    """
    if not by.may(Permission.CONFIRM_LEVEL):
        by.require(Permission.PROPOSE_LEVEL)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the child is scored.")})
    adopted = method_of(version_id)
    result = score(adopted.method, answers)
    with transaction.atomic():
        stands = locked(child)
        day = _checked_day(stands, effective_on)
        scoring = _keep(stands, by, adopted, dict(answers), result, reason.strip(), day)
        wanted = Wanted(
            level=result.need_level,
            reason=scoring.reason,
            effective_on=day,
            plans_visits=plans_visits,
            scoring=scoring,
        )
        return put(stands, by, wanted)


def _checked_day(child: Child, effective_on: dt.date | None) -> dt.date:
    day = effective_on or clock.today()
    why = why_not_scored(birth_date=child.birth_date, has_died=child.has_died, on=day, today=clock.today())
    if why is not None:
        raise CannotScoreError(why)
    return day


def _keep(
    child: Child,
    by: Reader,
    adopted: AdoptedMethod,
    answers: dict[str, str],
    result: Score,
    reason: str,
    day: dt.date,
) -> Scoring:
    scoring: Scoring = Scoring.objects.create(
        child=child,
        version_id=adopted.version_id,
        method_label=adopted.label,
        answers=answers,
        total=result.total,
        band=result.band.key,
        need_level=result.need_level,
        reason=reason,
        effective_on=day,
        recorded_by_id=by.person_id,
    )
    told(child, "registry.scored", by, scoring.id, since=day)
    return scoring
