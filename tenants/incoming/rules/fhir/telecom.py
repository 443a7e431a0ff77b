"""Telephones, e-mail and addresses."""

from typing import TypedDict

from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import shorten
from tenants.incoming.rules.places import state_code
from tenants.patients.rules import is_phone, phone_key
from tenants.roster.rules.values.phones import read_email
from tenants.roster.rules.values.refusal import ValueRefusedError

_SYSTEMS = frozenset({"phone", "fax", "email", "pager", "url", "sms", "other"})
_USES = frozenset({"home", "work", "temp", "old", "mobile"})
_ADDRESS_USES = frozenset({"home", "work", "temp", "old", "billing"})
_ORDER = {"mobile": 0, "home": 1, "": 2, "work": 3, "temp": 4}


class Address(TypedDict):
    """Where somebody lives, as the shapes name it."""

    address_line: str
    town: str
    state: str
    zip_code: str


def phones(node: Node) -> tuple[str, ...]:
    """Numbers that can be dialled, mobile first, each once."""
    said = [(one, one.code("system", _SYSTEMS), one.code("use", _USES)) for one in node.nodes("telecom")]
    numbers = [
        (_ORDER[use], phone_key(one.text("value")))
        for one, system, use in said
        if system in ("phone", "sms") and use != "old" and is_phone(one.text("value"))
    ]
    return tuple(dict.fromkeys(number[:40] for _rank, number in sorted(numbers, key=lambda pair: pair[0])))


def email(node: Node) -> str:
    """The first address that is one."""
    for one in node.nodes("telecom"):
        if one.text("system") == "email" and one.text("use") != "old":
            try:
                return read_email(one.text("value"))
            except ValueRefusedError:
                continue
    return ""


def address(node: Node, *, many: bool = True) -> Address:
    """The home of today: a home before one without a word, never an old or a billing address."""
    single = None if many else node.node("address")
    told = node.nodes("address") if many else [single] if single is not None else []
    order = {"home": 0, "": 1, "temp": 2, "work": 3}
    rated = [(order[use], one) for one in told if (use := one.code("use", _ADDRESS_USES)) in order]
    if not rated:
        return Address(address_line="", town="", state="", zip_code="")
    one = min(rated, key=lambda pair: pair[0])[1]
    return Address(
        address_line=shorten(", ".join(one.texts("line")), 200),
        town=one.text("city")[:100],
        state=state_code(one.text("state")),
        zip_code=one.text("postalCode")[:10],
    )
