"""What facilitators read: every standard, every version, every step."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from network_resources.playbooks.models import Playbook, PlaybookEvent, PlaybookVersion
from network_resources.playbooks.rules.states import OPEN, State


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard with its versions, the newest first."""

    playbook: Playbook
    versions: list[PlaybookVersion]

    @property
    def newest(self) -> PlaybookVersion:
        """The newest version that was not set aside, else the newest."""
        kept = [one for one in self.versions if one.published_at or one.is_open]
        return (kept or self.versions)[0]

    @property
    def published(self) -> PlaybookVersion | None:
        """The version practices can adopt now."""
        return next((one for one in self.versions if one.state == State.PUBLISHED), None)

    @property
    def open(self) -> PlaybookVersion | None:
        """The draft that is written or reviewed."""
        return next((one for one in self.versions if one.state in OPEN), None)


def standards() -> list[Standard]:
    """Every standard, by key."""
    versions = Prefetch("versions", PlaybookVersion.objects.order_by("-number"))
    return [_standard(playbook) for playbook in Playbook.objects.prefetch_related(versions)]


def standard(playbook_id: UUID) -> Standard:
    """One standard; raises Playbook.DoesNotExist."""
    versions = Prefetch("versions", PlaybookVersion.objects.order_by("-number"))
    return _standard(Playbook.objects.prefetch_related(versions).get(pk=playbook_id))


def version_of(version_id: UUID) -> PlaybookVersion:
    """One version with its standard; raises PlaybookVersion.DoesNotExist."""
    return PlaybookVersion.objects.select_related("playbook").get(pk=version_id)


def version_before(version: PlaybookVersion) -> PlaybookVersion | None:
    """The version published last before this one, which a reader compares it with."""
    return (
        PlaybookVersion.objects.select_related("playbook")
        .filter(playbook=version.playbook, number__lt=version.number, published_at__isnull=False)
        .order_by("-number")
        .first()
    )


def history(version: PlaybookVersion) -> QuerySet[PlaybookEvent]:
    """Every step of the version, the newest first."""
    return version.events.order_by("-at", "-id")


def last_step(version: PlaybookVersion) -> PlaybookEvent | None:
    """The newest step: in a draft that came back it says why."""
    return history(version).first()


def _standard(playbook: Playbook) -> Standard:
    return Standard(playbook, list(playbook.versions.all()))
