"""What a practice uses, plans and is told, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.staff.selectors import names
from network_resources.playbooks.change_words import SaidChange
from network_resources.playbooks.kinds import kinds
from network_resources.playbooks.models import PlaybookAdoption, PlaybookVersion
from network_resources.playbooks.outcomes import Outcome, outcome_of
from network_resources.playbooks.selectors import practice as reads
from network_resources.playbooks.web.presenters import ShownVersion, changes_between, shown_version


@dataclass(frozen=True, slots=True)
class InUse:
    """What holds now for one kind of standard, and what is planned next."""

    kind: str | Promise
    head: ShownVersion | None
    adoption: PlaybookAdoption | None
    planned: PlaybookAdoption | None
    outcome: Outcome | None


def in_use_lines(reader: Reader) -> list[InUse]:
    """One line for each kind of standard."""
    every = list(reads.adoptions())
    return [_line(reader, kind.key, kind.label, every) for kind in kinds()]


def _line(reader: Reader, kind: str, label: str | Promise, every: list[PlaybookAdoption]) -> InUse:
    own = [one for one in every if one.version.playbook.kind == kind]
    begun = [one for one in own if one.effective_on <= clock.today()]
    later = [one for one in own if one.effective_on > clock.today()]
    used = begun[0] if begun else None
    return InUse(
        label,
        shown_version(used.version) if used else None,
        used,
        later[-1] if later else None,
        outcome_of(reader, used) if used else None,
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """A version that waits: what its author says changed, and what we find changed against the one in use."""

    head: ShownVersion
    used: PlaybookVersion | None
    changes: list[SaidChange]


def notices(versions: Iterable[PlaybookVersion]) -> list[Notice]:
    """Versions that wait, each compared with the version of the same standard in use."""
    waiting = list(versions)
    used = {kind: reads.in_force(kind) for kind in {version.playbook.kind for version in waiting}}
    return [_notice(version, used[version.playbook.kind]) for version in waiting]


def _notice(version: PlaybookVersion, used: PlaybookAdoption | None) -> Notice:
    same = used.version if used and used.version.playbook_id == version.playbook_id else None
    return Notice(shown_version(version), same, changes_between(same, version))


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """A line of the history of adoptions."""

    adoption: PlaybookAdoption
    head: ShownVersion
    words: str
    by: str


def adoption_lines(adoptions: Iterable[PlaybookAdoption]) -> list[AdoptionLine]:
    """Every adoption and every plan taken back, with the colleague who did it."""
    staff = names()
    return [
        AdoptionLine(
            one,
            shown_version(one.version),
            _("Plan taken back") if one.withdraws_id else _("Taken into use"),
            staff.get(one.adopted_by_id, _("a former colleague")),
        )
        for one in adoptions
    ]
