"""Eighteen months of one child: conditions, visits, calls, levels, and what is still to do."""

from datetime import date, timedelta
from random import Random

from demonstration.conditions import ALLERGIES, CLINICS, PATTERNS, Pattern
from demonstration.people import HOSPITAL
from demonstration.story import MadeCall, MadeChild, MadeFact, MadeItem, MadeLevel, MadeVisit

MONTHS = 18
# Days between needed contacts by need level 0 to 4, as the practice's cadence is seeded.
CADENCE = {0: 365, 1: 180, 2: 90, 3: 30, 4: 14}
CALL_NOTES = (
    "Supplies came on time. No new concerns.",
    "Asked about a ride to the clinic. Gave the transport line and will check back.",
    "School nurse needs a new medicine form. Will ask the doctor to sign.",
    "Sleeping better since the change. Wants to go over the plan at the next visit.",
    "Missed the specialist visit because of work hours. Looking for an evening time.",
    "Family is worried about the summer programme. Talked through two options.",
    "Went over the emergency steps; mother repeated them back.",
    "Asked for the visit summary in the family's language.",
    "Insurance asked for the equipment papers again. Sent them on.",
    "New phone number taken. Mornings are best now.",
)
QUIET_NOTES = {
    "left_message": "Left a message with our number.",
    "no_answer": "",
    "call_back": "Asked us to call back later.",
}


def fill(chance: Random, child: MadeChild, today: date) -> None:
    """Write the child's history up to today and what comes next into the child."""
    months = _months(child.birth_date, today)
    patterns = _draw_patterns(chance, months)
    complexity = sum(pattern.complexity for pattern in patterns)
    for pattern in patterns:
        _condition(chance, child, pattern, today)
    if chance.random() < 0.3:
        what, reaction = chance.choice(ALLERGIES)
        child.facts.append(MadeFact("allergy", child.entered_on, {"text": what, "reaction": reaction}))
    _levels(chance, child, complexity, today)
    _growth(chance, child, months, today)
    _encounters(chance, child, complexity, today)
    _calls(chance, child, today)
    _next(chance, child, patterns, today)


def _months(born: date, on: date) -> int:
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def _draw_patterns(chance: Random, months: int) -> list[Pattern]:
    fitting = [pattern for pattern in PATTERNS if pattern.from_months <= months]
    count = chance.choices((1, 2, 3, 4), weights=(46, 32, 16, 6))[0]
    drawn: list[Pattern] = []
    while len(drawn) < min(count, len(fitting)):
        pattern = chance.choices(fitting, weights=[one.weight for one in fitting])[0]
        if pattern not in drawn and pattern.code[:3] not in {one.code[:3] for one in drawn}:
            drawn.append(pattern)
    return drawn


def _condition(chance: Random, child: MadeChild, pattern: Pattern, today: date) -> None:
    earliest = max(
        child.birth_date + timedelta(days=30 * pattern.from_months), today - timedelta(days=365 * 6)
    )
    onset = earliest + timedelta(days=chance.randrange(max((today - earliest).days - 14, 1)))
    child.facts.append(
        MadeFact("condition", onset, {"code": pattern.code, "text": pattern.text}, pattern.label)
    )
    child.facts.extend(
        MadeFact(
            "medicine", min(onset + timedelta(days=7), today), {"text": name, "dose": dose}, pattern.label
        )
        for name, dose in pattern.medicines
    )
    child.facts.extend(
        MadeFact("equipment", min(onset + timedelta(days=21), today), {"text": item})
        for item in pattern.equipment
    )


def _levels(chance: Random, child: MadeChild, complexity: int, today: date) -> None:
    level = min(4, max(0, (complexity + 1) // 2))
    child.levels.append(MadeLevel(level, child.entered_on, "Agreed when the child came onto the registry"))
    if chance.random() < 0.35 and (today - child.entered_on).days > 120:
        changed = child.entered_on + timedelta(
            days=chance.randrange(60, (today - child.entered_on).days - 30)
        )
        other = min(4, level + 1) if chance.random() < 0.6 else max(0, level - 1)
        if other != level:
            reason = "More visits to the emergency room" if other > level else "Six steady months"
            child.levels.append(MadeLevel(other, changed, reason))


def _growth(chance: Random, child: MadeChild, months: int, today: date) -> None:
    for back in (14, 8, 2):
        on = today - timedelta(days=30 * back + chance.randrange(12))
        age = _months(child.birth_date, on)
        if age < 1 or on < child.birth_date:
            continue
        # A smooth made-up curve that stays plausible from birth to twenty-one; not a growth reference.
        kilograms = round(
            (3.4 + 0.62 * min(age, 12) + 0.19 * max(0, min(age, 240) - 12)) * (0.9 + chance.random() * 0.2), 1
        )
        child.facts.append(
            MadeFact("measurement", on, {"name": "weight", "value": str(kilograms), "unit": "kg"})
        )


def _encounters(chance: Random, child: MadeChild, complexity: int, today: date) -> None:
    start = max(child.birth_date, today - timedelta(days=30 * MONTHS))
    span = max((today - start).days, 1)
    for _ in range(chance.randrange(1, 4)):
        on = start + timedelta(days=chance.randrange(span))
        child.facts.append(MadeFact("encounter", on, {"kind": "office", "text": "Well visit", "place": ""}))
        child.visits.append(MadeVisit(on, chance.randrange(8, 17), 30, "physical", "Well visit", "kept"))
    for _ in range(chance.choices((0, 1, 2, 3), weights=(60, 25, 10, 5))[0] if complexity > 1 else 0):
        on = start + timedelta(days=chance.randrange(span))
        kind, words = chance.choice(
            (("emergency", "Emergency room visit"), ("inpatient", "Hospital stay of two days"))
        )
        child.facts.append(MadeFact("encounter", on, {"kind": kind, "text": words, "place": HOSPITAL}))
    if chance.random() < 0.12:
        on = start + timedelta(days=chance.randrange(span))
        child.visits.append(MadeVisit(on, 14, 20, "follow_up", "Follow-up", "could_not_go"))


def _calls(chance: Random, child: MadeChild, today: date) -> None:
    """Contacts at about the cadence of the level that held, with the tries that reached nobody."""
    on = child.entered_on + timedelta(days=chance.randrange(3, 20))
    while on < today:
        level = [one.level for one in child.levels if one.on <= on][-1]
        if on.weekday() < 5:
            outcome = chance.choices(
                ("talked", "left_message", "no_answer", "call_back"), weights=(68, 16, 11, 5)
            )[0]
            talked = outcome == "talked"
            note = chance.choice(CALL_NOTES) if talked else QUIET_NOTES[outcome]
            minutes = chance.randrange(4, 22) if talked else chance.randrange(1, 4)
            child.calls.append(MadeCall(on, chance.randrange(8, 17), outcome, minutes, note))
            gap = CADENCE[level] if talked else 2
        else:
            gap = 1
        on += timedelta(days=max(1, int(gap * (0.8 + chance.random() * 0.5)) if gap > 2 else gap))


def _next(chance: Random, child: MadeChild, patterns: list[Pattern], today: date) -> None:
    level = child.levels[-1].level
    talked = [call.on for call in child.calls if call.outcome == "talked"]
    due = (talked[-1] if talked else child.entered_on) + timedelta(days=CADENCE[level])
    if due < today - timedelta(days=6):
        due = today - timedelta(days=chance.randrange(7))
    child.items.append(MadeItem("needed_contact", "", _why(child, talked), due, child.coordinator))
    if chance.random() < 0.10 + 0.05 * level:
        on = today + timedelta(days=chance.randrange(1, 14))
        on += timedelta(days=7 - on.weekday()) if on.weekday() > 4 else timedelta()
        child.visits.append(MadeVisit(on, chance.randrange(8, 17), 40, "physical", "Well visit", "booked"))
        child.items.append(
            MadeItem(
                "pre_visit_call",
                "",
                "A longer visit is booked.",
                on - timedelta(days=2),
                child.coordinator,
            )
        )
    if level >= 2 and chance.random() < 0.18:
        clinic = chance.choice(CLINICS)
        child.items.append(
            MadeItem(
                "follow_up",
                f"Chase the visit note: {clinic}",
                f"Seen in {clinic}; the note has not come back.",
                today + timedelta(days=chance.randrange(-4, 6)),
                child.coordinator,
            )
        )


def _why(child: MadeChild, talked: list[date]) -> str:
    if not talked:
        return "No contact since the child came onto the registry."
    last = child.calls[-1]
    return last.note or "Last tries did not reach the family."
