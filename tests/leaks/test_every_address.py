"""Every page and API route: the owner gets in, and another practice's people get the answer of nothing at all.

Routes are found by walking the URL map. A route whose path names a thing that nobody here can make fails the suite,
and so does one that lets no member in: a new route cannot come without its leak test.
"""

from typing import Any

import pytest
from django.test import Client

from tests.leaks.addresses import PRACTICE, Address, addresses_of
from tests.leaks.asking import ask, nothing_like
from tests.leaks.things import SHARED, things_for
from tests.people import Cast, sign_in, token_for

# Doors answer everybody by sending them on; they name no thing of a practice.
DOORS = {"enter", "receive", "leave", "step_up", "switch"}
# Who may be let in, tried in this order.
MEMBERS = ("coordinator", "administrator", "physician", "nurse")

ADDRESSES = addresses_of(PRACTICE)


def at_blackstone(cast: Cast, person: Any) -> Client:
    """A client that carries the person's session of her own practice to Blackstone's host."""
    from nestwork.practices.hosts import practice_host

    client = sign_in(Client(), person, cast.harbor)
    client.defaults["SERVER_NAME"] = practice_host("blackstone")
    return client


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_the_owner_gets_in_and_the_outsider_learns_nothing(address: Address, cast: Cast) -> None:
    things = things_for(address, cast)

    stranger = Client(SERVER_NAME="blackstone.localhost")
    nobody = ask(stranger, address, things)
    for outsider in (cast.outsider, cast.harbor_administrator):
        at_home = sign_in(Client(), outsider, cast.harbor)
        if address.name in SHARED:
            assert ask(at_home, address, things).lets_in
        elif things:
            assert ask(at_home, address, things) == ask(at_home, address, nothing_like(things))
        assert ask(at_blackstone(cast, outsider), address, things) == nobody

    if address.name not in DOORS:
        answers = {
            name: ask(sign_in(Client(), getattr(cast, name), cast.blackstone), address, things)
            for name in MEMBERS
        }
        assert any(answer.lets_in for answer in answers.values()), {
            n: (a.status, a.location) for n, a in answers.items()
        }
        assert nobody.status not in {200, 201, 204}


@pytest.mark.parametrize(
    "address", [one for one in ADDRESSES if one.is_api and one.verbs], ids=lambda address: address.name
)
def test_a_token_opens_its_own_practice_only(address: Address, cast: Cast) -> None:
    things = things_for(address, cast)
    client = Client(SERVER_NAME="blackstone.localhost")
    foreign = ask(client, address, things, headers=token_for(cast.outsider, cast.harbor))
    made_up = ask(client, address, things, headers={"Authorization": "Token nobody-has-this-one"})
    assert foreign == made_up
    assert foreign.status == 401


@pytest.mark.parametrize("host", ["harbor.localhost.evil.example", "nowhere.localhost", "[::1]"])
def test_a_host_that_is_not_ours_gets_no_practice(host: str, cast: Cast) -> None:
    client = sign_in(Client(), cast.coordinator, cast.blackstone)
    response = client.get("/registry/", headers={"Host": host})
    assert response.status_code in {400, 404}
    assert "Baptiste" not in response.content.decode()
