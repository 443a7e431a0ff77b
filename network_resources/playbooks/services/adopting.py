"""A practice takes a published version into use, now or on a day, or takes such a plan back."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from nestwork.practices.active import require_practice
from network_resources.playbooks.models import PlaybookAdoption, PlaybookVersion
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors.practice import adoptions, published_versions
from network_resources.playbooks.services.errors import NotNewerError, WrongStateError
from network_resources.playbooks.signals import adopted


def adopt(*, version_id: UUID, effective_on: date | None = None, by: Reader) -> PlaybookAdoption:
    """Take the version into use from the day on (today without one). It changes no child's level.

    Raises DoesNotExist for a version no practice sees, WrongStateError unless it is the published one, ValueError for
    a day that has passed, NotNewerError when it already holds or is planned for that day.
    """
    by.require(Permission.ADOPT_STANDARDS)
    if by.person_id is None:
        raise PermissionDenied("a person of the practice adopts")
    day = effective_on or clock.today()
    if day < clock.today():
        raise ValueError("the day has passed")
    with transaction.atomic():
        version = published_versions().get(pk=version_id)
        if version.state != State.PUBLISHED:
            raise WrongStateError(version.state)
        _refuse_again(version, day)
        adoption = PlaybookAdoption.objects.create(
            practice_role=require_practice().schema_name,
            version=version,
            effective_on=day,
            adopted_by_id=by.person_id,
        )
        _told("standard.adopted", version, day, by)
        adopted.send(sender=PlaybookAdoption, adoption=adoption, by=by)
    return adoption


def withdraw_adoption(*, adoption_id: UUID, by: Reader) -> PlaybookAdoption:
    """Take back a plan whose day has not come. Raises DoesNotExist, or WrongStateError once the version is in use."""
    by.require(Permission.ADOPT_STANDARDS)
    if by.person_id is None:
        raise PermissionDenied("a person of the practice withdraws")
    planned = adoptions().get(pk=adoption_id)
    if planned.effective_on <= clock.today():
        raise WrongStateError("in_use")
    try:
        with transaction.atomic():
            withdrawal = PlaybookAdoption.objects.create(
                practice_role=require_practice().schema_name,
                version=planned.version,
                effective_on=planned.effective_on,
                adopted_by_id=by.person_id,
                withdraws=planned,
            )
            _told("standard.adoption_withdrawn", planned.version, planned.effective_on, by)
    except IntegrityError as error:  # somebody withdrew it a moment ago
        raise WrongStateError("withdrawn") from error
    return withdrawal


def _refuse_again(version: PlaybookVersion, day: date) -> None:
    """The same version again changes nothing: it holds on that day already."""
    earlier = adoptions().filter(version__playbook__kind=version.playbook.kind, effective_on__lte=day).first()
    if earlier is not None and earlier.version_id == version.pk:
        raise NotNewerError


def _told(action: str, version: PlaybookVersion, day: date, by: Reader) -> None:
    record(
        by=by,
        action=action,
        subject="standard",
        subject_id=version.pk,
        detail={"number": version.number, "effective_on": day.isoformat()},
    )
