"""Standards: the index, drafted by one facilitator and published by the other months ago; the next version in review."""

import copy
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from nestwork.access.models import Membership
from nestwork.access.permissions import Role
from nestwork.accounts.models import User
from nestwork.practices.models import Practice
from nestwork.staff.selectors import active_staff
from network_resources.playbooks.models import Playbook, PlaybookAdoption, PlaybookEvent, PlaybookVersion
from network_resources.playbooks.rules.states import State, Step
from network_resources.playbooks.selectors.practice import adoptions, published_versions
from network_resources.playbooks.starts import Given, from_seed

DRAFTED, SENT, PUBLISHED, ADOPTED, NEXT = 300, 290, 284, 270, 6  # days ago
FIRST = (
    "The first version: five questions, twenty points, five bands. Score every child on the registry once a year and"
    " after a hospital stay."
)
SECOND = (
    "An urgent or unsafe family situation now always suggests at least level 3, whatever the other axes say. Video"
    " visits count like office visits. The word for the second band is clearer."
)


def publish_standards(today: date) -> None:
    """Let the two facilitators write, publish and go on writing; once, and only where both are there."""
    people = [
        member.user
        for member in Membership.objects.filter(practice=None, role=Role.FACILITATOR, is_active=True)
        .select_related("user")
        .order_by("started_at")[:2]
    ]
    if len(people) < 2 or Playbook.objects.exists():
        return
    author, reviewer = people
    given = from_seed("five_axis_index")
    playbook = Playbook.objects.create(key=given.key, kind=given.kind, created_at=_at(today, DRAFTED))
    first = _draft(playbook, 1, given, given.content, author, _at(today, DRAFTED))
    _send(first, author, FIRST, _at(today, SENT), today - timedelta(days=ADOPTED))
    at = _at(today, PUBLISHED)
    _move(first, Step.PUBLISHED, reviewer, at, FIRST, state=State.PUBLISHED, published_at=at,
          reviewer_id=reviewer.pk, reviewer_name=str(reviewer))  # fmt: skip
    second = _draft(playbook, 2, given, _second_content(given.content), author, _at(today, NEXT))
    _send(second, author, SECOND, _at(today, NEXT - 2), today + timedelta(days=30))


def adopt_standard(practice: Practice, today: date) -> None:
    """Let the practice take the published version into use, some days after the network asked for it; once."""
    version = published_versions().filter(state=State.PUBLISHED).first()
    lead = active_staff(Role.PRACTICE_ADMINISTRATOR).first() or active_staff(Role.COORDINATOR).first()
    if version is None or lead is None or adoptions().exists():
        return
    day = today - timedelta(days=ADOPTED - int(practice.schema_name[2:4], 16) % 40)
    PlaybookAdoption.objects.create(
        practice_role=practice.schema_name,
        version=version,
        effective_on=day,
        adopted_by_id=lead.pk,
        recorded_at=datetime.combine(day, time(9, 40), practice.zone),
    )


def _second_content(first: dict[str, Any]) -> dict[str, Any]:
    content = copy.deepcopy(first)
    office = next(axis for axis in content["axes"] if axis["key"] == "office")
    office["title"] = {
        "en": "Office and video visits, phone contacts",
        "es": "Visitas, videoconsultas y contactos por teléfono",
    }
    content["bands"][1]["title"] = {"en": "Some", "es": "Alguno"}
    content["raises"] = [{"axis": "social", "operator": "at_least", "points": 4, "need_level": 3}]
    return content


def _draft(
    playbook: Playbook, number: int, given: Given, content: dict[str, Any], author: User, at: datetime
) -> PlaybookVersion:
    version = PlaybookVersion.objects.create(
        playbook=playbook,
        number=number,
        content=content,
        source_note=given.source_note,
        licence=given.licence,
        author_ids=[author.pk],
        author_names=[str(author)],
        changed_by_id=author.pk,
        changed_at=at,
        created_at=at,
    )
    _told(version, Step.DRAFTED, author, at)
    return version


def _send(version: PlaybookVersion, author: User, words: str, at: datetime, effective_from: date) -> None:
    _move(version, Step.SENT, author, at, words, state=State.REVIEW, what_changed=words, changed_at=at,
          effective_from=effective_from)  # fmt: skip


def _move(
    version: PlaybookVersion, step: Step, person: User, at: datetime, words: str, **changes: Any
) -> None:
    for name, value in {**changes, "revision": version.revision + 1}.items():
        setattr(version, name, value)
    version.save(update_fields=["revision", *changes])
    _told(version, step, person, at, words)


def _told(version: PlaybookVersion, step: Step, person: User, at: datetime, words: str = "") -> None:
    PlaybookEvent.objects.create(
        version=version,
        step=step,
        by_id=person.pk,
        by_name=str(person),
        at=at,
        revision=version.revision,
        said=words,
    )


def _at(today: date, days_ago: int) -> datetime:
    """Mid-morning on the day, in the network's part of the country."""
    return datetime.combine(today - timedelta(days=days_ago), time(10, 20), ZoneInfo("America/New_York"))
