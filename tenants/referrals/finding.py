"""From a child's page to help that fits, in one press: links to the directory for the needs asked for most."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from nestwork.web.days import months_between
from network_resources.community.words import need_name
from tenants.patients.models import Child
from tenants.referrals.rules.sensitive import quick_needs


@dataclass(frozen=True, slots=True)
class QuickNeed:
    """A need to press and where it leads."""

    name: str
    url: str


def quick_links(child: Child, reader: Reader) -> list[QuickNeed]:
    """The needs for this child's age; none for who may not refer, and after a death."""
    if (
        child.has_died
        or not reader.may(Permission.START_REFERRALS)
        or not reader.may(Permission.SEE_DIRECTORY)
    ):
        return []
    months = max(0, months_between(child.birth_date, clock.today()))
    return [
        QuickNeed(
            need_name(need), f"{reverse('directory')}?{urlencode({'child': str(child.pk), 'need': need})}"
        )
        for need in quick_needs(months)
    ]
