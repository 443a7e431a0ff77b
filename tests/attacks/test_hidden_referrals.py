"""A referral that somebody may not see changes nothing on any page, in any list or count that they can open."""

import re
import uuid

from django.test import Client
from django.urls import reverse

from tenants.patients.models import Child
from tenants.patients.services import set_confidential
from tenants.worklist.models import Item
from tests.leaks.addresses import PRACTICE, Address, addresses_of
from tests.leaks.answers import Answer, answer_of
from tests.people import Cast, sign_in, working_as
from tests.tenants.referrals.conftest import amara, help_for  # noqa: F401 - fixtures
from tests.tenants.referrals.stories import Help, referred

# The audit says to whoever may read it that somebody referred; its words are looked at below.
AUDIT = ("audit", "api_audit", "access")
ENDS_THE_SIGN_IN = {"leave"}


def read_by(address: Address) -> bool:
    """Whether a GET of the address needs no thing but a child."""
    if address.name in ENDS_THE_SIGN_IN or any(part in address.name for part in AUDIT):
        return False
    return set(address.words) <= {"child_id"} and (not address.verbs or "GET" in address.verbs)


ADDRESSES = [address for address in addresses_of(PRACTICE) if read_by(address)]


def everything(client: Client, child: Child) -> dict[str, Answer]:
    """What a person gets of every address that can be read, API lists also asked for the child alone."""
    found = {}
    for address in ADDRESSES:
        url = reverse(address.name, urlconf=PRACTICE, kwargs=dict.fromkeys(address.words, child.pk))
        asks_for_a_child = not address.words and address.is_api
        for asked in (url, f"{url}?child={child.pk}")[: 1 + asks_for_a_child]:
            answer = answer_of(client.get(asked), asked)
            found[asked] = Answer(answer.status, answer.location, _settled(answer.text))
    return found


def told_of(service: str, answers: dict[str, Answer]) -> list[str]:
    """Where the service is named, besides the directory, which offers it to everybody."""
    named = [url for url, answer in answers.items() if service in answer.text]
    return [url for url in named if not url.startswith(("/directory", "/api/v1/directory"))]


def _settled(text: str) -> str:
    """Without the times of this very request."""
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", "~", text)


def test_a_referral_for_a_sensitive_need_leaves_no_trace(
    cast: Cast,
    amara: Child,  # noqa: F811 - the fixture above
    help_for: Help,  # noqa: F811 - the fixture above
) -> None:
    client = sign_in(Client(), cast.coordinator, cast.blackstone)
    before = everything(client, amara)
    assert sum(answer.status == 200 for answer in before.values()) > 40

    with working_as(cast.physician, cast.blackstone) as doctor:
        referral = referred(amara, help_for.recovery, doctor, need="substance_use", urgency="urgent")
        service = referral.service_name

    after = everything(client, amara)
    assert [url for url in before if after[url] != before[url]] == []
    assert told_of(service, after) == []
    for url in (f"/referrals/{referral.pk}/", f"/api/v1/referrals/{referral.pk}/"):
        here = answer_of(client.get(url), url, referral.pk)
        nothing = uuid.uuid4()
        there = answer_of(client.get(url.replace(str(referral.pk), str(nothing))), nothing)
        assert (here.status, here.location) == (there.status, there.location) == (404, "")


def test_the_audit_tells_that_somebody_referred_and_not_where(
    cast: Cast,
    amara: Child,  # noqa: F811 - the fixture above
    help_for: Help,  # noqa: F811 - the fixture above
) -> None:
    with working_as(cast.physician, cast.blackstone) as doctor:
        service = referred(amara, help_for.recovery, doctor, need="substance_use").service_name
    client = sign_in(Client(), cast.administrator, cast.blackstone)
    for url in ("/audit/", f"/audit/?child={amara.pk}", "/audit/export/", "/api/v1/audit/"):
        answer = answer_of(client.get(url), url)
        assert answer.status == 200, url
        assert service not in answer.text
        assert "substance_use" not in answer.text


def test_the_referrals_of_a_child_who_was_made_confidential_leave_with_her(
    cast: Cast,
    amara: Child,  # noqa: F811 - the fixture above
    help_for: Help,  # noqa: F811 - the fixture above
) -> None:
    with working_as(cast.physician, cast.blackstone) as doctor:
        service = referred(amara, help_for.pantry, doctor, need="food").service_name
        set_confidential(child=amara, by=doctor, is_confidential=True, reason="The family asked")
        item = Item.objects.get(source="referrals")
    client = sign_in(Client(), cast.nurse, cast.blackstone)
    assert told_of(service, everything(client, amara)) == []
    assert client.get(f"/api/v1/items/{item.pk}/").status_code == 404
