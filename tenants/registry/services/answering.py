"""A physician answers what was asked, with one tap where the record already says it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel, PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask, Said, Tap
from tenants.registry.selectors import asked, is_taken_back_by, level_of
from tenants.registry.services.asking import ASKED_BY, SUBJECT, NoAnswerNeededError, bring, keep_answer
from tenants.registry.services.locks import locked
from tenants.registry.services.proposing import Wanted, put
from tenants.registry.services.undoing import CannotUndoError
from tenants.worklist import services as worklist_verbs
from tenants.worklist.rules import Kind


class NoLevelStandsError(ValueError):
    """There is no confirmed level to keep, or a proposal waits: it is decided, or the child scored, instead."""


def answer_request(*, request: PhysicianRequest, by: Reader, tap: Tap, words: str = "") -> list[Ask]:
    """Keep a physician's answer to what is still asked; returns what it answered.

    Raises NoAnswerNeededError when nothing of it is asked any more, NoLevelStandsError, and ValidationError when the
    diagnoses are not right and no words say what has to change.
    """
    by.require(Permission.CONFIRM_LEVEL)
    if tap == Tap.DIAGNOSES_NOT_RIGHT and not words.strip():
        raise ValidationError({"words": _("Say what has to change.")})
    with transaction.atomic():
        child = locked(request.child)
        left = asked([request])[0].left
        answered = [ask for ask in left if ask in tap.answers]
        if not answered:
            raise NoAnswerNeededError
        about_level = frozenset(answered) & {Ask.LEVEL, Ask.VISITS}
        if about_level:
            _confirm_again(child, request, by, tap, frozenset(about_level))
        if Ask.DIAGNOSES in answered:
            _on_diagnoses(request, by, tap, words.strip())
    return answered


def undo_answer(*, answer: PhysicianAnswer, by: Reader) -> PhysicianAnswer:
    """Take one's own answer of today on diagnoses back; the question waits again. Raises CannotUndoError."""
    by.require(Permission.CONFIRM_LEVEL)
    with transaction.atomic():
        child = locked(answer.child)
        if not is_taken_back_by(answer, by):
            raise CannotUndoError
        try:
            with transaction.atomic():  # one row takes another back: a second tap is refused
                row: PhysicianAnswer = PhysicianAnswer.objects.create(
                    child=child,
                    request=answer.request,
                    ask=answer.ask,
                    said=Said.UNDONE,
                    label=answer.label,
                    effective_on=clock.today(),
                    recorded_by_id=by.person_id,
                    undoes=answer,
                )
        except IntegrityError as error:
            raise CannotUndoError from error
        record(
            by=by,
            action="registry.answer_undone",
            subject=SUBJECT,
            subject_id=row.request_id,
            child_id=child.id,
        )
        bring(answer.request, by)
    return row


def _confirm_again(
    child: Child, request: PhysicianRequest, by: Reader, tap: Tap, asks: frozenset[Ask]
) -> NeedLevel:
    """The standing level confirmed anew from today, with the physician's word on planning visits where asked."""
    stands = level_of(child)
    if stands is None or NeedLevel.objects.of(child).waiting().exists():
        raise NoLevelStandsError
    plans = stands.plans_visits if tap.plans is None or Ask.VISITS not in asks else tap.plans
    if Ask.VISITS in asks and plans is None:
        raise NoLevelStandsError
    wanted = Wanted(
        level=stands.level,
        reason=request.reason,
        effective_on=clock.today(),
        plans_visits=plans,
        scoring=stands.scoring,
        score=stands.score,
        method_version=stands.method_version,
        settles=asks,
    )
    return put(child, by, wanted)


def _on_diagnoses(request: PhysicianRequest, by: Reader, tap: Tap, words: str) -> None:
    """Keep the answer; what has to change is put before whoever asked."""
    said = Said.NOT_RIGHT if tap == Tap.DIAGNOSES_NOT_RIGHT else Said.RIGHT
    answer = keep_answer(request, by, Ask.DIAGNOSES, said, words=words)
    if said == Said.NOT_RIGHT and not request.child.has_died:
        worklist_verbs.push(
            by=by,
            child=request.child,
            kind=Kind.DESK_TASK,
            title=_("Update the diagnoses"),
            why=words,
            due_on=clock.today(),
            owner_id=request.recorded_by_id,
            source=ASKED_BY,
            source_id=answer.id,
        )
