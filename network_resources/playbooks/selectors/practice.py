"""What a practice reads of the network's standards. All of it runs under the practice's role, inside the practice.

The database shows a practice only what was published, and only its own adoptions.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from nestwork.practices import clock
from nestwork.practices.active import require_practice
from network_resources.playbooks.models import PlaybookAdoption, PlaybookVersion
from network_resources.playbooks.rules.method import KIND, Method, read_method
from network_resources.playbooks.rules.states import State


@dataclass(frozen=True, slots=True)
class AdoptedMethod:
    """A version of an identification method as a practice uses it; `adopted_on` is None where it does not (yet)."""

    version_id: UUID
    playbook_id: UUID
    key: str
    number: int
    title: str
    label: str
    method: Method
    adopted_on: date | None


def method_in_force(on: date | None = None) -> AdoptedMethod | None:
    """The identification method in use on the day (today without one): the latest adoption that had begun by then."""
    adoption = in_force(KIND, on)
    return _adopted(adoption.version, adoption.effective_on) if adoption else None


def method_of(version_id: UUID) -> AdoptedMethod:
    """The method of a published version, also one no longer in use; raises PlaybookVersion.DoesNotExist."""
    version = published_versions().get(pk=version_id, playbook__kind=KIND)
    mine = adoptions().filter(version=version, effective_on__lte=clock.today()).first()
    return _adopted(version, mine.effective_on if mine else None)


def in_force(kind: str, on: date | None = None) -> PlaybookAdoption | None:
    """The adoption that holds on the day for standards of this kind."""
    return adoptions().filter(version__playbook__kind=kind, effective_on__lte=on or clock.today()).first()


def adoptions() -> QuerySet[PlaybookAdoption]:
    """The practice's adoptions that were not withdrawn, the latest day first."""
    return (
        PlaybookAdoption.objects.filter(
            practice_role=require_practice().schema_name, withdraws=None, withdrawn_by=None
        )
        .select_related("version__playbook")
        .order_by("-effective_on", "-recorded_at")
    )


def adoption_history() -> QuerySet[PlaybookAdoption]:
    """Every adoption and every plan taken back, as recorded, newest first."""
    return (
        PlaybookAdoption.objects.filter(practice_role=require_practice().schema_name)
        .select_related("version__playbook", "withdraws")
        .order_by("-recorded_at")
    )


def published_versions() -> QuerySet[PlaybookVersion]:
    """Every version that was ever published, the newest of each standard first."""
    return (
        PlaybookVersion.objects.filter(published_at__isnull=False)
        .select_related("playbook")
        .order_by("playbook__key", "-number")
    )


def waiting() -> QuerySet[PlaybookVersion]:
    """Published versions newer than what the practice uses or plans to use; those it never adopted too."""
    taken = adoptions().filter(
        version__playbook=OuterRef("playbook"), version__number__gte=OuterRef("number")
    )
    return published_versions().filter(~Exists(taken), state=State.PUBLISHED)


def waiting_versions() -> list[PlaybookVersion]:
    """The same as a list, by standard."""
    return list(waiting())


def label_of(version: PlaybookVersion) -> str:
    """A version's name in lists, files and records: `five-axis-index v2`."""
    return f"{version.playbook.key} v{version.number}"


def _adopted(version: PlaybookVersion, adopted_on: date | None) -> AdoptedMethod:
    method = read_method(version.content)
    return AdoptedMethod(
        version_id=version.pk,
        playbook_id=version.playbook_id,
        key=version.playbook.key,
        number=version.number,
        title=method.title.said(),
        label=label_of(version),
        method=method,
        adopted_on=adopted_on,
    )
