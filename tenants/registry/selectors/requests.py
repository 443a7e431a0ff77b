"""Reads of what physicians are asked, and what came of it."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Child
from tenants.registry.cadence import first_limit
from tenants.registry.models import AnswerLimit, NeedLevel, PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask
from tenants.registry.selectors.decisions import this_morning
from tenants.registry.selectors.facts import open_proposals


@dataclass(frozen=True, slots=True)
class Limit:
    """After how many days a question is late, since when, and who says so. `effective_on` None: from the start."""

    late_after_days: int
    effective_on: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the answers that count, and what is left to answer."""

    request: PhysicianRequest
    answers: list[PhysicianAnswer]
    left: list[Ask]

    @property
    def is_open(self) -> bool:
        """Whether a question waits and nobody withdrew it."""
        return bool(self.left)

    @property
    def closing(self) -> PhysicianAnswer | None:
        """The answer that closed it: who and when."""
        return None if self.is_open else max(self.answers, key=lambda answer: answer.recorded_at)


def answer_limit(on: dt.date | None = None) -> Limit:
    """The limit that holds on the day, or the one a practice starts with."""
    row = AnswerLimit.objects.filter(effective_on__lte=on or clock.today()).first()
    if row is None:
        days, source = first_limit()
        return Limit(days, None, source)
    return Limit(row.late_after_days, row.effective_on, row.source)


def open_requests(reader: Reader) -> QuerySet[PhysicianRequest]:
    """Requests that wait, of children the reader may see, the longest waiting first."""
    rows: QuerySet[PhysicianRequest] = PhysicianRequest.objects.visible_to(reader).open()
    return rows.select_related("child__merged_into").order_by("recorded_at")


def requests_of(child: Child, reader: Reader) -> list[Asked]:
    """Everything a physician was asked about the child, the newest first."""
    rows = PhysicianRequest.objects.visible_to(reader).of(child).select_related("child")
    return asked(rows.order_by("-recorded_at"))


def request_for(reader: Reader, request_id: uuid.UUID) -> PhysicianRequest:
    """One request the reader may see; raises PhysicianRequest.DoesNotExist."""
    found: PhysicianRequest = (
        PhysicianRequest.objects.visible_to(reader).select_related("child").get(id=request_id)
    )
    return found


def answer_for(reader: Reader, answer_id: uuid.UUID) -> PhysicianAnswer:
    """One answer the reader may see; raises PhysicianAnswer.DoesNotExist."""
    rows = PhysicianAnswer.objects.visible_to(reader).select_related("child", "request")
    found: PhysicianAnswer = rows.get(id=answer_id)
    return found


def asked(requests: Iterable[PhysicianRequest]) -> list[Asked]:
    """The requests with their answers; one statement more."""
    shown = list(requests)
    answers: dict[uuid.UUID, list[PhysicianAnswer]] = defaultdict(list)
    for answer in PhysicianAnswer.objects.standing().filter(request__in=shown).order_by("recorded_at"):
        answers[answer.request_id].append(answer)
    return [Asked(one, answers[one.id], left(one, answers[one.id])) for one in shown]


def left(request: PhysicianRequest, answers: Sequence[PhysicianAnswer]) -> list[Ask]:
    """The questions nobody answered yet, in the order a physician answers them; none once it was withdrawn."""
    if any(not answer.ask for answer in answers):
        return []
    given = {answer.ask for answer in answers}
    return [ask for ask in Ask if ask in request.asks and ask not in given]


def answered_today(reader: Reader) -> QuerySet[PhysicianAnswer]:
    """The reader's own answers of today that may still be taken back; those that set a level stand with it."""
    rows: QuerySet[PhysicianAnswer] = PhysicianAnswer.objects.visible_to(reader).standing()
    rows = rows.filter(recorded_by_id=reader.person_id, recorded_at__gte=this_morning(), level=None)
    return rows.exclude(ask="").select_related("child").order_by("-recorded_at")


def is_taken_back_by(answer: PhysicianAnswer, by: Reader) -> bool:
    """Whether the reader may take the answer back: one's own, of today, standing, and set no level."""
    return answered_today(by).filter(pk=answer.pk).exists()


def waiting_for_physicians(reader: Reader) -> int:
    """How many proposals and requests wait, in one statement."""
    proposals = open_proposals(reader).select_related(None).order_by().values("pk")
    requests = open_requests(reader).select_related(None).order_by().values("pk")
    return proposals.union(requests, all=True).count()


def standing_levels(heads: Iterable[uuid.UUID]) -> dict[uuid.UUID, NeedLevel]:
    """The confirmed level of each child, as a row, in one statement."""
    rows = (
        NeedLevel.objects.standing()
        .filter(child__head_id__in=list(heads), effective_on__lte=clock.today())
        .select_related("child")
        .order_by("child__head_id", "-effective_on", "-recorded_at")
        .distinct("child__head_id")
    )
    return {row.child.head_id: row for row in rows}
