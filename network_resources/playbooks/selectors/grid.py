"""The adoption grid: which practice uses which version since when. Versions and dates only, never a count (rulings 4)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nestwork.practices.models import Practice
from network_resources.playbooks.models import Playbook, PlaybookAdoption, PlaybookVersion


@dataclass(frozen=True, slots=True)
class Cell:
    """What one practice has of one standard; both are None where it adopted nothing, or uses another of its kind."""

    in_use: PlaybookAdoption | None
    planned: PlaybookAdoption | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Practices by name, standards by key; `cells[practice][standard]`."""

    playbooks: list[Playbook]
    published: dict[UUID, PlaybookVersion]
    rows: list[tuple[Practice, list[Cell]]]


def adoption_grid(on: date) -> Grid:
    """The grid as it stands on the day. Only open practices are shown."""
    versions = (
        PlaybookVersion.objects.filter(published_at__isnull=False)
        .select_related("playbook")
        .order_by("number")
    )
    playbooks = {version.playbook_id: version.playbook for version in versions}
    kept = sorted(playbooks.values(), key=lambda playbook: playbook.key)
    adopted = _adopted()
    holding = _holding(adopted, on)
    practices = Practice.objects.filter(state="open").exclude(schema_name="public").order_by("name")
    rows = [
        (practice, [_cell(adopted[practice.schema_name, playbook.pk], on, holding) for playbook in kept])
        for practice in practices
    ]
    return Grid(kept, {one.playbook_id: one for one in versions if one.state == "published"}, rows)


def _adopted() -> dict[tuple[str, UUID], list[PlaybookAdoption]]:
    """Adoptions that were not withdrawn, by practice and standard, the latest day first."""
    every = list(
        PlaybookAdoption.objects.select_related("version__playbook").order_by("-effective_on", "-recorded_at")
    )
    withdrawn = {(one.practice_role, one.withdraws_id) for one in every if one.withdraws_id}
    found: dict[tuple[str, UUID], list[PlaybookAdoption]] = defaultdict(list)
    for one in every:
        if one.withdraws_id is None and (one.practice_role, one.pk) not in withdrawn:
            found[one.practice_role, one.version.playbook_id].append(one)
    return found


def _holding(adopted: dict[tuple[str, UUID], list[PlaybookAdoption]], on: date) -> set[UUID]:
    """The adoptions that hold on the day: of all standards of one kind, a practice uses the one begun last."""
    begun = [one for own in adopted.values() for one in own if one.effective_on <= on]
    begun.sort(key=lambda one: (one.effective_on, one.recorded_at))
    return set({(one.practice_role, one.version.playbook.kind): one.pk for one in begun}.values())


def _cell(adoptions: list[PlaybookAdoption], on: date, holding: set[UUID]) -> Cell:
    begun = [one for one in adoptions if one.pk in holding]
    later = [one for one in adoptions if one.effective_on > on]
    return Cell(begun[0] if begun else None, later[-1] if later else None)
