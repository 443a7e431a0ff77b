"""States, steps and comparisons of standards in words and colours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nestwork.practices.models import Practice
from network_resources.playbooks import change_words, problem_words
from network_resources.playbooks.form_view import id_of
from network_resources.playbooks.kinds import kind_of, title_of
from network_resources.playbooks.models import Playbook, PlaybookEvent, PlaybookVersion
from network_resources.playbooks.rules.problems import Problem
from network_resources.playbooks.rules.states import State, Step, Verification
from network_resources.playbooks.selectors.grid import Cell, Grid

STATES: dict[str, tuple[str, Promise]] = {
    State.DRAFT: ("plain", _("Draft")),
    State.REVIEW: ("soon", _("Waits for review")),
    State.PUBLISHED: ("ok", _("Published")),
    State.SUPERSEDED: ("info", _("Replaced")),
    State.RETIRED: ("plain", _("Retired")),
}
SET_ASIDE = ("plain", _("Set aside"))
STEPS: dict[str, Promise] = {
    Step.DRAFTED: _("Began the draft"),
    Step.CHANGED: _("Changed the draft"),
    Step.SENT: _("Sent it for review"),
    Step.SENT_BACK: _("Sent it back"),
    Step.PUBLISHED: _("Published it"),
    Step.SUPERSEDED: _("Published a newer version"),
    Step.RETIRED: _("Retired it"),
    Step.SET_ASIDE: _("Set the draft aside"),
}
VERIFIED: dict[str, tuple[str, Promise]] = {
    Verification.UNVERIFIED: ("soon", _("Unreviewed")),
    Verification.READ: ("info", _("Read against its source")),
    Verification.TESTED: ("ok", _("Tested against its source")),
}


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version for a line or the head of a page."""

    version: PlaybookVersion
    title: str
    kind: str
    tone: str
    state: str
    verified_tone: str
    verified: str

    @property
    def authors(self) -> str:
        """Who wrote it."""
        return ", ".join(self.version.author_names)


def shown_version(version: PlaybookVersion) -> ShownVersion:
    """The version with its words; its standard must be at hand."""
    set_aside = version.state == State.RETIRED and version.published_at is None
    tone, state = SET_ASIDE if set_aside else STATES[version.state]
    verified_tone, verified = VERIFIED[version.verification]
    return ShownVersion(
        version=version,
        title=title_of(version.content),
        kind=str(kind_of(version.playbook.kind).label),
        tone=tone,
        state=str(state),
        verified_tone=verified_tone,
        verified=str(verified),
    )


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of the history."""

    event: PlaybookEvent
    words: str


def shown_steps(events: Iterable[PlaybookEvent]) -> list[ShownStep]:
    """The history; saves of one person one after the other are one line, the newest."""
    shown: list[ShownStep] = []
    for event in events:
        before = shown[-1].event if shown else None
        if before and (before.step, before.by_id) == (event.step, event.by_id) == (
            Step.CHANGED,
            before.by_id,
        ):
            continue
        shown.append(ShownStep(event, str(STEPS[event.step])))
    return shown


def changes_between(old: PlaybookVersion | None, new: PlaybookVersion) -> list[change_words.SaidChange]:
    """What the newer version changes, in words; nothing where there is no older one."""
    return changes_of(new.playbook.kind, old.content, new.content) if old else []


def changes_of(kind: str, old: Any, new: Any) -> list[change_words.SaidChange]:
    """The differences of two contents of a kind, in words."""
    return [change_words.said(change) for change in kind_of(kind).changes(old, new)]


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem with the field it points to."""

    field: str
    where: str
    sentence: str


def shown_problems(problems: Iterable[Problem]) -> list[ShownProblem]:
    """Problems for the check list."""
    return [
        ShownProblem(id_of(one.path), problem_words.where(one), problem_words.sentence(one))
        for one in problems
    ]


def sentences(problems: Iterable[Problem]) -> list[str]:
    """Problems as sentences that say where, for a form that has no field for them."""
    return [f"{problem_words.where(one)}: {problem_words.sentence(one)}" for one in problems]


def grid_rows(grid: Grid) -> tuple[list[str], list[tuple[Practice, list[tuple[str, Cell]]]]]:
    """The headings of the adoption grid, and each practice with its cells under their headings."""
    heads = [_heading(grid, playbook) for playbook in grid.playbooks]
    return heads, [(practice, list(zip(heads, cells, strict=True))) for practice, cells in grid.rows]


def _heading(grid: Grid, playbook: Playbook) -> str:
    published = grid.published.get(playbook.pk)
    return title_of(published.content) if published else playbook.key
