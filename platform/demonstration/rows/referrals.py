"""Referrals of about one child in seven to the directory's services, in every lane: some late, some ended with a word.

Written as the verbs write them, dated back; nobody is said to have told a service anything, as no consent is made up.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from nestwork.access.readers import system
from nestwork.changes.services import mark_since
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from network_resources.community.models import DirectorySearch
from network_resources.community.selectors.cards import Card
from network_resources.community.selectors.search import search
from tenants.patients.models import Child
from tenants.patients.rules import age_in_years
from tenants.patients.selectors import main_contact
from tenants.patients.words import RELATIONSHIP, word
from tenants.referrals import selectors
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules import stages
from tenants.referrals.rules.answers import Evidence, Move, move_for
from tenants.referrals.rules.limits import day_due, pick
from tenants.referrals.rules.sensitive import label_of
from tenants.referrals.rules.stages import Books, Kind, Stage, Urgency
from tenants.referrals.services import seed_limits
from tenants.registry.filters import Filters
from tenants.registry.selectors import registry_list
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import Kind as ItemKind
from tenants.worklist.rules import Step

SOURCE = "made up for the demonstration"
EVERY, EACH, BEST = (
    7,
    3,
    2,
)  # of so many children one, so many referrals each, to one of the so many best finds


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a story: so many days ago, what was answered."""

    ago: int
    answer: str
    reason: str = ""
    ahead: int = 0  # the appointment, in days from the day it was said
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One loop as far as it has come."""

    need: str
    ago: int
    steps: tuple[Told, ...] = ()
    urgency: Urgency = Urgency.ROUTINE
    question: str = ""


STORIES = (
    Story("food", 1, question="Food for a family of five, formula for the baby"),
    Story("child_care", 9, (Told(8, "family_calls"),)),
    Story("family_support", 30, (Told(28, "family_calls"), Told(20, "date_set", ahead=11), Told(9, "went"))),
    Story("housing", 6, question="Mold in the bedroom, asthma"),
    Story("transport", 15, (Told(13, "family_calls"), Told(3, "date_set", ahead=8))),
    Story("benefits", 8, (Told(6, "we_call"), Told(1, "not_taken", note="They ask for proof of address first"))),
    Story("food", 40, (Told(38, "family_calls"), Told(30, "got_help", note="Two bags every Tuesday"))),
    Story("respite", 33, (Told(31, "family_calls"), Told(12, "waiting_list", note="About two months"))),
    Story("recreation", 18, (Told(16, "family_calls"), Told(2, "could_not_go", reason="ride"))),
    Story("behavioral_health", 21, (Told(19, "family_calls"), Told(14, "date_set", ahead=9))),
    Story("utilities", 0, urgency=Urgency.URGENT, question="Shut-off notice for Friday"),
    Story("special_education", 3, (Told(1, "we_call"),)),
    Story("family_support", 50, (Told(48, "family_calls"), Told(35, "not_helpful", note="Meets in the daytime"))),
    Story("housing", 25, (Told(23, "declined", note="They moved in with a sister"),)),
    Story(
        "recreation", 60,
        (
            Told(57, "family_calls"), Told(45, "could_not_go", reason="hours"), Told(40, "date_set", ahead=12),
            Told(27, "got_help"),
        ),
    ),
)  # fmt: skip


def start_referrals(practice: Practice, today: date) -> None:
    """Write them once; nothing while the directory lists nothing."""
    if Referral.objects.exists():
        return
    if not DirectorySearch.objects.filter(is_listed=True).exists():
        return
    seed_limits()
    writer = Writer(practice, today)
    stories = cycle(STORIES)
    children = registry_list(system("demonstration"), Filters()).order_by("created", "record_number", "pk")
    for child in list(children)[2::EVERY]:
        if not child.has_died:
            for _place in range(EACH):
                writer.tell(child, next(stories))
    writer.write()


class Writer:
    """Writes the loops of one practice in bulk."""

    def __init__(self, practice: Practice, today: date) -> None:
        self.zone, self.today = ZoneInfo(practice.time_zone), today
        self.limits = selectors.limits(today)
        self.referrals: list[Referral] = []
        self.steps: list[ReferralStep] = []
        self.items: list[Item] = []

    def tell(self, child: Child, story: Story) -> None:
        """One story of one child; nothing where no service near by helps somebody of this age with it."""
        place, years = len(self.referrals), age_in_years(child.birth_date, self.today)
        offered = search(need=story.need, zip_code=child.zip_code, age=years, today=self.today).cards
        if not offered:
            return
        referral = self._order(child, story, offered[place % min(BEST, len(offered))])
        contact = main_contact(child)
        mother = (
            f"{contact.contact.name}, {word(RELATIONSHIP, contact.relationship)}" if contact else "the family"
        )
        last = self._step(referral, 1, Stage.ORDERED, story.ago, Books.FAMILY, Evidence.ORDER, "")
        for number, (told, move) in enumerate(self._moves(story), start=2):
            said_by = referral.organization if move.evidence == Evidence.SERVICE_SAID else mother
            last = self._step(
                referral,
                number,
                move.stage,
                told.ago,
                move.books or last.books,
                move.evidence,
                said_by,
                told,
                move,
            )
        self._ask(referral, last, place)

    def write(self) -> None:
        """Write every row, and mark what changes."""
        Referral.objects.bulk_create(self.referrals)
        ReferralStep.objects.bulk_create(self.steps)
        Item.objects.bulk_create(self.items)
        ItemEvent.objects.bulk_create(
            ItemEvent(item=item, step=Step.OPENED, at=item.recorded_at, due_on=item.due_on)
            for item in self.items
        )
        mark_since(
            first=min((row.effective_on for row in self.referrals), default=self.today), room="referrals"
        )

    def _moves(self, story: Story) -> Iterator[tuple[Told, Move]]:
        """Each told step with the move it is: a story that the rules do not allow fails here."""
        stage, outcome = str(Stage.ORDERED), ""
        for told in story.steps:
            move = move_for(stages.next_step(stage, outcome), told.answer)
            yield told, move
            stage, outcome = move.stage, move.outcome or ""

    def _order(self, child: Child, story: Story, card: Card) -> Referral:
        on = self.today - timedelta(days=story.ago)
        referral = Referral(
            id=uuid.uuid4(),
            child=child,
            label=label_of(story.need, card.needs),
            kind=Kind.COMMUNITY,
            need=story.need,
            service_id=card.service_id,
            service_at_location_id=card.service_at_location_id,
            service_name=card.name[:300],
            organization=card.organization[:300],
            phone=card.phone[:60],
            question=story.question,
            urgency=story.urgency,
            ordered_by_id=child.coordinator_id,
            effective_on=on,
            recorded_at=self._at(on),
            recorded_by_id=child.coordinator_id,
            source=SOURCE,
        )
        self.referrals.append(referral)
        return referral

    def _step(
        self, referral: Referral, number: int, stage: Stage, ago: int, books: str, evidence: Evidence, said_by: str,
        told: Told | None = None, move: Move | None = None,
    ) -> ReferralStep:  # fmt: skip
        on = self.today - timedelta(days=ago)
        step = ReferralStep(
            id=uuid.uuid4(),
            child=referral.child,
            label=referral.label,
            referral=referral,
            number=number,
            stage=stage,
            outcome=(move.outcome or "") if move else "",
            books=books,
            evidence=evidence,
            said_by=said_by[:200],
            reason=told.reason if told else "",
            note=told.note if told else "",
            appointment_on=on + timedelta(days=told.ahead) if told and told.ahead else None,
            effective_on=on,
            recorded_at=self._at(on) + timedelta(minutes=number),
            recorded_by_id=referral.recorded_by_id,
            source=SOURCE,
        )
        step.next_on = self._due(referral, step)
        self.steps.append(step)
        return step

    def _due(self, referral: Referral, step: ReferralStep) -> date | None:
        following = stages.next_step(step.stage, step.outcome)
        if following is None:
            return None
        limit = pick(self.limits, following, books=step.books, urgency=referral.urgency)
        since = step.appointment_on or step.effective_on
        return day_due(limit, since=since, today=step.effective_on)

    def _ask(self, referral: Referral, step: ReferralStep, place: int) -> None:
        following = stages.next_step(step.stage, step.outcome)
        if following is None or step.next_on is None:
            return
        self.items.append(
            Item(
                child=referral.child,
                label=referral.label,
                kind=ItemKind.REFERRAL_STEP,
                title=following,
                why=f"{referral.service_name}, {referral.organization}",
                due_on=step.next_on,
                owner_id=referral.child.coordinator_id,
                source=selectors.SOURCE,
                source_id=referral.pk,
                is_urgent=referral.urgency == Urgency.URGENT,
                attempts=1 if place % 6 == 1 else 0,
                recorded_at=step.recorded_at,
                recorded_by_id=step.recorded_by_id,
            )
        )

    def _at(self, day: date) -> datetime:
        return min(datetime.combine(day, time(10, 20), self.zone), now() - timedelta(minutes=15))
