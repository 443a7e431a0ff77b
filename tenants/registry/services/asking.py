"""A coordinator or nurse asks the child's physician; what a physician decides answers, and the request closes."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.models import AnswerLimit, NeedLevel, PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask, Decision, Said
from tenants.registry.selectors import asked
from tenants.registry.services.locks import locked
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.rules import Kind

ASKED_BY = "registry.request"  # source of the items that bring a request before its physician
SUBJECT = "physician_request"
LONGEST_LIMIT = 90  # days


class AlreadyAskedError(ValueError):
    """Everything asked for waits for the physician already."""


class NoAnswerNeededError(ValueError):
    """The request is closed: somebody answered or withdrew it first."""


def ask_physician_for(*, child: Child, by: Reader, asks: Iterable[str], reason: str) -> PhysicianRequest:
    """Ask the child's physician for what is not asked already.

    Raises ValidationError without a reason or with nothing asked, AlreadyAskedError when all of it waits already, and
    ChildHasDiedError of the worklist.
    """
    by.require(Permission.PROPOSE_LEVEL)
    wanted = [ask for ask in Ask if ask in set(asks)]
    if not wanted:
        raise ValidationError({"asks": _("Choose what the physician should answer.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why you ask.")})
    with transaction.atomic():
        stands = locked(child)
        if stands.has_died:
            raise worklist_verbs.ChildHasDiedError
        waits = {ask for one in asked(PhysicianRequest.objects.of(stands).open()) for ask in one.left}
        fresh = [ask for ask in wanted if ask not in waits]
        if not fresh:
            raise AlreadyAskedError
        request: PhysicianRequest = PhysicianRequest.objects.create(
            child=stands,
            asks=fresh,
            reason=reason.strip(),
            asked_id=stands.primary_clinician_id,
            effective_on=clock.today(),
            recorded_by_id=by.person_id,
        )
        _told(request, "registry.asked", by)
        bring(request, by)
    return request


def withdraw_request(*, request: PhysicianRequest, by: Reader, words: str = "") -> PhysicianAnswer:
    """Nobody needs the answers any more. Raises NoAnswerNeededError for a request that is closed."""
    by.require(Permission.PROPOSE_LEVEL)
    with transaction.atomic():
        stands = locked(request.child)
        if not asked([request])[0].is_open:
            raise NoAnswerNeededError
        return _close_unanswered(request, stands, by, words)


def withdraw_all(child: Child, by: Reader) -> None:
    """The child has died: nobody answers about it any more."""
    for request in PhysicianRequest.objects.of(child).open().select_related("child"):
        _close_unanswered(request, child, by, "died")


def settle(child: Child, by: Reader, decision: NeedLevel, asks: frozenset[Ask] | None = None) -> None:
    """A physician decided on the level: every open question that this answers is answered.

    `asks` are the questions it answers; None: the level, and planning visits where the decision speaks of it.
    """
    answers = {
        Ask.LEVEL: Said.NEW_LEVEL if decision.decision == Decision.CONFIRMED else Said.STANDS,
        Ask.VISITS: Said.PLAN if decision.plans_visits else Said.NO_PLAN,
    }
    if asks is None:
        speaks = decision.decision == Decision.CONFIRMED and decision.plans_visits is not None
        asks = frozenset({Ask.LEVEL, Ask.VISITS}) if speaks else frozenset({Ask.LEVEL})
    elif Ask.LEVEL in asks:
        answers[Ask.LEVEL] = Said.STANDS
    for request in PhysicianRequest.objects.of(child).open().select_related("child"):
        for ask in asked([request])[0].left:
            if ask in asks and ask in answers:
                keep_answer(request, by, ask, answers[ask], level=decision)


def keep_answer(
    request: PhysicianRequest,
    by: Reader,
    ask: Ask,
    said: Said,
    *,
    words: str = "",
    level: NeedLevel | None = None,
) -> PhysicianAnswer:
    """Write one answer; the last one closes the request and takes its item off the list."""
    answer: PhysicianAnswer = PhysicianAnswer.objects.create(
        child=request.child,
        request=request,
        ask=ask,
        said=said,
        words=words,
        level=level,
        label=request.label,
        effective_on=clock.today(),
        recorded_by_id=by.person_id,
    )
    _told(request, "registry.answered", by)
    if not asked([request])[0].is_open:
        for item in worklist.items_from(ASKED_BY, request.id):
            if item.is_open:
                worklist_verbs.close(item=item, by=by)
    return answer


def ask_again(decision: NeedLevel, by: Reader) -> None:
    """A decision was taken back: the questions it answered wait again."""
    for request in (
        PhysicianRequest.objects.filter(answers__level=decision).distinct().select_related("child")
    ):
        if asked([request])[0].is_open:
            bring(request, by)


def bring(request: PhysicianRequest, by: Reader) -> None:
    """Put the question on the list of whoever is the child's physician now."""
    worklist_verbs.push(
        by=by,
        child=request.child,
        kind=Kind.ANSWER_REQUEST,
        title="",
        why=request.reason,
        due_on=clock.today(),
        owner_id=request.child.primary_clinician_id,
        source=ASKED_BY,
        source_id=request.id,
    )


def set_answer_limit(*, by: Reader, late_after_days: int, effective_on: dt.date | None = None) -> AnswerLimit:
    """Say after how many days a question is late, from a day on. Raises ValueError outside 1 to 90 days."""
    by.require(Permission.PROPOSE_LEVEL)
    if not 1 <= late_after_days <= LONGEST_LIMIT:
        raise ValueError(late_after_days)
    with transaction.atomic():
        row = AnswerLimit.objects.create(
            late_after_days=late_after_days,
            effective_on=effective_on or clock.today(),
            set_by_id=by.person_id,
            source=by.name[:200],
        )
        record(by=by, action="registry.answer_limit_set", subject="registry.answer_limit", subject_id=row.id)
    return row


def _close_unanswered(request: PhysicianRequest, child: Child, by: Reader, words: str) -> PhysicianAnswer:
    answer: PhysicianAnswer = PhysicianAnswer.objects.create(
        child=child,
        request=request,
        said=Said.WITHDRAWN,
        words=words.strip(),
        label=request.label,
        effective_on=clock.today(),
        recorded_by_id=by.person_id,
    )
    _told(request, "registry.request_withdrawn", by)
    for item in worklist.items_from(ASKED_BY, request.id):
        if item.is_open:
            worklist_verbs.cancel(item=item, by=by, reason="withdrawn")
    return answer


def _told(request: PhysicianRequest, action: str, by: Reader) -> None:
    told_id: uuid.UUID = request.id
    record(by=by, action=action, subject=SUBJECT, subject_id=told_id, child_id=request.child.head_id)
