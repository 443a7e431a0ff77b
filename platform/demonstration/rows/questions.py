"""Questions that coordinators put to physicians: some wait, one for too long, and one was answered."""

from datetime import date, datetime, time, timedelta

from nestwork.access.readers import system
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from tenants.patients.models import Child
from tenants.registry.models import PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask, Said
from tenants.registry.selectors import levels_of, on_the_registry
from tenants.registry.services.asking import ASKED_BY
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import Kind, State, Step

SOURCE = "made up for the demonstration"
# Which child of the list (every so many), how many days ago, what, why, and whether it was answered since.
ASKED: tuple[tuple[int, int, tuple[Ask, ...], str, bool], ...] = (
    (3, 9, (Ask.DIAGNOSES, Ask.LEVEL), "The specialist's letter names another diagnosis", False),
    (7, 4, (Ask.VISITS,), "The last two visits ran over; the family asks for more time", False),
    (11, 1, (Ask.DIAGNOSES, Ask.LEVEL, Ask.VISITS), "New on the registry, before the first care plan", False),
    (13, 6, (Ask.DIAGNOSES,), "The school asks for a current list", True),
)


def ask_physicians(practice: Practice, today: date) -> None:
    """Write the questions of a practice once."""
    if PhysicianRequest.objects.exists():
        return
    children = list(on_the_registry(system("demonstration")).order_by("created", "record_number", "pk"))
    levels = levels_of([child.pk for child in children])
    scored = [child for child in children if child.pk in levels and child.primary_clinician_id]
    for place, days, asks, reason, is_answered in ASKED:
        if place < len(scored):
            at = datetime.combine(today - timedelta(days=days), time(14, 25), practice.zone)
            _ask(scored[place], min(at, now()), asks, reason, is_answered=is_answered)


def _ask(child: Child, at: datetime, asks: tuple[Ask, ...], reason: str, *, is_answered: bool) -> None:
    request: PhysicianRequest = PhysicianRequest.objects.create(
        child=child,
        asks=list(asks),
        reason=reason,
        asked_id=child.primary_clinician_id,
        effective_on=at.date(),
        recorded_at=at,
        recorded_by_id=child.coordinator_id,
        source=SOURCE,
    )
    if is_answered:
        answered = at + timedelta(days=1)
        PhysicianAnswer.objects.create(
            child=child,
            request=request,
            ask=asks[0],
            said=Said.RIGHT,
            effective_on=answered.date(),
            recorded_at=answered,
            recorded_by_id=child.primary_clinician_id,
            source=SOURCE,
        )
        return
    item = Item.objects.create(
        child=child,
        kind=Kind.ANSWER_REQUEST,
        why=reason,
        due_on=at.date(),
        owner_id=child.primary_clinician_id,
        source=ASKED_BY,
        source_id=request.id,
        state=State.OPEN,
        recorded_at=at,
        recorded_by_id=child.coordinator_id,
    )
    ItemEvent.objects.create(
        item=item, step=Step.OPENED, at=at, due_on=item.due_on, by_id=child.coordinator_id
    )
