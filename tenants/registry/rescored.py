"""What the standards page says below the method in use."""

from django.urls import reverse
from django.utils.translation import ngettext

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from network_resources.playbooks.models import PlaybookAdoption
from network_resources.playbooks.outcomes import Outcome
from tenants.registry.selectors import rescored


def outcome_of(reader: Reader, adoption: PlaybookAdoption) -> Outcome | None:
    """How many levels the version proposed to change; nothing for somebody who sees no children."""
    if not reader.may(Permission.SEE_CHILDREN):
        return None
    found = rescored(reader, adoption.version_id)
    if found is None:
        return None
    words = ngettext(
        "%(count)d level proposed by it, %(unscored)d children to score anew",
        "%(count)d levels proposed by it, %(unscored)d children to score anew",
        found.proposed,
    )
    return Outcome(
        words % {"count": found.proposed, "unscored": found.unscored},
        reverse("rescoring", args=[adoption.version_id]),
    )
