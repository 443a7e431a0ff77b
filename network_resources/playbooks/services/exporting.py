"""A version leaves as a file: the content is no secret among facilitators, that it left is written down."""

from django.core.exceptions import PermissionDenied

from nestwork.access.readers import Reader
from nestwork.audit.network import services as network_audit
from network_resources.playbooks.models import PlaybookVersion


def exported(*, version: PlaybookVersion, by: Reader) -> None:
    """Write the audit line of an export on the network host."""
    if by.person_id is None:
        raise PermissionDenied("a person takes a file out")
    network_audit.record(
        person_id=by.person_id,
        role=by.role or "",
        action="standard.exported",
        subject="standard",
        subject_id=version.pk,
        detail={"number": version.number, "revision": version.revision},
        purpose=by.purpose,
        through=by.through,
    )
