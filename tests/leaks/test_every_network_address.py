"""Every page and API route of the network host: each role gets what it may, everybody else the answer of nothing.

Routes are found by walking the URL map. A route whose path names a thing that nobody here can make fails the suite,
and so does one that says not whom it lets in, or lets nobody in.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from nestwork.access.permissions import ROLE_PERMISSIONS
from tests.leaks.addresses import NETWORK, Address, addresses_of
from tests.leaks.answers import Answer
from tests.leaks.asking import ask, nothing_like
from tests.leaks.network_things import network_things_for
from tests.leaks.releases import COMMITTED
from tests.leaks.things import Things
from tests.people import NETWORK as HOST
from tests.people import PEOPLE, Cast, sign_in, token_for

# Sign-in, step-up, one's own settings and the way on to a practice stand at the door: they serve whoever comes, and
# each has its stories in tests/nestwork/accounts. The styleguide shows no thing of anybody.
DOORS = {"home", "me", "hand_over", "step_up", "accept_invitation"}
AT_THE_DOOR = ("accounts/", "styleguide/")
NETWORK_PEOPLE = ("facilitator", "steward", "reviewer", "network_administrator")
PRACTICE_PEOPLE = ("coordinator", "administrator", "physician")

ADDRESSES = [
    one for one in addresses_of(NETWORK) if one.name not in DOORS and not one.pattern.startswith(AT_THE_DOOR)
]


def ways() -> Iterator[Any]:
    """Each address, an API route once for each of its verbs."""
    for address in ADDRESSES:
        for verb in address.verbs or ("",):
            name = f"{address.name}-{verb}".rstrip("-")
            yield pytest.param(address, verb, id=name, marks=database_of(address))


def database_of(address: Address) -> tuple[Any, ...]:
    """A database that is renewed afterwards, where the thing can only be made by committing."""
    return (pytest.mark.django_db(transaction=True),) if address.name in COMMITTED else ()


def asked(client: Client, address: Address, verb: str, things: Things, **headers: Any) -> Answer:
    return ask(client, address, things, urlconf=NETWORK, verb=verb, **headers)


def learns_nothing(client: Client, address: Address, verb: str, things: Things) -> bool:
    """Whether the person is refused, in the words in which a thing that does not exist is refused."""
    answer = asked(client, address, verb, things)
    return not answer.lets_in and answer == asked(client, address, verb, nothing_like(things))


def may(name: str, address: Address, verb: str) -> bool:
    """Whether the network role of this member of the cast carries what the address asks for."""
    permission = address.permission(verb)
    return permission is None or permission in ROLE_PERMISSIONS[PEOPLE[name][2][""]]


def test_every_address_says_whom_it_lets_in() -> None:
    assert [address.pattern for address in ADDRESSES if not address.is_guarded] == []


@pytest.mark.parametrize(("address", "verb"), list(ways()))
def test_each_role_gets_what_it_may_and_everybody_else_learns_nothing(
    address: Address, verb: str, cast: Cast
) -> None:
    things = network_things_for(address, cast)
    nobody = asked(Client(SERVER_NAME=HOST), address, verb, things)
    assert not nobody.lets_in
    for name in PRACTICE_PEOPLE:
        person = getattr(cast, name)
        assert learns_nothing(sign_in(Client(), person), address, verb, things), name
        carried = sign_in(Client(), person, cast.blackstone)  # the session of her practice
        carried.defaults["SERVER_NAME"] = HOST
        assert asked(carried, address, verb, things) == nobody, name

    allowed = [name for name in NETWORK_PEOPLE if may(name, address, verb)]
    for name in set(NETWORK_PEOPLE) - set(allowed):
        assert learns_nothing(sign_in(Client(), getattr(cast, name)), address, verb, things), name

    let_in = 0
    for name in allowed:  # may open such pages; what is not hers is nothing to her either
        client = sign_in(Client(), getattr(cast, name))
        if asked(client, address, verb, things).lets_in:
            let_in += 1
        else:
            assert learns_nothing(client, address, verb, things), name
    assert let_in, f"{address.pattern} let in none of {allowed}"


@pytest.mark.parametrize(
    "address",
    [pytest.param(one, id=one.name, marks=database_of(one)) for one in ADDRESSES if one.is_api and one.verbs],
)
def test_a_practices_token_opens_nothing_of_the_network(address: Address, cast: Cast) -> None:
    things = network_things_for(address, cast)
    client = Client(SERVER_NAME=HOST)
    made_up = {"Authorization": "Token nobody-has-this-one"}
    for person in (cast.coordinator, cast.administrator):
        for verb in address.verbs:
            foreign = asked(client, address, verb, things, headers=token_for(person, cast.blackstone))
            assert foreign == asked(client, address, verb, things, headers=made_up)
            assert foreign.status == 401


def test_a_practice_that_is_not_hers_is_no_practice_to_anybody(cast: Cast) -> None:
    (door,) = [one for one in addresses_of(NETWORK) if one.name == "hand_over"]
    things: Things = {"practice_id": cast.blackstone.pk}
    for person in (cast.outsider, cast.steward, cast.network_administrator):
        assert learns_nothing(sign_in(Client(), person), door, "", things)


def test_the_sign_in_of_another_person_cannot_be_ended(cast: Cast) -> None:
    from nestwork.accounts.models import Session

    sign_in(Client(), cast.steward)
    key = Session.objects.get(user_id=cast.steward.pk).key_hash
    (end,) = [one for one in addresses_of(NETWORK) if one.name == "end_session"]
    for person in (cast.network_administrator, cast.coordinator):
        client = sign_in(Client(), person)
        answers = [
            asked(client, end, "", {"key": one}).text.replace(one, "~") for one in (key, "0" * len(key))
        ]
        assert answers[0] == answers[1]
    assert Session.objects.filter(user_id=cast.steward.pk).count() == 1
