"""The words of questions to a physician, and of what came of them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.practices import clock
from tenants.clinical.models import Condition
from tenants.registry.models import NeedLevel, PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask, Said, Tap
from tenants.registry.selectors import Asked
from tenants.registry.web.proposal_words import waits, waits_tag

ASKS = {
    Ask.DIAGNOSES: gettext_lazy("Are the diagnoses right?"),
    Ask.LEVEL: gettext_lazy("Score and need level"),
    Ask.VISITS: gettext_lazy("Does each visit need planning ahead?"),
}
SAID = {
    Said.RIGHT: gettext_lazy("diagnoses are right"),
    Said.NOT_RIGHT: gettext_lazy("diagnoses are not right"),
    Said.STANDS: gettext_lazy("level stands"),
    Said.NEW_LEVEL: gettext_lazy("level set"),
    Said.PLAN: gettext_lazy("visits are planned ahead"),
    Said.NO_PLAN: gettext_lazy("no planning of visits needed"),
    Said.WITHDRAWN: gettext_lazy("question withdrawn"),
    Said.UNDONE: gettext_lazy("answer taken back"),
}
SHORT = {
    Ask.DIAGNOSES: gettext_lazy("diagnoses"),
    Ask.LEVEL: gettext_lazy("need level"),
    Ask.VISITS: gettext_lazy("planning of visits"),
}


@dataclass(frozen=True, slots=True)
class Button:
    """One tap."""

    tap: Tap
    words: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with all a physician needs to answer it."""

    asked: Asked
    asks: str
    stands: NeedLevel | None
    proposal: NeedLevel | None
    by: str
    to: str
    waits: str
    waits_tag: str
    diagnoses: list[Condition]
    acts: list[Button]  # the widest one, or the two sides of a question that has no right answer beforehand
    others: list[Button]
    asks_diagnoses: bool
    needs_score: bool
    done: str
    failed: bool

    @property
    def request(self) -> PhysicianRequest:
        """The row."""
        return self.asked.request

    @property
    def level(self) -> int | None:
        """The level that stands."""
        return self.stands.level if self.stands else None


@dataclass(frozen=True, slots=True)
class AnsweredView:
    """An answer of today that may be taken back."""

    answer: PhysicianAnswer
    words: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A request as the child's page tells it."""

    asked: Asked
    asks: str
    by: str
    to: str
    waits: str
    waits_tag: str
    answers: list[tuple[PhysicianAnswer, str, str]]


def request_view(
    asked: Asked,
    *,
    stands: NeedLevel | None,
    proposal: NeedLevel | None,
    people: Mapping[uuid.UUID, str],
    diagnoses: list[Condition],
    late_after: int,
    failed: bool,
) -> RequestView:
    """The words and the taps of one request."""
    days = days_waited(asked.request)
    taps = _taps(asked.left, stands if proposal is None else None)
    at_once = 2 if asked.left == [Ask.VISITS] else 1
    return RequestView(
        asked=asked,
        asks=listed(asked.left),
        stands=stands,
        proposal=proposal,
        by=_name(asked.request.recorded_by_id, people),
        to=_name(asked.request.asked_id, people),
        waits=waits(days),
        waits_tag=waits_tag(days, late_after),
        diagnoses=diagnoses,
        acts=taps[:at_once],
        others=taps[at_once:],
        asks_diagnoses=Ask.DIAGNOSES in asked.left,
        needs_score=bool({Ask.LEVEL, Ask.VISITS} & set(asked.left)),
        done=get_text_list([said_words(one) for one in asked.answers], _("and")),
        failed=failed,
    )


def story_views(
    several: Iterable[Asked], people: Mapping[uuid.UUID, str], late_after: int
) -> list[StoryView]:
    """Every request of a child with what came of it."""
    return [
        StoryView(
            asked=one,
            asks=listed(Ask(ask) for ask in one.request.asks),
            by=_name(one.request.recorded_by_id, people),
            to=_name(one.request.asked_id, people),
            waits=waits(days_waited(one.request)) if one.is_open else "",
            waits_tag=waits_tag(days_waited(one.request), late_after),
            answers=[
                (answer, said_words(answer), _name(answer.recorded_by_id, people)) for answer in one.answers
            ],
        )
        for one in several
    ]


def answered_view(answer: PhysicianAnswer) -> AnsweredView:
    """What was answered today, in a few words."""
    return AnsweredView(answer, said_words(answer))


def days_waited(request: PhysicianRequest) -> int:
    """Whole days since the question was asked."""
    return (clock.today() - clock.local(request.recorded_at).date()).days


def said_words(answer: PhysicianAnswer) -> str:
    """The answer, with what has to change where somebody said so."""
    said = str(SAID[Said(answer.said)])
    return f"{said}: {answer.words}" if answer.words and answer.ask else said


def listed(asks: Iterable[Ask]) -> str:
    """What is asked, in one phrase."""
    words = get_text_list([str(SHORT[ask]) for ask in asks], _("and"))
    return words[:1].upper() + words[1:]


def _taps(left: list[Ask], stands: NeedLevel | None) -> list[Button]:
    """What one tap can answer, the widest first. `stands` None: the level needs a score or a decision first."""
    taps: list[Button] = []
    if Ask.DIAGNOSES in left:
        taps.append(Button(Tap.DIAGNOSES_RIGHT, _("Diagnoses are right")))
    if stands is not None and Ask.LEVEL in left:
        taps.append(Button(Tap.LEVEL_STANDS, _("Level %(level)d stands") % {"level": stands.level}))
    if stands is not None and Ask.VISITS in left:
        taps += [
            Button(Tap.PLAN, _("Plan ahead")),
            Button(Tap.NO_PLAN, _("No planning")),
        ]
    knows_all = stands is not None and (Ask.VISITS not in left or stands.plans_visits is not None)
    if len(left) > 1 and knows_all:
        return [Button(Tap.ALL_AS_IT_STANDS, _("All right as it stands")), *taps]
    return taps


def _name(person_id: uuid.UUID | None, people: Mapping[uuid.UUID, str]) -> str:
    return people.get(person_id, "") if person_id else ""
