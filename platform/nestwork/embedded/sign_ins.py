"""The last lines of `make demo`: addresses, and who may sign in with which password."""

from collections.abc import Iterator
from typing import Any

ROLES = {
    "coordinator": "care coordinator",
    "physician": "physician",
    "nurse": "nurse",
    "practice_administrator": "practice administrator",
    "parent_partner": "parent partner",
    "facilitator": "facilitator",
    "directory_steward": "directory steward",
    "state_reviewer": "state reviewer",
    "network_administrator": "network administrator",
}


def sign_ins(network: dict[str, Any]) -> Iterator[str]:
    """Yield the lines for a demo.json: the shape is `{"network", "practices": [...], "people": [...]}`."""
    yield ""
    yield "Nestwork's demonstration is ready. All people and children in it are made up."
    yield ""
    wide = max(len(practice["name"]) for practice in [*network["practices"], {"name": "The network"}])
    yield f"  {'The network':<{wide}}  {network['network']}   <- everybody signs in here"
    for practice in network["practices"]:
        yield f"  {practice['name']:<{wide}}  {practice['url']}"
    names = {practice["slug"]: practice["name"] for practice in network["practices"]}
    widest = max((len(person["email"]) for person in network["people"]), default=0)
    for place in [None, *names]:
        people = [person for person in network["people"] if person["practice"] == place]
        if people:
            yield ""
            yield f"  {names[place] if place else 'The network itself'}"
        for person in people:
            role = ROLES.get(person["role"], person["role"])
            yield f"    {role:<24} {person['email']:<{widest}}  {person['password']}"
    yield ""
    yield "Ctrl-C stops everything; the data is kept for the next `make demo`."
