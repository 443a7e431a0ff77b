"""Ask a host for an address, as a browser or a program would."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.leaks.addresses import PRACTICE, Address
from tests.leaks.answers import Answer, answer_of
from tests.leaks.things import Things


def ask(
    client: Client,
    address: Address,
    things: Things,
    *,
    urlconf: str = PRACTICE,
    verb: str = "",
    **headers: Any,
) -> Answer:
    """Ask for the address; with a writing verb where none is named and GET is not offered."""
    url = reverse(address.name, urlconf=urlconf, kwargs=things)
    if not verb and address.verbs and "GET" not in address.verbs:
        verb = address.verbs[0]
    if verb in ("", "GET"):
        response = client.get(url, **headers)
    else:
        response = client.generic(verb, url, "{}", "application/json", **headers)
    if response.status_code == 405:
        response = client.post(url, data={}, **headers)
    return answer_of(response, url, *(thing for thing in things.values() if isinstance(thing, uuid.UUID)))


def nothing_like(things: Things) -> Things:
    """Ids of the same shape that name nothing."""
    return {word: uuid.uuid4() if isinstance(thing, uuid.UUID) else thing for word, thing in things.items()}
