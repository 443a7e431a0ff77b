"""Clinical facts, visits, levels, calls and what is still to do, dated back."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from demonstration.rows.staff import PracticeStaff
from demonstration.story import MadeCall, MadeChild, MadeFact, MadeItem, MadePractice, MadeVisit
from nestwork.access.permissions import Role
from nestwork.practices.clock import now
from nestwork.practices.models import Practice
from nestwork.sealing.models import PracticeRow
from tenants.activity.models import Entry
from tenants.clinical.models import Allergy, Condition, Encounter, Equipment, Measurement, Medicine
from tenants.patients.models import Child
from tenants.registry.models import Enrollment, NeedLevel
from tenants.registry.services import seed_cadence
from tenants.schedule.models import Appointment, OnCallShift
from tenants.worklist.models import Item, ItemEvent
from tenants.worklist.rules import State, Step

SOURCE = "made up for the demonstration"
WEIGHT = "29463-7"  # LOINC, body weight
ENCOUNTERS = {"office": "well_visit", "emergency": "emergency", "inpatient": "hospital"}
VISITS = {"physical": "well_visit", "follow_up": "follow_up"}
STATES = {"booked": "planned", "kept": "kept", "could_not_go": "could_not_go"}
REASONS = {
    "diagnosis": "A lasting diagnosis",
    "clinician_concern": "The doctor's concern",
    "hospital_use": "Emergency room or hospital use",
    "screening": "A screening result",
    "family_request": "The family asked",
}


class Writer:
    """Writes the history of one practice's children, in bulk and by table."""

    def __init__(self, practice: Practice, staff: PracticeStaff, today: date) -> None:
        self.zone = ZoneInfo(practice.time_zone)
        self.staff = staff
        self.today = today
        self.now = now()
        self.rows: dict[type[PracticeRow], list[PracticeRow]] = {}

    def write(self, story: MadePractice, children: dict[str, Child]) -> None:
        """Write everything that happened to the children, and the on-call roster."""
        seed_cadence()
        for made in story.children:
            self._child(made, children[made.key])
        self._add(self._on_call())
        # Items stand before the entries and events that name them.
        for table in sorted(self.rows, key=lambda table: table is not Item):
            table._default_manager.bulk_create(self.rows[table], batch_size=1000)

    def _child(self, made: MadeChild, child: Child) -> None:
        doctor = self.staff.by_role[Role.PHYSICIAN][made.clinician]
        self._add(self._fact(fact, child, doctor) for fact in made.facts)
        self._add(self._standing(made, child, doctor))
        self._add(self._visit(visit, child, doctor) for visit in made.visits)
        for call in made.calls:
            self._add(self._call(call, made, child))
        for item in made.items:
            self._add(self._item(item, child))

    def _add(self, rows: Iterator[PracticeRow]) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def _at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return min(datetime.combine(day, time(hour, minute), self.zone), self.now)

    def _fact(self, fact: MadeFact, child: Child, doctor: uuid.UUID) -> PracticeRow:
        common = {
            "child": child,
            "label": fact.label,
            "recorded_at": self._at(max(fact.on, self.today - timedelta(days=540)), 12),
            "recorded_by_id": doctor,
            "effective_on": fact.on,
            "source": SOURCE,
        }
        values = fact.values
        match fact.kind:
            case "condition":
                return Condition(code=values["code"], text=values["text"], **common)
            case "medicine":
                return Medicine(text=values["text"], dose=values["dose"], **common)
            case "allergy":
                severe = "severe" if values["reaction"] == "anaphylaxis" else "moderate"
                return Allergy(text=values["text"], reaction=values["reaction"], severity=severe, **common)
            case "equipment":
                return Equipment(text=values["text"], reorder_every_days=30, **common)
            case "encounter":
                kind = ENCOUNTERS[values["kind"]]
                return Encounter(kind=kind, text=values["text"], place=values["place"], **common)
            case "measurement":
                value = Decimal(values["value"])
                return Measurement(code=WEIGHT, text="Body weight", value=value, unit="kg", **common)
        raise ValueError(fact.kind)

    def _standing(self, made: MadeChild, child: Child, doctor: uuid.UUID) -> Iterator[PracticeRow]:
        coordinator = self.staff.by_role[Role.COORDINATOR][made.coordinator]
        yield Enrollment(
            child=child,
            move="entered",
            reason=REASONS[made.entry_reason],
            effective_on=made.entered_on,
            recorded_at=self._at(made.entered_on, 9),
            recorded_by_id=coordinator,
            source=SOURCE,
        )
        for level in made.levels:
            yield NeedLevel(
                child=child,
                level=level.level,
                decision="confirmed",
                reason=level.reason,
                effective_on=level.on,
                recorded_at=self._at(level.on, 13),
                recorded_by_id=doctor,
                proposed_by_id=coordinator,
                confirmed_by_id=doctor,
                source=SOURCE,
            )

    def _visit(self, visit: MadeVisit, child: Child, doctor: uuid.UUID) -> PracticeRow:
        return Appointment(
            child=child,
            starts_at=datetime.combine(visit.on, time(visit.hour, 20), self.zone),
            minutes=visit.minutes,
            kind=VISITS[visit.kind],
            clinician_id=doctor,
            reason=visit.reason,
            state=STATES[visit.state],
            could_not_go_reason="ride" if visit.state == "could_not_go" else "",
            source=SOURCE,
        )

    def _call(self, call: MadeCall, made: MadeChild, child: Child) -> Iterator[PracticeRow]:
        started = self._at(call.on, call.hour, (made.coordinator * 17 + call.minutes * 7) % 60)
        person = self.staff.by_role[Role.COORDINATOR][made.coordinator]
        yield Entry(
            child=child,
            kind="call",
            outcome=call.outcome,
            minutes=call.minutes,
            note=call.note,
            person_id=person,
            started_at=started,
            recorded_at=started,
            recorded_by_id=person,
            effective_on=call.on,
            source=SOURCE,
        )

    def _item(self, made: MadeItem, child: Child) -> Iterator[PracticeRow]:
        # An opening day some days back, as if the last talk had asked for it.
        opened = self._at(min(made.due, self.today) - timedelta(days=5), 10)
        is_contact = made.kind == "needed_contact"
        item = Item(
            child=child,
            kind=made.kind,
            title=made.title,
            why=made.why,
            due_on=made.due,
            owner_id=self.staff.by_role[Role.COORDINATOR][made.owner],
            source="registry" if is_contact else "demonstration",
            source_id=child.head_id if is_contact else uuid.uuid4(),
            is_urgent=made.urgent,
            state=State.OPEN,
            recorded_at=opened,
        )
        yield item
        yield ItemEvent(item=item, step=Step.OPENED, at=opened, due_on=made.due)

    def _on_call(self) -> Iterator[PracticeRow]:
        """A doctor answers from eight in the morning for a day, from last week to the week after next."""
        doctors = self.staff.by_role[Role.PHYSICIAN]
        for place in range(-7, 14):
            start = datetime.combine(self.today + timedelta(days=place), time(8), self.zone)
            yield OnCallShift(
                person_id=doctors[place % len(doctors)], starts_at=start, ends_at=start + timedelta(days=1)
            )
